from pathlib import PurePosixPath

IMAGES = {".png", ".jpg", ".jpeg", ".gif", ".webp"}
DOCUMENTS = {".pdf", ".docx", ".xlsx", ".odt", ".ods", ".txt"}
MAX_BYTES = 20 * 1024 * 1024


class Rejected(ValueError):
    pass


def checked_suffix(filename: str, size: int) -> str:
    if size > MAX_BYTES:
        raise Rejected("too large")
    suffix = PurePosixPath(filename).suffix.lower()
    if suffix in IMAGES or suffix in DOCUMENTS:
        return suffix
    raise Rejected("type not allowed")
