import re

import ldap
from flask import Flask, request
from ldap.filter import escape_filter_chars
from ldap3 import Connection

app = Flask(__name__)
BASE = "dc=example,dc=com"


@app.route("/people")
def people():
    directory = ldap.initialize("ldaps://directory.example.com")
    # ruleid: python.cwe-90.ldap
    return directory.search_s(BASE, ldap.SCOPE_SUBTREE, f"(uid={request.args['uid']})")


@app.route("/mail")
def mail():
    text = "(&(objectClass=person)(mail=%s))" % request.args["mail"]
    connection = Connection("ldaps://directory.example.com")
    # ruleid: python.cwe-90.ldap
    connection.search(BASE, text)
    return connection.entries


@app.route("/named")
def named():
    connection = Connection("ldaps://directory.example.com")
    # ruleid: python.cwe-90.ldap
    connection.search(search_base=BASE, search_filter="(cn=" + request.args["cn"] + ")")
    return connection.entries


@app.route("/safe")
def safe():
    directory = ldap.initialize("ldaps://directory.example.com")
    uid = escape_filter_chars(request.args["uid"])
    # ok: python.cwe-90.ldap
    one = directory.search_s(BASE, ldap.SCOPE_SUBTREE, f"(uid={uid})")
    # ok: python.cwe-90.ldap
    two = directory.search_s(BASE, ldap.SCOPE_SUBTREE, "(uid=root)")
    # ok: python.cwe-90.ldap
    three = re.search("needle", request.args["text"], re.IGNORECASE)
    return [one, two, three]
