import os
from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import FileResponse
from flask import Flask, abort, request, send_file, send_from_directory
from werkzeug.utils import secure_filename

app = Flask(__name__)
api = FastAPI()
BASE = "/srv/files"


@app.route("/read")
def read():
    name = request.args["name"]
    # ruleid: python.cwe-22.path-traversal
    with open(os.path.join(BASE, name)) as file:
        return file.read()


@app.route("/download/<path:name>")
def download(name):
    # ruleid: python.cwe-22.path-traversal
    return send_file(f"{BASE}/{name}")


@api.get("/file")
async def file(name: str):
    # ruleid: python.cwe-22.path-traversal
    return FileResponse(Path(BASE) / name)


def delete(request):
    # ruleid: python.cwe-22.path-traversal
    os.remove(BASE + "/" + request.POST["name"])
    # ruleid: python.cwe-22.path-traversal
    return (Path(BASE) / request.GET["name"]).read_text()


@app.route("/checked")
def checked():
    path = (Path(BASE) / request.args["name"]).resolve()
    if not path.is_relative_to(BASE):
        abort(404)
    # ok: python.cwe-22.path-traversal
    return path.read_text()


@app.route("/prefixed")
def prefixed():
    path = os.path.realpath(os.path.join(BASE, request.args["name"]))
    if not path.startswith(BASE + os.sep):
        abort(404)
    # ok: python.cwe-22.path-traversal
    return open(path).read()


@app.route("/safe")
def safe():
    name = request.args["name"]
    # ok: python.cwe-22.path-traversal
    send_from_directory(BASE, name)
    # ok: python.cwe-22.path-traversal
    open(os.path.join(BASE, secure_filename(name)))
    # ok: python.cwe-22.path-traversal
    open(os.path.join(BASE, os.path.basename(name)))
    # ok: python.cwe-22.path-traversal
    open(f"{BASE}/{int(request.args['id'])}.json")
    # ok: python.cwe-22.path-traversal
    return open(os.path.join(BASE, "index.html"))


def load(name):
    # ok: python.cwe-22.path-traversal
    return open(os.path.join(BASE, name))
