import ssl

import aiohttp
import httpx
import requests
import urllib3


def off(url):
    # ruleid: python.cwe-295.tls-verification-off
    requests.get(url, verify=False, timeout=5)
    # ruleid: python.cwe-295.tls-verification-off
    httpx.Client(verify=False)
    session = requests.Session()
    # ruleid: python.cwe-295.tls-verification-off
    session.verify = False
    # ruleid: python.cwe-295.tls-verification-off
    session.post(url, json={}, verify=False)
    context = ssl.create_default_context()
    # ruleid: python.cwe-295.tls-verification-off
    context.verify_mode = ssl.CERT_NONE
    # ruleid: python.cwe-295.tls-verification-off
    urllib3.PoolManager(cert_reqs="CERT_NONE")
    # ruleid: python.cwe-295.tls-verification-off
    ssl._create_default_https_context = ssl._create_unverified_context
    # ruleid: python.cwe-295.tls-verification-off
    return aiohttp.TCPConnector(ssl=False)


def on(url, verify, form, token):
    # ok: python.cwe-295.tls-verification-off
    requests.get(url, timeout=5)
    # ok: python.cwe-295.tls-verification-off
    requests.get(url, verify=True, timeout=5)
    # ok: python.cwe-295.tls-verification-off
    requests.get(url, verify="ca.pem", timeout=5)
    # ok: python.cwe-295.tls-verification-off
    requests.get(url, verify=verify, timeout=5)
    context = ssl.create_default_context(cafile="ca.pem")
    # ok: python.cwe-295.tls-verification-off
    context.verify_mode = ssl.CERT_REQUIRED
    # ok: python.cwe-295.tls-verification-off
    form.verify = False
    # ok: python.cwe-295.tls-verification-off
    return token.decode(verify=False)
