import ipaddress
import socket


class Refused(Exception):
    pass


def public_address(host: str, port: int) -> str:
    """The address to connect to. Raises Refused unless all addresses of the host are public."""
    try:
        found = socket.getaddrinfo(host, port, proto=socket.IPPROTO_TCP)
    except OSError as error:
        raise Refused("unknown host") from error
    addresses = [entry[4][0] for entry in found]
    if not addresses or not all(ipaddress.ip_address(a).is_global for a in addresses):
        raise Refused("private address")
    return addresses[0]
