"""The file formats questions come in, and the one way to read any of them.

Imported late: the readers bring lxml and the spreadsheet reader with them.
"""

from pathlib import Path

from dongan_training.bank.drafts import Format, Problem, ProblemKind, Reading
from dongan_training.bank.formats import plain_text, record, spreadsheet, word
from dongan_training.bank.judging import judge
from dongan_training.progress import Progress
from dongan_training.sheets.incoming import Incoming, Kind, open_file
from dongan_training.storage.bulk import collector_waiting
from dongan_training.texts import N_

FORMATS: tuple[Format, ...] = (
    Format(N_("Word 文档"), (".docx", ".docm", ".wps"), word.read),
    Format(N_("Excel 工作簿"), (".xlsx", ".xlsm", ".xls", ".et", ".ods"), spreadsheet.read),
    Format(N_("文本"), (".txt", ".md", ".csv", ".tsv"), plain_text.read),
    Format(N_("JSON"), (".json",), record.read),
)


def read(path: Path, progress: Progress) -> Reading:
    """Read and judge a file by its content; the suffix only decides between kinds of text."""
    with collector_waiting():
        return _read(open_file(path), progress)


def _read(incoming: Incoming, progress: Progress) -> Reading:
    if incoming.kind is Kind.DOCX:
        reading = word.read_incoming(incoming, progress)
    elif incoming.kind is Kind.TEXT and incoming.suffix == "json":
        reading = record.read_incoming(incoming, progress)
    elif incoming.kind is Kind.TEXT:
        reading = plain_text.read_incoming(incoming, progress)
    else:
        reading = spreadsheet.read_incoming(incoming, progress)
    if remark := incoming.remark():
        reading.problems.append(Problem(0, ProblemKind.WRONG_SUFFIX, remark, incoming.path.name))
    judge(reading, progress)
    return reading
