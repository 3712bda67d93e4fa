import http.client
import socket
import ssl
from urllib.parse import urljoin, urlsplit

from .hosts import Refused, public_address

LIMIT = 512 * 1024
TIMEOUT = 5
HOPS = 5
REDIRECTS = {301, 302, 303, 307, 308}


class PinnedConnection(http.client.HTTPSConnection):
    """Connects to the address that was checked, whatever the name resolves to later."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(host, port, timeout=TIMEOUT)
        self.address = public_address(host, port)

    def connect(self) -> None:
        plain = socket.create_connection((self.address, self.port), TIMEOUT)
        self.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=self.host)


def request(url: str) -> http.client.HTTPResponse:
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname:
        raise Refused("only https")
    connection = PinnedConnection(parts.hostname, parts.port or 443)
    connection.request("GET", (parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
    return connection.getresponse()


def fetch(url: str) -> bytes:
    for _ in range(HOPS):
        response = request(url)
        if response.status in REDIRECTS:
            url = urljoin(url, response.headers.get("Location", ""))
            continue
        if response.status != 200:
            raise Refused("no page")
        return response.read(LIMIT)
    raise Refused("too many redirects")
