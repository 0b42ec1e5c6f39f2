"""What a check of the bank found, as an Excel file to work through or pass on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dongan_training import clock
from dongan_training.bank.checking import SMELLS, Smell
from dongan_training.bank.key_text import key_text
from dongan_training.bank.queries import QuestionRow
from dongan_training.errors import UserError
from dongan_training.saving import save_whole
from dongan_training.sheets.workbook import Cell, Sheet, workbook
from dongan_training.storage.base import short_code
from dongan_training.texts import N_, _


@dataclass(eq=False)
class NotExcel(UserError):
    suffix: str
    message = N_("检查结果只能写成 Excel 文件，不能写成“{suffix}”。")
    advice = N_("没有写入任何文件。请把文件名的后缀写成 .xlsx。")


def write_smells(
    smells: Sequence[Smell], rows: Sequence[QuestionRow], path: Path, *, at: datetime
) -> None:
    """Write one row for each question of each finding.

    Raises NotExcel for another ending, and the errors of dongan_training.saving.
    """
    require_excel(path)
    told = _("{day} 检查，{count} 处")
    sheet = Sheet(
        name=_("检查题库"),
        title=_("题库检查结果"),
        heads=[*(_("序号"), _("种类"), _("说明"), _("试题编号"), _("题干"), _("答案"), _("依据"))],
        rows=list(_rows(smells, {row.id: row for row in rows})),
        note=told.format(day=f"{clock.local(at):%Y-%m-%d}", count=len(smells)),
    )
    save_whole(path, workbook([sheet]))


def require_excel(path: Path) -> None:
    """Refuse another ending, with NotExcel; best before a long check."""
    if path.suffix.lower() != ".xlsx":
        raise NotExcel(path.suffix or path.name)


def _rows(smells: Sequence[Smell], known: dict[str, QuestionRow]) -> Iterator[tuple[Cell, ...]]:
    for number, smell in enumerate(smells, start=1):
        said = (number, _(SMELLS[smell.kind]), smell.message)
        if not smell.question_ids:
            yield (*said, "", "", "", "")
        for one in smell.question_ids:
            row = known[one]
            key = key_text(row.type, row.answer)
            yield (*said, short_code(one), row.stem, key, row.citation or "")
