"""Renders Markdown pages to HTML files."""

import html
import pathlib
import sys


def render(text: str) -> str:
    blocks = [block.strip() for block in text.split("\n\n") if block.strip()]
    return "\n".join(f"<p>{html.escape(block)}</p>" for block in blocks)


def main(source: str, target: str) -> None:
    out = pathlib.Path(target)
    out.mkdir(exist_ok=True)
    for page in pathlib.Path(source).glob("*.md"):
        (out / page.with_suffix(".html").name).write_text(render(page.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:3])
