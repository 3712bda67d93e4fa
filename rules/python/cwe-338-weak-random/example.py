import random
import secrets
import string


def reset(user):
    # ruleid: python.cwe-338.weak-random
    reset_token = "".join(random.choice(string.ascii_letters) for _ in range(32))
    # ruleid: python.cwe-338.weak-random
    user.password = "pw%d" % random.randint(0, 10**9)
    return reset_token


def generate_token():
    # ruleid: python.cwe-338.weak-random
    return "".join(random.choices(string.hexdigits, k=32))


def safe(user):
    # ok: python.cwe-338.weak-random
    reset_token = secrets.token_urlsafe(32)
    # ok: python.cwe-338.weak-random
    user.password = "".join(secrets.choice(string.ascii_letters) for _ in range(16))
    # ok: python.cwe-338.weak-random
    delay = random.random() * 10
    # ok: python.cwe-338.weak-random
    session_key = "".join(random.SystemRandom().choice(string.hexdigits) for _ in range(32))
    # ok: python.cwe-338.weak-random
    token_index = random.randint(0, 10)
    return reset_token, delay, session_key, token_index
