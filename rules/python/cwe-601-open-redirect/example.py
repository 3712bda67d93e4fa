from django.http import HttpResponseRedirect
from django.shortcuts import redirect as to
from django.utils.http import url_has_allowed_host_and_scheme
from fastapi import FastAPI
from fastapi.responses import RedirectResponse
from flask import Flask, redirect, request, url_for

app = Flask(__name__)
api = FastAPI()
LOGIN = "https://login.example.com"
PAGES = {"/home", "/account"}


@app.route("/go")
def go():
    # ruleid: python.cwe-601.open-redirect
    return redirect(request.args["next"])


@app.route("/back")
def back():
    target = request.args.get("next") or "/"
    # ruleid: python.cwe-601.open-redirect
    return redirect(target, code=302)


def django_view(request):
    # ruleid: python.cwe-601.open-redirect
    return HttpResponseRedirect(request.GET.get("next", "/"))


def short(request):
    # ruleid: python.cwe-601.open-redirect
    return to("https://" + request.GET["host"] + "/start")


@api.get("/out")
async def out(url: str):
    # ruleid: python.cwe-601.open-redirect
    return RedirectResponse(url)


@app.route("/user/<name>")
def user(name):
    # ok: python.cwe-601.open-redirect
    return redirect(f"/users/{name}")


@app.route("/safe")
def safe():
    kind = request.args["kind"]
    if kind == "named":
        # ok: python.cwe-601.open-redirect
        return redirect(url_for("page", name=request.args["name"]))
    if kind == "login":
        # ok: python.cwe-601.open-redirect
        return redirect(LOGIN + "?state=" + request.args["state"])
    target = request.args["next"]
    if target not in PAGES:
        return "", 400
    # ok: python.cwe-601.open-redirect
    return redirect(target)


def checked(request):
    target = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = "/"
    # ok: python.cwe-601.open-redirect
    return HttpResponseRedirect(target)
