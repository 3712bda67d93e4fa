import sqlite3

from django.db import connection
from flask import Flask, request
from sqlalchemy import select, text

app = Flask(__name__)
db = sqlite3.connect("app.db")


@app.route("/user")
def user():
    name = request.args["name"]
    # ruleid: python.cwe-89.sql
    db.execute("SELECT * FROM users WHERE name = '" + name + "'")
    cursor = db.cursor()
    query = f"SELECT * FROM users WHERE name = '{name}'"
    # ruleid: python.cwe-89.sql
    cursor.execute(query)
    # ruleid: python.cwe-89.sql
    return text("SELECT * FROM users WHERE name = '%s'" % name)


def django_view(request):
    order = request.GET.get("order", "id")
    with connection.cursor() as cursor:
        # ruleid: python.cwe-89.sql
        cursor.execute("SELECT * FROM item ORDER BY {}".format(order))
    # ruleid: python.cwe-89.sql
    return Item.objects.raw("SELECT * FROM item ORDER BY " + order)


@app.route("/safe")
def safe(session, executor):
    name = request.args["name"]
    # ok: python.cwe-89.sql
    db.execute("SELECT * FROM users WHERE name = ?", (name,))
    # ok: python.cwe-89.sql
    session.execute(text("SELECT * FROM users WHERE name = :name"), {"name": name})
    # ok: python.cwe-89.sql
    session.execute(select(User).where(User.name == name))
    page = int(request.args.get("page", "1"))
    # ok: python.cwe-89.sql
    db.execute(f"SELECT * FROM users LIMIT 20 OFFSET {page * 20}")
    # ok: python.cwe-89.sql
    executor.execute(name)


def migrate(table):
    # ok: python.cwe-89.sql
    db.execute(f"DROP TABLE {table}")
