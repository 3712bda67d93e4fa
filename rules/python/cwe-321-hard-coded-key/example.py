import os

import jwt
from Crypto.Cipher import AES
from cryptography.fernet import Fernet


def encrypt(text, nonce):
    # ruleid: python.cwe-321.hard-coded-key
    cipher = AES.new(b"an example key# ruleid: python.cwe-321.hard-coded-key", AES.MODE_GCM, nonce=nonce)
    return cipher.encrypt(text)


def token(name):
    # ruleid: python.cwe-321.hard-coded-key
    return jwt.encode({"sub": name}, "example-signing-key", algorithm="HS256")


def read(value):
    # ruleid: python.cwe-321.hard-coded-key
    return Fernet(b"ZXhhbXBsZSBrZXkgb2YgdGhpcnR5LXR3byBieXRlcyE=").decrypt(value)


def safe(text, key, nonce):
    # ok: python.cwe-321.hard-coded-key
    cipher = AES.new(key, AES.MODE_GCM, nonce=nonce)
    # ok: python.cwe-321.hard-coded-key
    signed = jwt.encode({"sub": text}, os.environ["JWT_KEY"], algorithm="HS256")
    # ok: python.cwe-321.hard-coded-key
    box = Fernet(os.environ["FERNET_KEY"])
    # ok: python.cwe-321.hard-coded-key
    fresh = Fernet(Fernet.generate_key())
    return cipher, signed, box, fresh
