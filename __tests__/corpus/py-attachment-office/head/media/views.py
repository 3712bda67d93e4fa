from flask import Blueprint, current_app, g, jsonify, request

from accounts.auth import login_required

from .uploads import Rejected, checked_suffix

bp = Blueprint("media", __name__)


@bp.post("/posts/<int:post_id>/attachments")
@login_required
def attach(post_id: int):
    upload = request.files["file"]
    data = upload.read()
    try:
        suffix = checked_suffix(upload.filename or "", len(data))
    except Rejected as error:
        return jsonify(error=str(error)), 422
    post = g.user.own_post_or_404(post_id)
    name = current_app.extensions["storage"].save(suffix, data)
    post.attach(name, label=upload.filename)
    return jsonify(url=f"/media/{name}"), 201
