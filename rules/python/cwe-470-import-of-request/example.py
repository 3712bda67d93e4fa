import importlib

from flask import Flask, request

app = Flask(__name__)
PLUGINS = {"csv": "plugins.csv", "json": "plugins.json"}


@app.route("/plugin")
def plugin():
    # ruleid: python.cwe-470.import-of-request
    return importlib.import_module(request.args["module"]).run()


@app.route("/format/<name>")
def formatted(name):
    # ruleid: python.cwe-470.import-of-request
    return importlib.import_module(f"formats.{name}").run()


@app.route("/run", methods=["POST"])
def run():
    # ruleid: python.cwe-470.import-of-request
    return __import__(request.form["name"]).run()


@app.route("/safe")
def safe():
    # ok: python.cwe-470.import-of-request
    one = importlib.import_module(PLUGINS["csv"])
    name = request.args["name"]
    if name not in PLUGINS:
        return "", 404
    # ok: python.cwe-470.import-of-request
    two = importlib.import_module(f"plugins.{name}")
    # ok: python.cwe-470.import-of-request
    three = importlib.import_module("plugins.csv")
    return [one, two, three]
