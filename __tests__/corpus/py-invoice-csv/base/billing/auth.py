from functools import wraps

from flask import abort, g, session


def login_required(view):
    @wraps(view)
    def wrapped(*args, **kwargs):
        account_id = session.get("account_id")
        if account_id is None:
            abort(401)
        g.account_id = account_id
        return view(*args, **kwargs)

    return wrapped
