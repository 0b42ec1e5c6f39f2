"""Bodies that Word documents carry as web pages: what editors export through altChunk."""

import email
import email.policy
from dataclasses import replace
from email.message import EmailMessage

from lxml import etree, html

from dongan_training.bank.recognising.pieces import Grid, Piece, Stream
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
    )
)
SILENT = frozenset(("script", "style", "head", "title"))


def stream_of(kind: str, content: bytes, name: str) -> Stream:
    """An embedded HTML, MHT or text body as pieces."""
    if kind == "mht":
        content, kind = _page_of(content), "html"
    text = decode(content, name)
    lines = _page_lines(text, name) if kind == "html" else lines_of(text)
    return [Piece(number, line) for number, line in enumerate(lines, start=1)]


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


def _page_lines(text: str, name: str) -> list[str]:
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        page = html.document_fromstring(text.encode(), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise DamagedFile(name) from error
    lines = [""]
    for event, element in etree.iterwalk(page, events=("start", "end")):
        tag = element.tag
        if not isinstance(tag, str) or tag in SILENT:
            if event == "end":
                lines[-1] += _flat(element.tail)
            continue
        if tag in BLOCKS:
            lines.append("")
        elif tag in ("td", "th") and event == "start" and lines[-1].strip():
            lines[-1] += "  "
        lines[-1] += _flat(element.text if event == "start" else element.tail)
    return [line for line in lines if line.strip()]


def _flat(text: str | None) -> str:
    return (text or "").replace("\n", " ").replace("\r", "")
