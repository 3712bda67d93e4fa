import re

from flask import Flask, request

app = Flask(__name__)


@app.route("/search")
def search():
    # ruleid: python.cwe-1333.regexp-of-request
    return [item for item in ITEMS if re.search(request.args["q"], item)]


@app.route("/prefix")
def prefix():
    source = f"^{request.args['prefix']}"
    # ruleid: python.cwe-1333.regexp-of-request
    pattern = re.compile(source, re.IGNORECASE)
    return [item for item in ITEMS if pattern.match(item)]


@app.route("/replace", methods=["POST"])
def replace():
    # ruleid: python.cwe-1333.regexp-of-request
    return re.sub(request.form["from"], "", TEXT)


@app.route("/safe")
def safe():
    # ok: python.cwe-1333.regexp-of-request
    one = re.search(re.escape(request.args["q"]), TEXT)
    # ok: python.cwe-1333.regexp-of-request
    two = re.fullmatch("[a-z]+", request.args["q"])
    # ok: python.cwe-1333.regexp-of-request
    three = re.compile(f"^.{{{int(request.args['length'])}}}$")
    # ok: python.cwe-1333.regexp-of-request
    four = re.sub("[^a-z]", "", request.args["q"])
    return [one, two, three, four]
