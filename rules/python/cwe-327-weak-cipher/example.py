from Crypto.Cipher import AES, ARC4, DES
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM


def broken(key):
    # ruleid: python.cwe-327.weak-cipher
    DES.new(key, DES.MODE_CBC)
    # ruleid: python.cwe-327.weak-cipher
    ARC4.new(key)
    # ruleid: python.cwe-327.weak-cipher
    AES.new(key, AES.MODE_ECB)
    # ruleid: python.cwe-327.weak-cipher
    Cipher(algorithms.AES(key), modes.ECB())
    # ruleid: python.cwe-327.weak-cipher
    return Cipher(algorithms.ARC4(key), mode=None)


def sound(key, nonce):
    # ok: python.cwe-327.weak-cipher
    AES.new(key, AES.MODE_GCM, nonce=nonce)
    # ok: python.cwe-327.weak-cipher
    Cipher(algorithms.AES(key), modes.GCM(nonce))
    # ok: python.cwe-327.weak-cipher
    AESGCM(key).encrypt(nonce, b"data", None)
    # DES.new(key, DES.MODE_ECB) in a comment or a text is not code.
    # ok: python.cwe-327.weak-cipher
    return "DES.new(key, DES.MODE_ECB)"
