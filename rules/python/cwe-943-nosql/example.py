from bson import ObjectId
from flask import Flask, request
from pymongo import MongoClient

app = Flask(__name__)
db = MongoClient().shop


@app.post("/login")
def login():
    # ruleid: python.cwe-943.nosql
    return db.users.find_one({"mail": request.json["mail"], "active": True})


@app.post("/token")
def token():
    body = request.get_json()
    # ruleid: python.cwe-943.nosql
    return db.tokens.find_one({"token": body["token"]})


@app.post("/search")
def search():
    # ruleid: python.cwe-943.nosql
    return list(db.items.find(request.json))


@app.post("/where")
def where():
    # ruleid: python.cwe-943.nosql
    return list(db.items.find({"$where": request.json.get("where")}))


@app.post("/safe")
def safe():
    # ok: python.cwe-943.nosql
    one = db.users.find_one({"mail": str(request.json["mail"])})
    # ok: python.cwe-943.nosql
    two = db.users.find_one({"mail": {"$eq": request.json["mail"]}})
    # ok: python.cwe-943.nosql
    three = db.users.find_one({"mail": request.args["mail"]})
    # ok: python.cwe-943.nosql
    four = db.users.find_one({"_id": ObjectId(request.json["id"])})
    name = request.json["name"]
    if not isinstance(name, str):
        return "", 400
    # ok: python.cwe-943.nosql
    five = db.users.find_one({"name": name})
    # ok: python.cwe-943.nosql
    six = request.json["text"].find("needle")
    return [one, two, three, four, five, six]
