import os
import shlex
import subprocess

from fastapi import FastAPI
from flask import Flask, request

app = Flask(__name__)
api = FastAPI()


@app.route("/ping")
def ping():
    host = request.args.get("host")
    # ruleid: python.cwe-78.os-command
    os.system("ping -c 1 " + host)
    # ruleid: python.cwe-78.os-command
    subprocess.run(f"ping -c 1 {host}", shell=True, check=True)
    # ruleid: python.cwe-78.os-command
    subprocess.check_output(["sh", "-c", "ping %s" % host])
    # ruleid: python.cwe-78.os-command
    return subprocess.getoutput("ping {}".format(host))


@app.route("/tool/<name>")
def tool(name):
    # ruleid: python.cwe-78.os-command
    subprocess.Popen([name, "--version"])


@api.get("/archive")
async def archive(folder: str, level: int = 1):
    # ruleid: python.cwe-78.os-command
    os.popen("tar cf - " + folder)
    # ok: python.cwe-78.os-command
    os.popen("tar cf - . | gzip -%d" % level)


def django_view(request):
    name = request.POST["name"]
    # ruleid: python.cwe-78.os-command
    subprocess.call("convert " + name + " out.png", shell=True)
    # ok: python.cwe-78.os-command
    subprocess.call(["convert", name, "out.png"])


@app.route("/safe")
def safe():
    host = request.args.get("host")
    # ok: python.cwe-78.os-command
    subprocess.run(["ping", "-c", "1", "--", host], check=True)
    # ok: python.cwe-78.os-command
    os.system("ping -c 1 " + shlex.quote(host))
    # ok: python.cwe-78.os-command
    os.system("sleep " + str(int(request.args["seconds"])))
    # ok: python.cwe-78.os-command
    subprocess.run("make clean", shell=True, cwd=os.environ["BUILD"])


def build(target):
    # ok: python.cwe-78.os-command
    subprocess.run("make " + target, shell=True)
