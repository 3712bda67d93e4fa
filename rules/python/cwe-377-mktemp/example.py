import os
import tempfile
from tempfile import mktemp


def save(text):
    # ruleid: python.cwe-377.mktemp
    with open(tempfile.mktemp(".json"), "w") as file:
        file.write(text)
    # ruleid: python.cwe-377.mktemp
    path = mktemp(prefix="report-")
    # ruleid: python.cwe-377.mktemp
    name = tempfile.mktemp()
    return path, name


def safe(text):
    # ok: python.cwe-377.mktemp
    handle, path = tempfile.mkstemp()
    # ok: python.cwe-377.mktemp
    with tempfile.NamedTemporaryFile("w") as file:
        file.write(text)
    # ok: python.cwe-377.mktemp
    return tempfile.mkdtemp(), os.fdopen(handle)
