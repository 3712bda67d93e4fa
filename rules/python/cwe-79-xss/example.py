import json
from html import escape

from django.http import HttpResponse, JsonResponse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from flask import Flask, render_template, request
from markupsafe import Markup

app = Flask(__name__)
api = FastAPI()


@app.route("/hello")
def hello():
    name = request.args.get("name", "")
    # ruleid: python.cwe-79.xss
    return f"<h1>Hello {name}</h1>"


@app.route("/bold/<word>")
def bold(word):
    # ruleid: python.cwe-79.xss
    return render_template("page.html", word=Markup("<b>" + word + "</b>"))


def search(request):
    query = request.GET.get("q")
    # ruleid: python.cwe-79.xss
    return HttpResponse("No results for " + query)


def comment(request):
    # ruleid: python.cwe-79.xss
    return {"comment": mark_safe(request.POST["comment"])}


@api.get("/page")
async def page(title: str):
    # ruleid: python.cwe-79.xss
    return HTMLResponse(f"<title>{title}</title>")


@app.route("/safe")
def safe():
    name = request.args.get("name", "")
    if name == "json":
        # ok: python.cwe-79.xss
        return {"name": name}
    if name == "template":
        # ok: python.cwe-79.xss
        return render_template("hello.html", name=name)
    if name == "number":
        # ok: python.cwe-79.xss
        return f"<b>{int(request.args['number'])}</b>"
    # ok: python.cwe-79.xss
    return f"<h1>Hello {escape(name)}</h1>"


@app.route("/greeting")
def greeting():
    # ok: python.cwe-79.xss
    return Markup("<b>%s</b>") % request.args["name"]


def safe_view(request):
    query = request.GET.get("q")
    if query == "json":
        # ok: python.cwe-79.xss
        return JsonResponse({"query": query})
    if query == "plain":
        # ok: python.cwe-79.xss
        return HttpResponse(query, content_type="text/plain")
    # ok: python.cwe-79.xss
    return HttpResponse(format_html("No results for {}", query))


def client(request):
    # ok: python.cwe-79.xss
    return f"<h1>{request.name}</h1>"
