"""Why somebody has these marks: question by question the answer, the key, the rule, the points."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from dongan_training.bank.scoring import LETTERS, plain_number, type_name
from dongan_training.exam.explaining import AttemptExplained, LineState, MarkLine, explain_attempt
from dongan_training.texts import _
from ui.exam.filter_chips import FilterChips
from ui.exam.wording import line_tag, points
from ui.kit import (
    Button,
    Column,
    Desk,
    FittedDialog,
    IconButton,
    Pill,
    PrimaryButton,
    RowsModel,
    Table,
    Words,
    beside,
    moment_text,
    row,
)

DETAIL = 400  # pixels of the part that explains one question


class ExplainDialog(FittedDialog):
    """One person at a time; with more ``attempt_ids`` one can go on to the next."""

    def __init__(
        self, desk: Desk, attempt_ids: Sequence[str], place: int = 0, parent: QWidget | None = None
    ):
        super().__init__(parent)
        self.setWindowTitle(_("成绩说明"))
        self.resize(1120, 640)
        self.desk = desk
        self._attempt_ids, self._place = attempt_ids, place
        self.name, self.told = Words(look="title"), Words(look="muted").wrapped()
        self.score = Words(look="figure")
        self.chips = FilterChips([(state, line_tag(state)) for state in LineState])
        self.lines = RowsModel(
            Column(_("题号"), "number", width=56),
            Column(_("作答"), "answer"),
            Column(_("答案"), "key", width=80),
            Column(_("得分"), "points", points, width=56),
            Column(_("结果"), "state", tag=line_tag, width=88),
            find=("stem",),
            parent=self,
        )
        self.table = Table(self.lines, "mark-lines")
        self.detail = LineDetail()
        self._build()
        self._show()

    def go_back(self) -> None:
        """Show the person before."""
        self._place -= 1
        self._show()

    def go_on(self) -> None:
        """Show the next person."""
        self._place += 1
        self._show()

    def _show(self) -> None:
        with self.desk.workspace.read() as session:
            found = explain_attempt(session, self._attempt_ids[self._place])
        self.name.setText(found.name)
        self.score.setText(_("{score} 分").format(score=points(found.score)))
        self.told.setText(_told(found))
        self.lines.show(found.lines)
        self.chips.show_counts(len(found.lines), Counter(one.state for one in found.lines))
        self._filter()
        self.before.setEnabled(self._place > 0)
        self.after.setEnabled(self._place < len(self._attempt_ids) - 1)

    def _filter(self) -> None:
        state = self.chips.kind

        def fits(line: MarkLine) -> bool:
            return line.state is state

        self.lines.filter(keep=fits if state else None)
        if self.lines.rows and self.table.current() is None:
            self.table.pick(0)
        self.detail.show_line(self.table.current())

    def _build(self) -> None:
        self.before = IconButton("arrow-left", _("上一人"), self.go_back, shortcut="Alt+Left")
        self.after = IconButton("arrow-right", _("下一人"), self.go_on, shortcut="Alt+Right")
        copy = Button(_("复制全部"), self.table.copy_all, icon="copy")
        self.close_button = PrimaryButton(_("关闭"), self.accept)
        body = QVBoxLayout(self)
        body.setContentsMargins(24, 20, 24, 20)
        body.setSpacing(12)
        body.addWidget(row(self.name, self.before, self.after, None, self.score))
        body.addWidget(self.told)
        body.addWidget(self.chips)
        body.addWidget(beside((self.table, 360, 640), (self.detail, 300, DETAIL)), 1)
        body.addWidget(row(copy, None, self.close_button))
        self.chips.chosen.connect(self._filter)
        self.table.picked.connect(self.detail.show_line)
        self.table.setFocus()


class LineDetail(QScrollArea):
    """One question in full: what was asked, answered, right, and what it earned by which rule."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setAccessibleName(_("这道题的说明"))
        self.stem, self.options = Words(look="heading").wrapped(), Words(look="muted").wrapped()
        self.answer, self.key = Words().wrapped(), Words().wrapped()
        self.rule, self.why = Words().wrapped(), Words().wrapped()
        self.result, self.earned = Pill(), Words(look="heading")
        self.kind = Words(look="muted")
        content = QWidget()
        self._body = QVBoxLayout(content)
        self._body.setContentsMargins(16, 4, 4, 4)
        self._body.setSpacing(4)
        self._body.addWidget(row(self.earned, self.result, None, self.kind))
        self._body.addSpacing(4)
        self._body.addWidget(self.stem)
        self._body.addWidget(self.options)
        for label, words in (
            (_("作答"), self.answer),
            (_("答案"), self.key),
            (_("计分规则"), self.rule),
            (_("说明"), self.why),
        ):
            self._body.addSpacing(8)
            self._body.addWidget(Words(label, "small"))
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._body.addWidget(words)
        self._body.addStretch(1)
        self.setWidget(content)
        for part in (self.viewport(), content):
            part.setAutoFillBackground(False)

    def show_line(self, line: MarkLine | None) -> None:
        """Explain another question; nothing where none is marked."""
        self.widget().setVisible(line is not None)
        if line is None:
            return
        self.kind.setText(type_name(line.type))
        self.stem.setText(f"{line.number}. {line.stem}")
        shown = zip(LETTERS, line.options, strict=False)
        self.options.setText("\n".join(f"{letter}. {text}" for letter, text in shown))
        self.options.setVisible(bool(line.options))
        self.answer.setText(line.answer)
        self.key.setText(line.key)
        self.rule.setText(line.rule)
        self.why.setText(line.why)
        self.result.set_tag(line_tag(line.state))
        full = plain_number(line.full)
        earned = "–" if line.points is None else plain_number(line.points)
        self.earned.setText(_("{points} / {full} 分").format(points=earned, full=full))


def _told(found: AttemptExplained) -> str:
    told = [
        found.title,
        _("{form} 卷").format(form=found.form),
        _("满分 {full} 分").format(full=plain_number(found.full_marks)),
        _("及格线 {mark}").format(mark=plain_number(found.pass_mark)),
    ]
    if found.handed_in_at is not None:
        told.append(_("{moment} 交卷").format(moment=moment_text(found.handed_in_at)))
    return "　".join(told)
