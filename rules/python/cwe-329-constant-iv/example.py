import os

from Crypto.Cipher import AES
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM


def encrypt(key, text):
    # ruleid: python.cwe-329.constant-iv
    one = Cipher(algorithms.AES(key), modes.CBC(b"0123456789abcdef"))
    # ruleid: python.cwe-329.constant-iv
    two = AES.new(key, AES.MODE_CBC, iv=b"\x00" * 16)
    # ruleid: python.cwe-329.constant-iv
    three = AESGCM(key).encrypt(b"unique nonce", text, None)
    return one, two, three


def safe(key, text, stored):
    iv = os.urandom(16)
    # ok: python.cwe-329.constant-iv
    one = Cipher(algorithms.AES(key), modes.CBC(iv))
    # ok: python.cwe-329.constant-iv
    two = AES.new(key, AES.MODE_GCM)
    # ok: python.cwe-329.constant-iv
    three = AESGCM(key).encrypt(os.urandom(12), text, None)
    # ok: python.cwe-329.constant-iv
    four = Cipher(algorithms.AES(key), modes.CBC(stored[:16]))
    return one, two, three, four
