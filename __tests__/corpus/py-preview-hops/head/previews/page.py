import re

TITLE = re.compile(rb"<title[^>]*>([^<]{0,300})", re.IGNORECASE)


def title_of(body: bytes) -> str:
    found = TITLE.search(body)
    return found.group(1).decode("utf-8", "replace").strip() if found else ""
