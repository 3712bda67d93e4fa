import hashlib


class User:
    def set_password(self, password):
        # ruleid: python.cwe-916.fast-password-hash
        self.hash = hashlib.md5(password.encode()).hexdigest()

    def check(self, salt, user):
        # ruleid: python.cwe-916.fast-password-hash
        return hashlib.sha256(salt + user.password.encode("utf-8")).digest()


def register(form, passwd):
    # ruleid: python.cwe-916.fast-password-hash
    return hashlib.new("sha1", passwd.encode()).hexdigest()


def safe(password, body, path):
    # ok: python.cwe-916.fast-password-hash
    hashlib.scrypt(password.encode(), salt=b"salt", n=2**14, r=8, p=1)
    # ok: python.cwe-916.fast-password-hash
    hashlib.pbkdf2_hmac("sha256", password.encode(), b"salt", 600_000)
    # ok: python.cwe-916.fast-password-hash
    hashlib.sha256(body).hexdigest()
    # ok: python.cwe-916.fast-password-hash
    hashlib.md5(path.encode(), usedforsecurity=False)
    # ok: python.cwe-916.fast-password-hash
    hashlib.sha1(password.encode(), usedforsecurity=False)
    # ok: python.cwe-916.fast-password-hash
    return hashlib.sha256(body.password_reset_link.encode())
