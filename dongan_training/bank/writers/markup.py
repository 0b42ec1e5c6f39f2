"""Plain texts of questions as the markup of e-learning formats."""

import re
from collections.abc import Callable
from html import escape

from dongan_training.bank.drafts import Draft

MARKER = re.compile(r"〔图(\d{1,3})〕")
Address = Callable[[int], str]  # the number of a picture, from 1 → what its ``src`` says
EXTENSIONS = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/bmp": "bmp",
    "image/tiff": "tif",
    "image/webp": "webp",
    "image/x-wmf": "wmf",
    "image/x-emf": "emf",
}


def paragraphs(text: str, draft: Draft, address: Address) -> str:
    """A text as paragraphs, one for each line, with its pictures in place."""
    return "".join(f"<p>{within(line, draft, address)}</p>" for line in text.split("\n"))


def within(line: str, draft: Draft, address: Address) -> str:
    """One line as markup."""

    def shown(found: re.Match[str]) -> str:
        number = int(found[1])
        if not 0 < number <= len(draft.pictures):
            return found[0]
        return f'<img src="{escape(address(number))}" alt=""/>'

    return MARKER.sub(shown, escape(line, quote=False))


def whole_stem(draft: Draft) -> str:
    """The stem below its passage: elsewhere every question stands alone."""
    return f"{draft.passage}\n{draft.stem}" if draft.passage else draft.stem


def picture_name(draft: Draft, number: int) -> str:
    """A name for the file of a picture."""
    return f"{number}.{EXTENSIONS.get(draft.pictures[number - 1].media_type, 'bin')}"
