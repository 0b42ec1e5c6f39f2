"""Marked-up text of e-learning files as plain text: lines, raised digits and pictures stay."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote_to_bytes

from lxml import etree, html

from dongan_training.bank.formats.embedded import BLOCKS, SILENT
from dongan_training.bank.formats.word_runs import RAISES
from dongan_training.bank.recognising.album import Album
from dongan_training.sheets.xml import local
from dongan_training.texts import N_, _

NOT_SHOWN = N_("（音视频，没有导入）")
Instead = Callable[[Any], str | None]  # what an element of the format stands for; None: nothing
RAISED = {"sup": RAISES["superscript"], "sub": RAISES["subscript"]}
WRAPPED = re.compile(r"[ \t]*[\r\n]+[ \t\r\n]*")  # a line end of the source is no line end
WRAP = "\v"
WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]"
BETWEEN_WIDE = re.compile(rf"(?<={WIDE}){WRAP}|{WRAP}(?={WIDE})")
BASE64 = re.compile(r"data:[\w/+.-]*;base64,", re.IGNORECASE)


class Pictures:
    """Gives the character that stands for a picture, by what its ``src`` says."""

    def __init__(self, album: Album, find: Callable[[str], bytes | None]) -> None:
        self._album = album
        self._find = find
        self._known: dict[str, str] = {}

    def show(self, source: str) -> str:
        """Keep the picture once, however often it is shown."""
        if source not in self._known:
            within = _within(source)
            self._known[source] = self._album.add(within or self._find(source))
        return self._known[source]


def _within(source: str) -> bytes | None:
    """The picture that an address carries in itself."""
    found = BASE64.match(source)
    if found is None:
        return None
    import binascii

    try:
        return binascii.a2b_base64(unquote_to_bytes(source[found.end() :]))
    except ValueError:
        return None


def text_of_html(markup: str, pictures: Pictures) -> str:
    """A fragment of HTML as text."""
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        page = html.document_fromstring(f"<div>{markup}</div>".encode(), parser=parser)
    except (etree.LxmlError, ValueError):
        return markup.strip()
    return text_of(page, pictures)


def text_of(root: Any, pictures: Pictures, instead: Instead | None = None) -> str:
    """An element with all that is in it as text."""
    lines = [""]
    raised: list[Any] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        name = local(element)
        if event == "start":
            stands_for = _instead(element, name, pictures, instead)
            if stands_for is not None:
                walk.skip_subtree()
            elif name in RAISED:
                raised.append(RAISED[name])
            if name in BLOCKS and stands_for is None:
                lines.append("")
            text = stands_for if stands_for is not None else _flat(element.text)
        else:
            if name in RAISED and raised:
                raised.pop()
            if name in BLOCKS:
                lines.append("")
            text = "" if element is root else _flat(element.tail)
        if name in ("td", "th") and event == "start" and lines[-1].strip():
            lines[-1] += "  "
        parts = text.translate(raised[-1] if raised else {}).split("\n")
        lines[-1] += parts[0]
        lines += parts[1:]
    return "\n".join(filter(None, map(_tidied, lines)))


def _instead(element: Any, name: str, pictures: Pictures, instead: Instead | None) -> str | None:
    if name in SILENT:
        return ""
    if name in ("img", "object"):
        source = element.get("src") or element.get("data") or ""
        return pictures.show(source) if source else ""
    if name in ("audio", "video"):
        return _(NOT_SHOWN)
    return instead(element) if instead else None


def _flat(text: str | None) -> str:
    return WRAPPED.sub(WRAP, text or "")


def _tidied(line: str) -> str:
    bare = line.strip(f" \t\u3000\u00a0{WRAP}")
    return BETWEEN_WIDE.sub("", bare).replace(WRAP, " ")
