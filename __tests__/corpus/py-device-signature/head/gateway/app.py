from flask import Flask, request

from .keys import Devices, signature

devices = Devices()
readings: list[tuple[str, bytes]] = []
app = Flask(__name__)


@app.post("/devices/<device_id>/readings")
def receive(device_id: str):
    device = devices.get(device_id)
    if device is None:
        return "", 401
    body = request.get_data()
    given = request.headers.get("X-Signature", "").removeprefix("sha256=").lower()
    if given != signature(device, body):
        return "", 401
    readings.append((device_id, body))
    return "", 204
