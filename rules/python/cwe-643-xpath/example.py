from flask import Flask, request
from lxml import etree

app = Flask(__name__)
tree = etree.parse("users.xml")


@app.route("/user")
def user():
    # ruleid: python.cwe-643.xpath
    return tree.xpath(f"//user[@id='{request.args['id']}']")


@app.route("/login", methods=["POST"])
def login():
    query = "//user[name='" + request.form["name"] + "']"
    # ruleid: python.cwe-643.xpath
    return tree.xpath(query)


@app.route("/find")
def find():
    # ruleid: python.cwe-643.xpath
    return etree.XPath(request.args["path"])(tree)


@app.route("/safe")
def safe():
    # ok: python.cwe-643.xpath
    one = tree.xpath("//user[@id=$id]", id=request.args["id"])
    # ok: python.cwe-643.xpath
    two = tree.xpath(f"//user[{int(request.args['row'])}]")
    # ok: python.cwe-643.xpath
    three = etree.XPath("//user[@active]")(tree)
    return [one, two, three]
