import hashlib
import hmac

from flask import Flask, request

app = Flask(__name__)


@app.route("/hook", methods=["POST"])
def hook():
    expected = hmac.new(KEY, request.data, "sha256").hexdigest()
    # ruleid: python.cwe-208.signature-comparison
    if request.headers["X-Signature"] != expected:
        return "", 401
    return ""


def valid(signature, body):
    # ruleid: python.cwe-208.signature-comparison
    return signature == hmac.new(KEY, body, hashlib.sha256).hexdigest()


def signed(signature, body):
    own = hmac.new(KEY, body, hashlib.sha1).digest()
    # ruleid: python.cwe-208.signature-comparison
    return own == signature


def safe(signature, body):
    own = hmac.new(KEY, body, hashlib.sha256).hexdigest()
    # ok: python.cwe-208.signature-comparison
    return hmac.compare_digest(own, signature)


def same_file(body, digest):
    # ok: python.cwe-208.signature-comparison
    own = hashlib.sha256(body).hexdigest()
    # ok: python.cwe-208.signature-comparison
    return own == digest
