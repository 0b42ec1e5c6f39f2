"""The overall results of a class as an Excel file."""

from datetime import datetime
from pathlib import Path

from dongan_training import clock
from dongan_training.exam.bands import band_name
from dongan_training.overall.results import OverallList, OverallRow
from dongan_training.overall.weighing import weights_in_words
from dongan_training.saving import save_whole
from dongan_training.sheets.workbook import Cell, Sheet, workbook
from dongan_training.texts import _, listed


def write_overall(found: OverallList, title: str, path: Path, *, at: datetime) -> None:
    """Write everybody with all parts, whole or not at all (errors of dongan_training.saving)."""
    parts = found.weights.parts
    heads = [_("名次"), _("序号"), _("姓名"), _("乡镇"), _("所在党组织")]
    heads += [f"{one.name} {one.weight:g}%" for one in parts]
    heads += [_("总评"), _("等次"), _("备注")]
    names = [one.name for one in parts]
    note = _("{weights}，截至 {moment}").format(
        weights=weights_in_words(parts), moment=f"{clock.local(at):%Y-%m-%d %H:%M}"
    )
    rows = [_cells(one, names) for one in found.rows]
    heading = _("{title}总评成绩").format(title=title)
    save_whole(path, workbook([Sheet(_("总评"), heading, heads, rows, note)]))


def missing_words(missing: tuple[str, ...]) -> str:
    """Say which parts are missing; nothing where none is."""
    return _("缺{parts}").format(parts=listed(missing)) if missing else ""


def _cells(one: OverallRow, names: list[str]) -> list[Cell]:
    percents = [_rounded(one.percents[name]) for name in names]
    band = band_name(one.band) if one.band else ""
    own: list[Cell] = [one.rank, one.number, one.name, one.township, one.unit]
    return [*own, *percents, one.overall, band, missing_words(one.missing)]


def _rounded(percent: float | None) -> float | None:
    return None if percent is None else round(percent, 2)
