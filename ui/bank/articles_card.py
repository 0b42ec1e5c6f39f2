"""The chapters and articles of one edition, each with the questions that rest on it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dongan_training.bank.regulations.basis import Basis
from dongan_training.bank.regulations.coverage import ChapterCoverage, Coverage
from dongan_training.bank.regulations.register import STANDINGS, Edition, Standing
from dongan_training.texts import _
from ui.kit import Chip, Column, EmptyState, RowsModel, Table, TableCard, Tag, Tone, Words, stack


@dataclass(frozen=True)
class PlaceRow:
    """A chapter, an article, or the whole document, and where a click leads."""

    id: str
    place: str
    told: str
    questions: int
    tag: Tag | None
    basis: Basis
    is_chapter: bool = False


class ArticlesCard(QWidget):
    """``chosen`` carries the Basis of the row that was opened."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.name = Words(look="heading").wrapped()
        self.facts = Words(look="muted").wrapped()
        self.places = RowsModel(
            Column(_("章条"), "place", width=116, bold=True),
            Column(_("名称"), "told", muted=True),
            Column(_("在用题"), "tag", tag=_itself, width=96, sort=_count),
            tone=_tone,
            parent=self,
        )
        self.table = Table(self.places, "regulation-articles")
        self.table.setAccessibleName(_("各章各条"))
        self.missing = Chip("", Tone.ATTENTION)
        self.missing.clicked.connect(self._narrow)
        self.table.opened.connect(self._open)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        about = stack(self.name, self.facts, spacing=4)
        about.layout().setContentsMargins(4, 0, 4, 0)
        body.setSpacing(12)
        body.addWidget(about)
        hint = Words(_("选一条，按回车看依据它的题目"), "small")
        body.addWidget(TableCard(self.table, hint, None, self.missing), 1)
        nothing = EmptyState("file-text", _("这一版没有登记章和条，也没有题目依据它。"))
        self.table.set_empty(nothing)

    def show_edition(self, found: Coverage, standing: Standing, on: date) -> None:
        """Show an edition as it is covered on a day."""
        edition = found.edition
        self.name.setText(str(edition.name))
        self.facts.setText(_facts(edition, standing, found.questions))
        self.places.show(list(place_rows(found, on)))
        count = len(found.missing)
        self.missing.setText(_("{count} 条还没有题").format(count=count))
        self.missing.setVisible(count > 0)
        if not count:
            self.missing.setChecked(False)
        self._narrow()

    def _narrow(self) -> None:
        self.places.filter(keep=_is_missing if self.missing.isChecked() else None)

    def _open(self, row: PlaceRow) -> None:
        self.chosen.emit(row.basis)


def place_rows(found: Coverage, on: date) -> Iterator[PlaceRow]:
    """The whole document first, then chapter by chapter; without chapters every article."""
    whole = Basis(found.edition.name, on)
    if found.whole or not found.edition.articles:
        yield _row(_("整份文件"), _("引用时没有写条号"), found.whole, whole)
    if not found.chapters:
        last = max(found.edition.articles or 0, *found.articles, 0)
        yield from (_article(found, number, whole) for number in range(1, last + 1))
    for chapter in found.chapters:
        yield _chapter(chapter, whole)
        numbers = range(chapter.first, chapter.last + 1)
        yield from (_article(found, number, whole) for number in numbers)


def _chapter(chapter: ChapterCoverage, whole: Basis) -> PlaceRow:
    place = _("第 {first}–{last} 条").format(first=chapter.first, last=chapter.last)
    basis = replace(whole, first=chapter.first, last=chapter.last)
    return replace(_row(place, chapter.title, chapter.questions, basis), is_chapter=True)


def _article(found: Coverage, number: int, whole: Basis) -> PlaceRow:
    place = "　" + _("第 {number} 条").format(number=number)
    return _row(place, "", found.articles.get(number, 0), replace(whole, first=number))


def _row(place: str, told: str, questions: int, basis: Basis) -> PlaceRow:
    tag = Tag(str(questions), Tone.INFO) if questions else Tag(_("没有题"), Tone.QUIET)
    return PlaceRow(f"{basis.first}-{basis.last}", place, told, questions, tag, basis)


def _facts(edition: Edition, standing: Standing, questions: int) -> str:
    parts = [_(STANDINGS[standing])]
    if edition.in_force:
        parts.append(_("{day} 起施行").format(day=edition.in_force.isoformat()))
    if edition.issued:
        parts.append(_("{day} 印发").format(day=edition.issued.isoformat()))
    if edition.articles == 0:
        parts.append(_("不分条"))
    elif edition.articles is not None:
        parts.append(_("共 {count} 条").format(count=edition.articles))
    parts.append(_("{count} 题依据它").format(count=questions))
    told = "　".join(parts)
    return f"{told}\n{edition.source}" if edition.source else told


def _itself(tag: Tag | None) -> Tag | None:
    return tag


def _count(row: PlaceRow) -> int:
    return row.questions


def _is_missing(row: PlaceRow) -> bool:
    return not row.questions and not row.is_chapter


def _tone(row: PlaceRow) -> Tone | None:
    return Tone.QUIET if row.is_chapter else None
