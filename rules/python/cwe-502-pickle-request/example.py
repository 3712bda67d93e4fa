import base64
import io
import json
import pickle

import joblib
import jsonpickle
from flask import Flask, request

app = Flask(__name__)


@app.route("/load", methods=["POST"])
def load():
    # ruleid: python.cwe-502.pickle-request
    return pickle.loads(request.data)


@app.route("/session")
def session():
    state = base64.b64decode(request.cookies["state"])
    # ruleid: python.cwe-502.pickle-request
    return pickle.loads(state)


def upload(request):
    # ruleid: python.cwe-502.pickle-request
    joblib.load(request.FILES["model"])
    # ruleid: python.cwe-502.pickle-request
    return jsonpickle.decode(request.body)


@app.route("/safe", methods=["POST"])
def safe():
    # ok: python.cwe-502.pickle-request
    json.loads(request.data)
    # ok: python.cwe-502.pickle-request
    pickle.dumps(request.get_json())
    with open("model.pickle", "rb") as model:
        # ok: python.cwe-502.pickle-request
        return pickle.load(model)


def cached(redis):
    # ok: python.cwe-502.pickle-request
    return pickle.loads(redis.get("key"))
