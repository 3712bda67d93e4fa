import jinja2
from django.template import Context
from flask import Flask
from jinja2 import Environment, select_autoescape

app = Flask(__name__)
# ruleid: python.cwe-79.escaping-off
pages = Environment(loader=loader, autoescape=False)
# ruleid: python.cwe-79.escaping-off
app.jinja_env.autoescape = False
# ruleid: python.cwe-79.escaping-off
context = Context({"name": name}, autoescape=False)

# ok: python.cwe-79.escaping-off
safe = Environment(loader=loader, autoescape=select_autoescape())
# ok: python.cwe-79.escaping-off
also = jinja2.Environment(loader=loader, autoescape=True)
# ok: python.cwe-79.escaping-off
app.jinja_env.autoescape = True
# ok: python.cwe-79.escaping-off
plain = Context({"name": name})
