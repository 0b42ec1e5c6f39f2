"""Web pages that somebody saved: tables of questions, and the text as it stands on the screen."""

from dongan_training.bank.drafts import Reading
from dongan_training.bank.formats import embedded, record
from dongan_training.bank.recognising.recogniser import recognise
from dongan_training.progress import Progress
from dongan_training.sheets.incoming import Incoming, Kind

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
    recognise(embedded.stream_of(kind, incoming.content, incoming.path.name), reading, progress)
    if kind == "html":
        _read_scripts(incoming, reading, progress)
    return reading


def _read_scripts(incoming: Incoming, reading: Reading, progress: Progress) -> None:
    """A page that asks questions itself keeps them in a script, and shows one of them or none."""
    script = Reading()
    record.read_script(embedded.scripts_of(incoming.content, incoming.path.name), script, progress)
    shown = {draft.fingerprint for draft in script.drafts}
    reading.drafts[:] = [one for one in reading.drafts if one.fingerprint not in shown]
    reading.drafts += script.drafts
    reading.problems += script.problems
