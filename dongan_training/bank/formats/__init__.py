"""The file formats questions come in, and the one way to read any of them.

Imported late: the readers bring lxml and the spreadsheet reader with them.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from dongan_training.bank.drafts import Problem, ProblemKind, Reading
from dongan_training.bank.formats import (
    doc,
    elearning,
    odt,
    page,
    pdf,
    plain_text,
    record,
    rtf,
    spreadsheet,
    word,
)
from dongan_training.bank.judging import judge
from dongan_training.progress import Progress
from dongan_training.sheets.incoming import Incoming, Kind, open_file
from dongan_training.sheets.refusals import DamagedFile
from dongan_training.storage.bulk import collector_waiting
from dongan_training.texts import N_
from dongan_training.texts import said as _

NOTHING = N_("这个文件里没有找到试题。")


def read(path: Path, progress: Progress) -> Reading:
    """Read and judge a file by its content; the suffix only decides between kinds of text."""
    incoming = open_file(path)
    try:
        with collector_waiting():
            return _read(incoming, progress)
    except RecursionError as error:  # elements within elements, a thousand deep
        raise DamagedFile(incoming.path.name) from error


READERS: Mapping[Kind, Callable[[Incoming, Progress], Reading]] = {
    Kind.DOCX: word.read,
    Kind.DOC: doc.read,
    Kind.ODT: odt.read,
    Kind.PDF: pdf.read,
    Kind.RTF: rtf.read,
    Kind.XML: elearning.read,
    Kind.PACKAGE: elearning.read,
}


def _read(incoming: Incoming, progress: Progress) -> Reading:
    if reader := READERS.get(incoming.kind):
        reading = reader(incoming, progress)
    elif page.is_page(incoming):
        reading = page.read(incoming, progress)
    elif incoming.kind is Kind.TEXT and incoming.suffix == "json":
        reading = record.read(incoming, progress)
    elif incoming.kind is Kind.TEXT:
        reading = plain_text.read(incoming, progress)
    else:
        reading = spreadsheet.read(incoming, progress)
    if remark := incoming.remark():
        reading.problems.append(Problem(0, ProblemKind.WRONG_SUFFIX, remark, incoming.path.name))
    if not reading.drafts and not reading.problems:
        message = _(NOTHING)
        reading.problems.append(Problem(0, ProblemKind.NOT_A_QUESTION, message, incoming.path.name))
    judge(reading, progress)
    return reading
