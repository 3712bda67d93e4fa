from flask import Flask, make_response

app = Flask(__name__)
# ruleid: python.cwe-1004.cookie-not-httponly
SESSION_COOKIE_HTTPONLY = False
# ruleid: python.cwe-1004.cookie-not-httponly
app.config["SESSION_COOKIE_HTTPONLY"] = False


def login(token):
    response = make_response("")
    # ruleid: python.cwe-1004.cookie-not-httponly
    response.set_cookie("session_id", token, secure=True, httponly=False)
    # ok: python.cwe-1004.cookie-not-httponly
    response.set_cookie("theme", "dark", httponly=False)
    # ok: python.cwe-1004.cookie-not-httponly
    response.set_cookie("csrf_token", token, httponly=False)
    # ok: python.cwe-1004.cookie-not-httponly
    response.set_cookie("session_id", token, secure=True, httponly=True)
    return response


# ok: python.cwe-1004.cookie-not-httponly
CSRF_COOKIE_HTTPONLY = False
