from flask import Flask, make_response

app = Flask(__name__)
DEBUG = environ.get("DEBUG") == "1"
# ruleid: python.cwe-614.cookie-not-secure
SESSION_COOKIE_SECURE = False
# ruleid: python.cwe-614.cookie-not-secure
app.config["SESSION_COOKIE_SECURE"] = False


def login(token):
    response = make_response("")
    # ruleid: python.cwe-614.cookie-not-secure
    response.set_cookie("session_id", token, httponly=True, secure=False)
    # ok: python.cwe-614.cookie-not-secure
    response.set_cookie("theme", "dark", secure=False)
    # ok: python.cwe-614.cookie-not-secure
    response.set_cookie("session_id", token, httponly=True, secure=True)
    return response


if DEBUG:
    # ok: python.cwe-614.cookie-not-secure
    SESSION_COOKIE_SECURE = False
# ok: python.cwe-614.cookie-not-secure
SESSION_COOKIE_SECURE = not DEBUG
