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


def signature(device: Device, body: bytes) -> str:
    return hmac.new(device.key, body, hashlib.sha256).hexdigest()
