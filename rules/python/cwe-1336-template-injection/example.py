import jinja2
from flask import Flask, render_template, render_template_string, request

app = Flask(__name__)


@app.route("/hello")
def hello():
    name = request.args["name"]
    # ruleid: python.cwe-1336.template-injection, python.cwe-79.xss
    return render_template_string("<h1>Hello " + name + "</h1>")


@app.route("/preview", methods=["POST"])
def preview():
    # ruleid: python.cwe-1336.template-injection
    return jinja2.Template(request.form["template"]).render()


@app.route("/mail/<subject>")
def mail(subject):
    environment = jinja2.Environment(autoescape=True)
    # ruleid: python.cwe-1336.template-injection
    return environment.from_string(f"Subject: {subject}").render()


@app.route("/safe")
def safe():
    name = request.args["name"]
    if name == "string":
        # ok: python.cwe-1336.template-injection
        return render_template_string("<h1>Hello {{ name }}</h1>", name=name)
    if name == "jinja":
        # ok: python.cwe-1336.template-injection
        return jinja2.Template("Hello {{ name }}").render(name=name)
    # ok: python.cwe-1336.template-injection
    return render_template("hello.html", name=name)
