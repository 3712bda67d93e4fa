import jwt
from jose import jwt as jose_jwt


def identify(token, key):
    # ruleid: python.cwe-347.jwt-unverified
    two = jwt.decode(token, key, algorithms=["HS256", "none"])
    # ruleid: python.cwe-347.jwt-unverified
    three = jwt.decode(token, verify=False)
    return two, three


def others(token, key):
    # ruleid: python.cwe-347.jwt-unverified
    one = jwt.decode(token, options={"verify_signature": False})
    # ruleid: python.cwe-347.jwt-unverified
    four = jose_jwt.decode(token, key, options={"verify_signature": False})
    return one, four


def unsigned(claims):
    # ruleid: python.cwe-347.jwt-unverified
    return jwt.encode(claims, None, algorithm="none")


def safe(token, key):
    # ok: python.cwe-347.jwt-unverified
    one = jwt.decode(token, key, algorithms=["RS256"])
    # ok: python.cwe-347.jwt-unverified
    two = jwt.decode(token, key, algorithms=["RS256"], options={"verify_exp": False})
    # ok: python.cwe-347.jwt-unverified
    header = jwt.get_unverified_header(token)
    return one, two, header


def by_issuer(token, keys):
    # ok: python.cwe-347.jwt-unverified
    claims = jwt.decode(token, options={"verify_signature": False})
    key = keys[claims["iss"]]
    # ok: python.cwe-347.jwt-unverified
    return jwt.decode(token, key, algorithms=["RS256"])
