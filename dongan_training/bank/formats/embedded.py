"""Bodies that Word documents carry as web pages: what editors export through altChunk."""

import email
import email.policy
import re
from dataclasses import replace
from email.message import EmailMessage

from lxml import etree, html

from dongan_training.bank.recognising.pieces import Grid, Mark, Piece, Stream
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
LOOKS = {"b": "bold", "strong": "bold", "u": "underline", "mark": "highlight"}
TICKED = ("radio", "checkbox")
LETTERED = re.compile(r"\s*[(（\[]?[A-La-l]\s*[)）\].、．:：]")
MOST_OPTIONS = 12
SILENT = frozenset(("script", "style", "head", "title"))


def stream_of(kind: str, content: bytes, name: str) -> Stream:
    """An embedded HTML, MHT or text body as pieces."""
    if kind in ("html", "mht"):
        return Walk().through(page_in(kind, content, name))
    return [Piece(number, line) for number, line in enumerate(lines_of(decode(content, name)), 1)]


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
    """Goes through a page once; each block begins a line, each innermost table is a grid."""

    def __init__(self) -> None:
        self.stream: Stream = []
        self.text = ""
        self.marks: list[Mark] = []
        self.open: list[tuple[str, int]] = []  # formatting, and where in the line it began
        self.ticks = 0  # buttons to tick since the last other line
        self.is_ticked = False  # whether this line began with one

    def through(self, page: html.HtmlElement) -> Stream:
        """The whole page as pieces and grids, counted from 1."""
        walk = etree.iterwalk(page, events=("start", "end"))
        for event, element in walk:
            tag = element.tag
            if not isinstance(tag, str) or tag in SILENT:
                self.text += _flat(element.tail) if event == "end" else ""
                if event == "start":
                    walk.skip_subtree()
            elif tag == "table" and element.find(".//table") is None:
                if event == "start":
                    self._grid(element)
                    walk.skip_subtree()
                else:
                    self.text += _flat(element.tail)
            else:
                self._element(element, event == "start")
        self._end_line()
        return [placed(one, place) for place, one in enumerate(self.stream, start=1)]

    def _element(self, element: html.HtmlElement, starts: bool) -> None:
        if element.tag in BLOCKS:
            self._end_line()
        elif starts and element.tag == "input" and element.get("type", "").lower() in TICKED:
            self._end_line()
            self.is_ticked = True
        elif element.tag in ("td", "th") and starts and self.text.strip():
            self.text += "  "
        kind = _look_of(element)
        if starts:
            if kind:
                self.open.append((kind, len(self.text)))
            self.text += _flat(element.text)
            return
        if kind and self.open:
            opened, start = self.open.pop()
            self.marks.append(Mark(start, len(self.text), opened))
        self.text += _flat(element.tail)

    def _end_line(self) -> None:
        marks = [*self.marks, *(Mark(start, len(self.text), kind) for kind, start in self.open)]
        if self.text.strip():
            self.ticks = self.ticks + 1 if self.is_ticked else 0
            letter = self._letter()
            moved = [
                Mark(one.start + len(letter), one.end + len(letter), one.kind) for one in marks
            ]
            self.stream.append(Piece(0, letter + self.text, tuple(moved)))
            self.is_ticked = False
        self.text, self.marks = "", []
        self.open = [(kind, 0) for kind, _start in self.open]

    def _letter(self) -> str:
        """What an option of a quiz would be called, where only a button stands before it."""
        is_bare = self.is_ticked and not LETTERED.match(self.text) and self.ticks <= MOST_OPTIONS
        return f"{chr(ord('A') + self.ticks - 1)}. " if is_bare else ""

    def _grid(self, table: html.HtmlElement) -> None:
        self._end_line()
        rows = [
            tuple(_cell_text(cell) for cell in row.iterchildren("td", "th"))
            for row in table.iter("tr")
        ]
        if rows := [row for row in rows if any(row)]:
            self.stream.append(Grid(0, tuple(rows)))


def _cell_text(cell: html.HtmlElement) -> str:
    pieces = Walk().through(cell)
    return "\n".join(one.text.strip() for one in pieces if isinstance(one, Piece))


def _look_of(element: html.HtmlElement) -> str | None:
    style = element.get("style", "").replace(" ", "").lower()
    if "background" in style:
        return "highlight"
    if element.get("color") or style.startswith("color:") or ";color:" in style:
        return "colour"
    return LOOKS.get(element.tag)


def _flat(text: str | None) -> str:
    return (text or "").replace("\n", " ").replace("\r", "")
