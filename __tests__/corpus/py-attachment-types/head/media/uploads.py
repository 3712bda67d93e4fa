from pathlib import PurePosixPath

BLOCKED = {".exe", ".bat", ".cmd", ".com", ".scr", ".js", ".php", ".html", ".htm", ".sh"}
MAX_BYTES = 20 * 1024 * 1024


class Rejected(ValueError):
    pass


def checked_suffix(filename: str, size: int) -> str:
    if size > MAX_BYTES:
        raise Rejected("too large")
    suffix = PurePosixPath(filename).suffix.lower()
    if suffix in BLOCKED:
        raise Rejected("type not allowed")
    return suffix
