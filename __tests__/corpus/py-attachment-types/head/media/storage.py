import secrets
from pathlib import Path


class Storage:
    """Files below `root` are served by nginx under https://www.example.com/media/ with the type of their suffix."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def save(self, suffix: str, data: bytes) -> str:
        name = secrets.token_hex(16) + suffix
        (self.root / name).write_bytes(data)
        return name
