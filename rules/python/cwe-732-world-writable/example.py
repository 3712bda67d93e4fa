import os
import stat
from pathlib import Path


def share(path):
    # ruleid: python.cwe-732.world-writable
    os.chmod(path, 0o777)
    # ruleid: python.cwe-732.world-writable
    Path(path).chmod(0o666)
    # ruleid: python.cwe-732.world-writable
    os.chmod(path, stat.S_IRWXU | stat.S_IRWXG | stat.S_IRWXO)
    # ruleid: python.cwe-732.world-writable
    os.umask(0)


def safe(path, mode):
    # ok: python.cwe-732.world-writable
    os.chmod(path, 0o755)
    # ok: python.cwe-732.world-writable
    Path(path).chmod(0o600)
    # ok: python.cwe-732.world-writable
    os.chmod(path, mode)
    # ok: python.cwe-732.world-writable
    os.umask(0o077)
    # ok: python.cwe-732.world-writable
    current = os.umask(0)
    os.umask(current)
