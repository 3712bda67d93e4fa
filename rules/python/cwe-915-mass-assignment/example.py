import json

from flask import Flask, request

app = Flask(__name__)
FIELDS = {"name", "mail"}


@app.post("/users")
def create():
    # ruleid: python.cwe-915.mass-assignment
    user = User(**request.json)
    return user.save()


@app.put("/users/<int:number>")
def update(number):
    user = User.get(number)
    for key, value in request.get_json().items():
        # ruleid: python.cwe-915.mass-assignment
        setattr(user, key, value)
    return user.save()


def django_create(request):
    # ruleid: python.cwe-915.mass-assignment
    return User.objects.create(**request.POST.dict())


@app.put("/safe")
def safe():
    user = User.get(1)
    for key, value in request.get_json().items():
        if key in FIELDS:
            # ok: python.cwe-915.mass-assignment
            setattr(user, key, value)
    for key, value in request.get_json().items():
        if key not in FIELDS:
            continue
        # ok: python.cwe-915.mass-assignment
        setattr(user, key, value)
    # ok: python.cwe-915.mass-assignment
    other = User(name=request.json["name"])
    # ok: python.cwe-915.mass-assignment
    third = User(**defaults)
    return user, other, third
