import urllib.request
from urllib.parse import quote, urlparse

import httpx
import requests
from fastapi import FastAPI
from flask import Flask, abort, request

app = Flask(__name__)
api = FastAPI()
ALLOWED = {"images.example.com"}
API_URL = "https://api.example.com"


@app.route("/fetch")
def fetch():
    # ruleid: python.cwe-918.ssrf
    return requests.get(request.args["url"], timeout=5).content


@app.route("/mirror/<host>")
def mirror(host):
    # ruleid: python.cwe-918.ssrf
    return urllib.request.urlopen(f"https://{host}/index.json").read()


@api.get("/avatar")
async def avatar(url: str):
    async with httpx.AsyncClient() as client:
        # ruleid: python.cwe-918.ssrf
        return await client.get(url)


def hook(request):
    target = request.POST.get("callback")
    # ruleid: python.cwe-918.ssrf
    return requests.post(target, json={"done": True})


@app.route("/allowed")
def allowed():
    url = request.args["url"]
    if urlparse(url).hostname not in ALLOWED:
        abort(400)
    # ok: python.cwe-918.ssrf
    return requests.get(url, timeout=5).content


@app.route("/allowed-too")
def allowed_too():
    url = request.args["url"]
    parts = urlparse(url)
    if parts.scheme != "https" or parts.hostname not in ALLOWED:
        abort(400)
    # ok: python.cwe-918.ssrf
    return requests.get(url, timeout=5).content


@app.route("/parsed-only")
def parsed_only():
    url = request.args["url"]
    print(urlparse(url).path)
    # ruleid: python.cwe-918.ssrf
    return requests.get(url, timeout=5).content


@app.route("/safe")
def safe(cache):
    name = request.args["name"]
    # ok: python.cwe-918.ssrf
    requests.get(f"https://api.example.com/users/{name}", timeout=5)
    # ok: python.cwe-918.ssrf
    requests.get("https://api.example.com/users/" + name, timeout=5)
    # ok: python.cwe-918.ssrf
    requests.get(f"{API_URL}/users/{name}", timeout=5)
    # ok: python.cwe-918.ssrf
    requests.get("https://api.example.com/users", params={"name": name}, timeout=5)
    # ok: python.cwe-918.ssrf
    requests.post("https://api.example.com/users", json=request.get_json(), timeout=5)
    # ok: python.cwe-918.ssrf
    cache.get(name)
    # ok: python.cwe-918.ssrf
    return requests.get("https://api.example.com/users/{}".format(quote(name)), timeout=5)
