"""Text as Chinese Windows, WPS and the web leave it: several encodings, several line ends."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path

from dongan_training.sheets.incoming import open_file
from dongan_training.sheets.refusals import NotText

LINE_END = re.compile("\r\n|[\r\n\v\f\u2028\u2029\u0085]")
CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
TOLERATED = 0.02  # share of unreadable characters before we say it is no text


def read_text(path: Path) -> str:
    """Decode a text file from outside, or raise the UserError that fits."""
    incoming = open_file(path)
    return decode(incoming.content, incoming.path.name)


def lines_of(text: str) -> list[str]:
    """Split at every kind of line end, Word's soft break included."""
    return LINE_END.split(text)


def decode(content: bytes, name: str) -> str:
    """Turn bytes into text: by mark, as UTF-8, as UTF-16 without mark, else as GB18030.

    One broken character must not cost a whole bank, so a few unreadable ones become U+FFFD,
    which the reader of the bank then shows; more of them mean that this is no text.
    """
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return _sane(content.decode("utf-16", "replace").removeprefix("\ufeff"), name)
    if content.startswith(BOM_UTF8):
        return _sane(content.decode("utf-8-sig", "replace"), name)
    if b"\0" in content:
        return _sane(content.decode(_unmarked_utf16(content, name), "replace"), name)
    for encoding in ("utf-8", "gb18030"):
        try:
            return _sane(content.decode(encoding), name)
        except UnicodeDecodeError:
            continue
    attempts = (content.decode(encoding, "replace") for encoding in ("utf-8", "gb18030"))
    return _sane(min(attempts, key=lambda text: text.count("\ufffd")), name)


def _unmarked_utf16(content: bytes, name: str) -> str:
    """Digits and line ends give UTF-16 away: one of their two bytes is zero."""
    even, odd = content[::2].count(0), content[1::2].count(0)
    if len(content) % 2 or not (even == 0 or odd == 0):
        raise NotText(name)
    return "utf-16-le" if odd else "utf-16-be"


def _sane(text: str, name: str) -> str:
    strange = text.count("\ufffd") + len(CONTROL.findall(text))
    if strange > max(3, len(text) * TOLERATED):
        raise NotText(name)
    return text
