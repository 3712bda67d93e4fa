import os

from fastapi import FastAPI
from flask import Flask
from starlette.middleware.sessions import SessionMiddleware

app = Flask(__name__)
api = FastAPI()
# ruleid: python.cwe-321.session-key
app.secret_key = "an example key"
# ruleid: python.cwe-321.session-key
app.config["SECRET_KEY"] = "an example key"
# ruleid: python.cwe-321.session-key
api.add_middleware(SessionMiddleware, secret_key="an example key")

# ok: python.cwe-321.session-key
app.secret_key = os.environ["SECRET_KEY"]
# ok: python.cwe-321.session-key
app.config["SECRET_KEY"] = os.urandom(32)
# ok: python.cwe-321.session-key
api.add_middleware(SessionMiddleware, secret_key=os.environ["SECRET_KEY"])
# ok: python.cwe-321.session-key
app.config["SESSION_COOKIE_NAME"] = "shop"
