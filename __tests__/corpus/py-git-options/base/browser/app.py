from pathlib import Path

from flask import Flask, abort, jsonify

from .git import GitError, Repository

app = Flask(__name__)
app.config["REPOSITORIES"] = {"handbook": Path("/srv/git/handbook.git")}


def repository(name: str) -> Repository:
    path = app.config["REPOSITORIES"].get(name)
    if path is None:
        abort(404)
    return Repository(path)


@app.get("/<name>/branches")
def branches(name: str):
    return jsonify(repository(name).branches())


@app.get("/<name>/log")
def log(name: str):
    try:
        return jsonify(repository(name).log())
    except GitError:
        abort(404)
