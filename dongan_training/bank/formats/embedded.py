"""Bodies that Word documents carry as web pages: what editors export through altChunk."""

import email
import email.policy
import re
from collections.abc import Callable
from dataclasses import replace
from email.message import EmailMessage
from typing import Any
from urllib.parse import unquote

from lxml import etree, html

from dongan_training.bank.formats.page_looks import Lists, is_picture, looks_of, text_of
from dongan_training.bank.formats.word_runs import RAISES
from dongan_training.bank.recognising.pieces import Grid, Mark, Piece, Stream, joined
from dongan_training.sheets.refusals import DamagedFile
from dongan_training.sheets.text import decode, lines_of

BLOCKS = frozenset(
    (
        "p",
        "div",
        "li",
        "tr",
        "br",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "table",
        "ul",
        "ol",
        "section",
        *("article", "fieldset", "legend", "form", "header", "footer", "main", "details"),
        *("summary", "dl", "dt", "dd", "blockquote", "select", "option"),
    )
)
WRAPPED = re.compile(r"[ \t]*[\r\n][ \t\r\n]*")  # a line end of the source is no line end
WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’]"
BETWEEN_WIDE = re.compile(rf"(?<={WIDE})\v|\v(?={WIDE})")
TICKED = ("radio", "checkbox")
LETTERED = re.compile(r"\s*[(（\[]?[A-La-l]\s*[)）\].、．:：]")
MOST_OPTIONS = 12
Show = Callable[[str], str]
SILENT = frozenset(("script", "style", "head", "title"))


def stream_of(kind: str, content: bytes, name: str, show: Show | None = None) -> Stream:
    """An embedded HTML, MHT or text body as pieces."""
    if kind in ("html", "mht"):
        return Walk(show).through(page_in(kind, content, name))
    return [Piece(number, line) for number, line in enumerate(lines_of(decode(content, name)), 1)]


def pictures_in(kind: str, content: bytes) -> dict[str, bytes]:
    """The pictures that an MHT body carries, by the last part of their names and by their ids."""
    found: dict[str, bytes] = {}
    if kind != "mht":
        return found
    for part in email.message_from_bytes(content, policy=email.policy.default).walk():
        if isinstance(part, EmailMessage) and part.get_content_maintype() == "image":
            payload = part.get_payload(decode=True)
            names = (part.get("Content-Location", ""), part.get("Content-ID", "").strip("<> "))
            for name in filter(None, map(plain_name, names)):
                found[name] = payload if isinstance(payload, bytes) else b""
    return found


def plain_name(source: str) -> str:
    """The last part of an address; of ``cid:`` what stands behind it."""
    bare = source.strip().removeprefix("cid:").replace("\\", "/")
    return unquote(bare.rpartition("/")[2]).casefold()


def page_in(kind: str, content: bytes, name: str) -> html.HtmlElement:
    """The page that an HTML or MHT body holds."""
    return _parsed(decode(_page_of(content) if kind == "mht" else content, name), name)


def scripts_of(page: html.HtmlElement) -> str:
    """What the scripts of a page say, one below the other."""
    found = (one for one in page.iter("script") if "json" not in one.get("type", ""))
    return "\n".join(one.text for one in found if one.text)


def data_of(page: html.HtmlElement) -> list[str]:
    """The data that a page carries as JSON."""
    found = (one for one in page.iter("script") if "json" in one.get("type", ""))
    return [one.text for one in found if one.text]


def placed(one: Piece | Grid, place: int) -> Piece | Grid:
    """The same piece at its place in the outer document."""
    if isinstance(one, Piece):
        return one._replace(line=place)
    return replace(one, line=place, numbers=tuple(place for _ in one.rows))


def _page_of(content: bytes) -> bytes:
    message = email.message_from_bytes(content, policy=email.policy.default)
    for part in message.walk():
        if isinstance(part, EmailMessage) and part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            return payload if isinstance(payload, bytes) else b""
    return b""


def _parsed(text: str, name: str) -> html.HtmlElement:
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        return html.document_fromstring(text.encode(), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise DamagedFile(name) from error


class Walk:
    """Goes through a page once; each block begins a line, each innermost table is a grid.

    ``show`` gives the sign that stands for a picture, by what its ``src`` says.
    """

    def __init__(
        self, show: Show | None = None, is_word: bool = False, keeps_blank: bool = False
    ) -> None:
        self.show = show
        self.stream: Stream = []
        self.text = ""
        self.keeps_blank = keeps_blank  # lines: in a text they part questions, in a layout nothing
        self.is_word = is_word  # which breaks lines of its source anywhere, others where blanks are
        self.is_wrapped = False  # whether the source broke its line behind the text
        self.marks: list[Mark] = []
        self.open: list[tuple[Any, str, int]] = []  # element, its look, where in the line it began
        self.lists = Lists()
        self.label = ""  # what the list shows before the next words
        self.ticks = 0  # buttons to tick since the last other line
        self.is_ticked = False  # whether this line began with one

    def through(self, page: html.HtmlElement) -> Stream:
        """The whole page as pieces and grids, counted from 1."""
        self.is_word |= page.find("head/meta[@content='Word.Document']") is not None
        walk = etree.iterwalk(page, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            tag = element.tag
            if event in ("comment", "pi"):
                self._add(element.tail)
            elif tag in SILENT:
                if event == "start":
                    walk.skip_subtree()
                else:
                    self._add(element.tail)
            elif tag == "table" and element is not page and element.find(".//table") is None:
                if event == "start":
                    self._grid(element)
                    walk.skip_subtree()
                else:
                    self._add(element.tail)
            elif event == "start":
                self._begin(element)
            else:
                self._end(element)
        self._end_line()
        return [placed(one, place) for place, one in enumerate(self.stream, start=1)]

    def _begin(self, element: html.HtmlElement) -> None:
        if element.tag in BLOCKS:
            self._end_line()
        elif element.tag == "input" and element.get("type", "").lower() in TICKED:
            self._end_line()
            self.is_ticked = True
        elif element.tag in ("td", "th") and self.text.strip():
            self.text += "  "
        elif element.tag == "img" and self.show and is_picture(element):
            self.text += self.show(element.get("src", ""))
        if element.tag == "li":
            self.label = self.lists.label(element)
        self.open += [(element, kind, len(self.text)) for kind in looks_of(element)]
        self._add(text_of(element))

    def _end(self, element: html.HtmlElement) -> None:
        if element.tag in BLOCKS:
            self._end_line()
        if self.keeps_blank and element.tag in ("p", "div") and _is_blank(element):
            self.stream.append(Piece(0, ""))
        while self.open and self.open[-1][0] is element:
            _element, kind, start = self.open.pop()
            written = self.text[start:]
            if kind in RAISES:
                self.text = self.text[:start] + written.translate(RAISES[kind])
            elif kind == "underline" and len(written) > 1 and not written.strip():
                self.text = self.text[:start] + "_" * max(4, len(written))  # a blank, as in Word
            elif written:
                self.marks.append(Mark(start, len(self.text), kind))
        self._add(element.tail)

    def _add(self, raw: str | None) -> None:
        """Words of the source, where it breaks a line with a blank between them."""
        text = WRAPPED.sub("\v", raw or "")
        if not text:
            return
        if self.is_wrapped:
            text = "\v" + text.lstrip("\v")
        self.is_wrapped = text.endswith("\v")
        before = self.text[-1:]
        joined_up = before + text.rstrip("\v")
        if self.is_word:
            joined_up = BETWEEN_WIDE.sub("", joined_up)
        added = joined_up[len(before) :]
        self.text += (added if before else added.lstrip("\v")).replace("\v", " ")

    def _end_line(self) -> None:
        still_open = [Mark(start, len(self.text), kind) for _element, kind, start in self.open]
        marks = [*self.marks, *(mark for mark in still_open if mark.kind not in RAISES)]
        if self.text.strip():
            self.ticks = self.ticks + 1 if self.is_ticked else 0
            letter, self.label = self.label or self._letter(), ""
            moved = [
                Mark(one.start + len(letter), one.end + len(letter), one.kind) for one in marks
            ]
            self.stream.append(Piece(0, letter + self.text, tuple(moved)))
            self.is_ticked = False
        self.text, self.marks, self.is_wrapped = "", [], False
        self.open = [(element, kind, 0) for element, kind, _start in self.open]

    def _letter(self) -> str:
        """What an option of a quiz would be called, where only a button stands before it."""
        is_bare = self.is_ticked and not LETTERED.match(self.text) and self.ticks <= MOST_OPTIONS
        return f"{chr(ord('A') + self.ticks - 1)}. " if is_bare else ""

    def _grid(self, table: html.HtmlElement) -> None:
        self._end_line()
        rows = list[tuple[str, ...]]()
        looks = dict[tuple[int, int], tuple[Mark, ...]]()
        for row in table.iter("tr"):
            cells = [self._cell(cell) for cell in row.iterchildren("td", "th")]
            if any(text for text, _marks in cells):
                looks |= {(len(rows), at): marks for at, (_, marks) in enumerate(cells) if marks}
                rows.append(tuple(text for text, _marks in cells))
        if rows:
            self.stream.append(Grid(0, tuple(rows), looks=looks))

    def _cell(self, cell: html.HtmlElement) -> tuple[str, tuple[Mark, ...]]:
        stream = Walk(self.show, self.is_word).through(cell)
        return joined([one for one in stream if isinstance(one, Piece)])


def _is_blank(element: html.HtmlElement) -> bool:
    """Whether a paragraph shows nothing but its line."""
    inner = [one.tag for one in element.iterdescendants() if isinstance(one.tag, str)]
    return "img" not in inner and not "".join(element.itertext()).strip() and "p" not in inner
