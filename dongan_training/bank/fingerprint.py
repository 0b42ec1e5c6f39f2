"""Which questions are the same, whatever their width, blanks and punctuation: pure."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable

DECIMAL_POINT = re.compile(r"(?<=\d)[.．](?=\d)")
PART = "\x1f"  # between stem and options, which are folded in one go
KEPT = frozenset("%‰·/<>=+-−" + PART)  # signs that change what an option says
# Most texts hold nothing but characters that stay as they are and some that always go; they
# need not be looked up one by one.
STAYING = rf"0-9a-z\u4e00-\u9fff{PART}"
GOING = r"\s，。、；：？！（）“”‘’《》【】…—,.;:?!()\[\]\"'_"
STAYS = re.compile(f"[{STAYING}]+")
PLAIN = re.compile(f"[{STAYING}{GOING}]*")


class _Folding(dict[int, str]):
    """A table for str.translate that works each character out once."""

    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFKC", chr(code)).casefold()
        self[code] = "".join(one for one in plain if one in KEPT or _says_something(one))
        return self[code]


def _says_something(character: str) -> bool:
    return unicodedata.category(character)[0] not in "PZC"


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Reduce ``text`` to the characters that say something; 1.5 stays unlike 15."""
    if "." in text or "．" in text:
        text = DECIMAL_POINT.sub("点", text)
    if PLAIN.fullmatch(text):
        return "".join(STAYS.findall(text))
    return text.translate(_FOLDING)


def fingerprint(stem: str, options: Iterable[str]) -> str:
    """Give equal text for equal stems and options, in whatever order the options stand."""
    first, *others = fold(PART.join((stem, *options))).split(PART)
    content = PART.join((first, *sorted(others)))
    return hashlib.blake2b(content.encode(errors="surrogatepass"), digest_size=16).hexdigest()
