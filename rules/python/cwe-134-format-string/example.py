from string import Template

from flask import Flask, request

app = Flask(__name__)


@app.route("/greet")
def greet():
    # ruleid: python.cwe-134.format-string
    return request.args["greeting"].format(user=user)


@app.route("/mail", methods=["POST"])
def mail():
    text = "Dear {name}, " + request.form["text"]
    # ruleid: python.cwe-134.format-string
    return text.format(name=user.name, user=user)


@app.route("/row")
def row():
    template = request.args.get("template", "{0}")
    # ruleid: python.cwe-134.format-string
    return template.format(user)


@app.route("/safe")
def safe():
    # ok: python.cwe-134.format-string
    one = "Hello {}".format(request.args["name"])
    # ok: python.cwe-134.format-string
    two = Template(request.args["greeting"]).safe_substitute(name=user.name)
    # ok: python.cwe-134.format-string
    three = "{name}".format(name=request.args["name"])
    return one + two + three
