"""What a replacement reaches, in tabs: articles, questions, papers, blueprints."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from dongan_training.bank.regulations.changes import CHANGES, Change
from dongan_training.bank.regulations.replacement import change_words
from dongan_training.bank.regulations.replacing import Touched
from dongan_training.exam.affected import AffectedBlueprint, AffectedPaper
from dongan_training.texts import _, listed
from ui.bank.foreseeing import Foreseen
from ui.bank.wording import cited_place
from ui.kit import Column, EmptyState, RowsModel, Table, Tag, Tone

TONES = {
    Change.UNCHANGED: Tone.GOOD,
    Change.CHANGED: Tone.ATTENTION,
    Change.REMOVED: Tone.BAD,
    Change.NEW: Tone.INFO,
    Change.UNKNOWN: Tone.QUIET,
}


@dataclass(frozen=True)
class TouchedLine:
    """A question as the lists show it."""

    id: str
    stem: str
    place: str
    told: str
    new: str


@dataclass(frozen=True)
class PaperLine:
    """A paper or a blueprint that rests on changed articles."""

    id: str
    title: str
    told: str
    state: str = ""


class AffectedTabs(QWidget):
    """``opened`` carries the id of the question that was opened."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.spans = RowsModel(
            Column(_("旧版第几条"), "old", width=110),
            Column(_("新版第几条"), "new", width=110),
            Column(_("内容"), "change", tag=_change_tag),
            Column(_("在用题"), "questions", width=80),
            parent=self,
        )
        self.disturbed = self._questions()
        self.unchanged = self._questions()
        self.papers = RowsModel(
            Column(_("试卷"), "title", bold=True),
            Column(_("题号"), "told", muted=True),
            Column(_("状态"), "state", width=150, muted=True),
            parent=self,
        )
        self.blueprints = RowsModel(
            Column(_("命题细目表"), "title", bold=True),
            Column(_("按这些出处抽题"), "told", muted=True),
            parent=self,
        )
        self.tabs = QTabWidget()
        self._fill()
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.addWidget(self.tabs)
        self.show_nothing()

    def show_foreseen(self, found: Foreseen) -> None:
        """Show all that would be reached."""
        reached = found.affected
        self.spans.show(found.spans)
        self.disturbed.show([_touched(one) for one in reached.disturbed])
        self.unchanged.show([_touched(one) for one in reached.unchanged])
        self.papers.show([_paper(one) for one in reached.papers])
        self.blueprints.show([_blueprint(one) for one in reached.blueprints])
        self._name_tabs()

    def show_nothing(self) -> None:
        """Empty all lists."""
        for rows in self._models():
            rows.show(())
        self._name_tabs()

    def _questions(self) -> RowsModel:
        return RowsModel(
            Column(_("题干"), "stem"),
            Column(_("原来的依据"), "place", muted=True, width=130),
            Column(_("条文的变化"), "told", muted=True),
            Column(_("新版的依据"), "new", muted=True, width=130),
            parent=self,
        )

    def _models(self) -> Sequence[RowsModel]:
        return (self.spans, self.disturbed, self.unchanged, self.papers, self.blueprints)

    def _fill(self) -> None:
        nothing = (
            _("左边写了条文对照，这里逐条说明它的意思。"),
            _("没有题目需要复核。"),
            _("没有题目可以直接沿用。"),
            _("没有试卷用到有变化的条文。"),
            _("没有命题细目表按有变化的条文抽题。"),
        )
        names = ("spans", "disturbed", "unchanged", "papers", "blueprints")
        for rows, name, told in zip(self._models(), names, nothing, strict=True):
            table = Table(rows, f"affected-{name}")
            table.set_empty(EmptyState("info", told))
            if rows in (self.disturbed, self.unchanged):
                table.opened.connect(self._open)
            self.tabs.addTab(table, "")

    def _name_tabs(self) -> None:
        names = (_("条文"), _("待复核的题"), _("可沿用的题"), _("试卷"), _("命题细目表"))
        for place, (name, rows) in enumerate(zip(names, self._models(), strict=True)):
            shown = f"{name} {rows.total}" if rows.total and place else name
            self.tabs.setTabText(place, shown)

    def _open(self, line: TouchedLine) -> None:
        self.opened.emit(line.id)


def _touched(one: Touched) -> TouchedLine:
    stem = " ".join(one.stem.split())
    new = cited_place(one.carried) if one.carried else ""
    return TouchedLine(one.id, stem, cited_place(one.citation), change_words(one.changes), new)


def _paper(one: AffectedPaper) -> PaperLine:
    state = _("已审定") if one.approved else _("草稿")
    if one.exams:
        state = _("{state}，用于 {count} 场考试").format(state=state, count=one.exams)
    numbers = _("第 {numbers} 题").format(numbers=listed(map(str, one.numbers)))
    return PaperLine(one.id, one.title, numbers, state)


def _blueprint(one: AffectedBlueprint) -> PaperLine:
    return PaperLine(one.id, one.title, listed(one.sources))


def _change_tag(change: Change) -> Tag:
    return Tag(_(CHANGES[change]), TONES[change])
