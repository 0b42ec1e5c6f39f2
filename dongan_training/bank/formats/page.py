"""Web pages that somebody saved: tables of questions, and the text as it stands on the screen."""

import re

from dongan_training.bank.drafts import Problem, ProblemKind, Reading
from dongan_training.bank.formats import embedded, record
from dongan_training.bank.formats.hypertext import Pictures
from dongan_training.bank.formats.page_quiz import give_keys
from dongan_training.bank.recognising.album import Album
from dongan_training.bank.recognising.pieces import Piece
from dongan_training.bank.recognising.recogniser import recognise
from dongan_training.progress import Progress
from dongan_training.sheets.incoming import Incoming, Kind
from dongan_training.texts import said as _

KEY = re.compile(r"\b\w+\[(\d{1,3})\]\s*=\s*[\"']([A-Ha-h]{1,8})[\"']\s*[;\n]")
LEAST_KEYS = 3
WORD, MANY = re.compile(r"[\u3400-\u9fff]"), 100  # more signs than buttons and messages have
SHEETS = ("xls", "xlsx", "et", "csv")  # a table that a web system calls a workbook


def is_page(incoming: Incoming) -> bool:
    """Whether this is read as a page, and not as the one table that a web system exports."""
    if incoming.kind is Kind.HTML:
        return incoming.suffix not in SHEETS
    head = incoming.content[:20_000]
    is_mail = incoming.kind is Kind.TEXT and b"MIME-Version:" in head[:2_000]
    return is_mail and b"text/html" in head


def read(incoming: Incoming, progress: Progress) -> Reading:
    """Read a page, or an archive of one with its pictures."""
    reading = Reading(format="html")
    kind = "html" if incoming.kind is Kind.HTML else "mht"
    page = embedded.page_in(kind, incoming.content, incoming.path.name)
    script = embedded.scripts_of(page) if kind == "html" else ""
    give_keys(page, script)
    album, carried = Album(), embedded.pictures_in(kind, incoming.content)
    pictures = Pictures(album, lambda source: carried.get(embedded.plain_name(source)))
    stream = embedded.Walk(pictures.show).through(page)
    recognise([*stream, *_keys_of(script)], reading, progress)
    album.illustrate(reading)
    if script:
        shown = Reading()
        record.read_script(script, shown, progress)
        _take(shown, reading)
        _tell_of_words(script, reading)
    for data in embedded.data_of(page):
        told = Reading()
        if record.read_text(data, told, progress) and told.drafts:
            _take(told, reading)
    return reading


def _tell_of_words(script: str, reading: Reading) -> None:
    """Where no question is read, tell with its words of those that a script makes by running."""
    lines = (line.strip() for line in script.split("\n") if WORD.search(line))
    if not reading.drafts and len(WORD.findall(said := "\n".join(lines))) > MANY:
        problem = Problem(0, ProblemKind.NOT_A_QUESTION, _(record.UNREAD), said)
        reading.problems.append(problem)


def _keys_of(text: str) -> list[Piece]:
    """The keys a page marks itself by, each given to its number: ``key[1] = "b";``."""
    found = {int(number): letters.upper() for number, letters in KEY.findall(text)}
    numbers = sorted(found)
    if len(found) < LEAST_KEYS or numbers != list(range(numbers[0], numbers[0] + len(found))):
        return []
    first = 1 - numbers[0]  # scripts count from 0 or from 1
    told = " ".join(f"{number + first}.{found[number]}" for number in numbers)
    return [Piece(0, f"参考答案：{told}")]


def _take(kept: Reading, reading: Reading) -> None:
    """A page that asks questions itself keeps them in a script, and shows one of them or none."""
    shown = {draft.fingerprint for draft in kept.drafts}
    reading.drafts[:] = [one for one in reading.drafts if one.fingerprint not in shown]
    reading.drafts += kept.drafts
    reading.problems += kept.problems
