"""Fails when a page links to a page that is not there."""

import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
broken = [
    (page.name, link)
    for page in root.glob("*.html")
    for link in re.findall(r"\]\((\w+\.html)\)", page.read_text("utf-8"))
    if not (root / link).exists()
]
for page, link in broken:
    print(f"{page}: {link}")
sys.exit(1 if broken else 0)
