from pathlib import PurePosixPath

ALLOWED = {".png", ".jpg", ".jpeg", ".gif"}
MAX_BYTES = 5 * 1024 * 1024


class Rejected(ValueError):
    pass


def checked_suffix(filename: str, size: int) -> str:
    if size > MAX_BYTES:
        raise Rejected("too large")
    suffix = PurePosixPath(filename).suffix.lower()
    if suffix not in ALLOWED:
        raise Rejected("type not allowed")
    return suffix
