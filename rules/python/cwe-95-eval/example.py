import ast
import json
import re

from flask import Flask, request

app = Flask(__name__)
OPERATIONS = {"add": sum}


@app.route("/calc")
def calc():
    # ruleid: python.cwe-95.eval
    return str(eval(request.args["expression"]))


@app.route("/run", methods=["POST"])
def run():
    code = request.form["code"]
    # ruleid: python.cwe-95.eval
    exec("result = " + code)
    # ruleid: python.cwe-95.eval
    return compile(code, "<web>", "exec")


def rest_view(request):
    formula = request.data.get("formula")
    # ruleid: python.cwe-95.eval
    return eval(formula, {"__builtins__": {}})


@app.route("/safe")
def safe(model):
    # ok: python.cwe-95.eval
    json.loads(request.args["expression"])
    # ok: python.cwe-95.eval
    ast.literal_eval(request.args["expression"])
    # ok: python.cwe-95.eval
    re.compile(re.escape(request.args["pattern"]))
    model.eval()
    # ok: python.cwe-95.eval
    eval("1 + 1")
    # ok: python.cwe-95.eval
    eval(str(int(request.args["number"])))
    # ok: python.cwe-95.eval
    return OPERATIONS[request.args["name"]]([1, 2])
