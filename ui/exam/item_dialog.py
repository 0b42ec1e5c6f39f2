"""How one question worked: its figures, who chose what, and what that says."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dongan_training.bank.scoring import type_name
from dongan_training.exam.item_results import ItemResult
from dongan_training.exam.option_shares import OptionShare
from dongan_training.texts import _, clauses
from ui.exam.wording import index_words, percent, verdict_tag
from ui.kit import (
    Button,
    Column,
    FittedDialog,
    Pill,
    RowsModel,
    Table,
    TableCard,
    Tag,
    Tone,
    Words,
    row,
)


@dataclass(frozen=True)
class OptionLine:
    """One option as the table shows it."""

    label: str
    text: str
    is_key: bool
    count: int
    share: float
    difference: float | None


class ItemDialog(FittedDialog):
    """A question of an exam; the distractors stand below it."""

    history_asked = Signal(str)  # with the id of the question

    def __init__(self, item: ItemResult, parent: QWidget | None = None):
        super().__init__(parent)
        self.item = item
        title = _("{form} 卷第 {number} 题（{kind}）").format(
            form=item.form, number=item.number, kind=type_name(item.type)
        )
        self.setWindowTitle(title)
        self.setMinimumSize(720, 420)
        self.figures = Words(_figures(item), "muted").wrapped()
        told = _("{told}。").format(told=clauses(item.remarks)) if item.remarks else ""
        self.remarks = Words(told, "attention").wrapped()
        self.remarks.setVisible(bool(item.remarks))
        self.options = RowsModel(
            Column(_("选项"), "label", bold=True, width=90),
            Column(_("内容"), "text"),
            Column(_("答案"), "is_key", tag=_key_tag, width=76),
            Column(_("人数"), "count", width=70),
            Column(_("比例"), "share", percent, width=76),
            Column(_("高分组减低分组"), "difference", index_words, width=130),
            parent=self,
        )
        self.options.show([_line(one) for one in item.options])
        verdict = Pill()
        verdict.set_tag(verdict_tag(item.verdict))
        self.history = Button(_("历次成绩"), self._ask_history, icon="chart-column")
        close = Button(_("关闭"), self.accept)
        body = QVBoxLayout(self)
        body.setContentsMargins(24, 20, 24, 20)
        body.setSpacing(12)
        body.addWidget(row(Words(title, "title"), None, verdict))
        body.addWidget(Words(item.stem).wrapped())
        body.addWidget(self.figures)
        body.addWidget(self.remarks)
        body.addWidget(TableCard(Table(self.options, "item-options")), 1)
        body.addWidget(row(self.history, None, close))
        close.setFocus()

    def _ask_history(self) -> None:
        self.accept()
        self.history_asked.emit(self.item.question_id)


def _figures(item: ItemResult) -> str:
    told = (
        (_("作答"), _("{taken} 人").format(taken=item.taken)),
        (_("未答"), str(item.omitted)),
        (_("难度 P"), "–" if item.facility is None else f"{item.facility:.2f}"),
        (_("全对率"), percent(item.right_rate)),
        (_("区分度 D"), index_words(item.discrimination)),
        (_("题总相关"), index_words(item.correlation)),
    )
    return "　".join(f"{name} {value}" for name, value in told)


def _line(one: OptionShare) -> OptionLine:
    return OptionLine(one.label, one.text, one.is_key, one.count, one.share, one.difference)


def _key_tag(is_key: bool) -> Tag | None:
    return Tag(_("答案"), Tone.GOOD) if is_key else None
