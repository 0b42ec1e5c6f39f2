"""Web pages that somebody saved: tables of questions, and the text as it stands on the screen."""

from dongan_training.bank.drafts import Reading
from dongan_training.bank.formats import embedded, record
from dongan_training.bank.recognising.recogniser import recognise
from dongan_training.progress import Progress
from dongan_training.sheets.incoming import Incoming, Kind

ARCHIVES = ("mht", "mhtml")
SHEETS = ("xls", "xlsx", "et", "csv")  # a table that a web system calls a workbook


def is_page(incoming: Incoming) -> bool:
    """Whether this is read as a page, and not as the one table that a web system exports."""
    if incoming.kind is Kind.HTML:
        return incoming.suffix not in SHEETS
    return incoming.suffix in ARCHIVES and b"text/html" in incoming.content[:20_000]


def read(incoming: Incoming, progress: Progress) -> Reading:
    """Read a page, or an archive of one with its pictures."""
    reading = Reading(format="html")
    kind = "html" if incoming.kind is Kind.HTML else "mht"
    recognise(embedded.stream_of(kind, incoming.content, incoming.path.name), reading, progress)
    if kind == "html" and not reading.drafts:
        _read_scripts(incoming, reading, progress)
    return reading


def _read_scripts(incoming: Incoming, reading: Reading, progress: Progress) -> None:
    """A page that asks questions itself keeps them in a script; what it shows is only its frame."""
    script = Reading()
    text = embedded.scripts_of(incoming.content, incoming.path.name)
    if text and record.read_script(text, script, progress):
        reading.drafts += script.drafts
        reading.problems += script.problems
