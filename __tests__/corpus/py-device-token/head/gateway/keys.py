import hashlib
import hmac
import secrets
from dataclasses import dataclass


@dataclass(frozen=True)
class Device:
    id: str
    key: bytes


class Devices:
    def __init__(self) -> None:
        self._devices: dict[str, Device] = {}

    def enrol(self, device_id: str) -> Device:
        device = Device(device_id, secrets.token_bytes(32))
        self._devices[device_id] = device
        return device

    def get(self, device_id: str) -> Device | None:
        return self._devices.get(device_id)


class Tokens:
    """Keeps digests of tokens only; a token is shown once, when it is made."""

    def __init__(self) -> None:
        self._labels: dict[bytes, str] = {}

    def make(self, label: str) -> str:
        token = secrets.token_urlsafe(32)
        self._labels[hashlib.sha256(token.encode()).digest()] = label
        return token

    def get(self, token: str) -> str | None:
        return self._labels.get(hashlib.sha256(token.encode()).digest())


def signature(device: Device, body: bytes) -> str:
    return hmac.new(device.key, body, hashlib.sha256).hexdigest()
