import ssl

# ruleid: python.cwe-326.old-tls
context = ssl.SSLContext(ssl.PROTOCOL_TLSv1)
# ruleid: python.cwe-326.old-tls
context.minimum_version = ssl.TLSVersion.TLSv1_1
# ruleid: python.cwe-326.old-tls
client = Client(ssl_version=ssl.PROTOCOL_SSLv3)

# ok: python.cwe-326.old-tls
safe = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
# ok: python.cwe-326.old-tls
safe.minimum_version = ssl.TLSVersion.TLSv1_2
# ok: python.cwe-326.old-tls
safe.maximum_version = ssl.TLSVersion.TLSv1_3
# ok: python.cwe-326.old-tls
NAMES = {"old": ssl.PROTOCOL_TLSv1}
