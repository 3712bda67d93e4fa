import os

COURIER_BASE = os.environ.get("COURIER_BASE", "https://api.courier.example.com")


def courier_token() -> str:
    return os.environ["COURIER_TOKEN"]
