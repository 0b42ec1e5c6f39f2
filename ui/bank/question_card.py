"""One question of the bank as it stands: options, key, source, and its earlier versions."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.key_text import CHOICES, LETTERS, key_text
from dongan_training.bank.queries import QuestionRow, VersionRow
from dongan_training.bank.scoring import plain_number
from dongan_training.texts import _
from ui.bank.scrolled import Scrolled
from ui.bank.wording import type_tag
from ui.kit import (
    Button,
    Card,
    EmptyState,
    IconButton,
    Line,
    Navigator,
    Picture,
    Pill,
    Tone,
    Words,
    moment_text,
    row,
)


class QuestionCard(Card):
    """Shows the question with the cursor; ``asked`` when it is to be changed."""

    asked = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent=parent)
        self.body.setContentsMargins(1, 14, 1, 14)
        self.type = Pill("", Tone.INFO)
        self.edition = Words(look="small")
        self.change = Button(_("修改"), self.asked.emit, icon="pencil", shortcut="Ctrl+E")
        head = row(self.type, self.edition, None, self.change)
        head.layout().setContentsMargins(17, 0, 17, 0)
        self.body.addWidget(head)
        self.area = Scrolled()
        self.area.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # arrow keys scroll it
        self.area.setAccessibleName(_("试题"))
        self.body.addWidget(self.area, 1)
        self.head = head
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say that no question is chosen."""
        self.head.hide()
        self.area.put(EmptyState("file-text", _("在左边选一道题，这里看全文。")))

    def show_question(self, question: QuestionRow, versions: Sequence[VersionRow]) -> None:
        """Show a question and how it came to say what it says."""
        self.head.show()
        self.type.set_tag(type_tag(question.type))
        self.edition.setText(_facts(question))
        content = QWidget()
        body = QVBoxLayout(content)
        body.setContentsMargins(17, 2, 17, 2)
        body.setSpacing(10)
        body.addWidget(_readable(Words(question.stem, "heading").wrapped()))
        for part in (*_key(question), *_background(question), *_history(versions)):
            body.addWidget(part)
        body.addStretch(1)
        self.area.put(content)


class QuestionCardWithUses(QuestionCard):
    """Also leads to what the question did in all exams that asked it."""

    def __init__(self, navigator: Navigator, parent: QWidget | None = None):
        super().__init__(parent)
        self.navigator = navigator
        self.question_id = ""
        name = _("试题历次成绩")
        self.uses = IconButton("chart-column", name, self.open_uses, shortcut="Ctrl+U")
        layout = self.head.layout()
        layout.insertWidget(layout.count() - 1, self.uses)

    def show_question(self, question: QuestionRow, versions: Sequence[VersionRow]) -> None:
        super().show_question(question, versions)
        self.question_id = question.id

    def open_uses(self) -> None:
        """Go to the results of the question that is shown."""
        self.navigator.go("question-history", question_id=self.question_id)


class OptionLine(QFrame):
    """One option; the right one stands on green, with a tick."""

    def __init__(self, letter: str, text: str, *, right: bool):
        super().__init__()
        self.setProperty("banner", "good" if right else "plain")
        body = QHBoxLayout(self)
        body.setContentsMargins(10, 7, 10, 7)
        body.setSpacing(10)
        name = Words(letter, "good" if right else "muted")
        name.setFixedWidth(14)
        body.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        body.addWidget(_readable(Words(text).wrapped()), 1)
        if right:
            body.addWidget(Picture("check", 16, "good"), 0, Qt.AlignmentFlag.AlignTop)
        told = _("{letter} {text}，正确答案") if right else "{letter} {text}"
        self.setAccessibleName(told.format(letter=letter, text=text))


def _facts(question: QuestionRow) -> str:
    parts = [_("第 {number} 版").format(number=question.version)]
    if question.difficulty:
        parts.append(_("难度：{difficulty}").format(difficulty=question.difficulty))
    if question.points is not None:
        parts.append(_("{points} 分").format(points=plain_number(question.points)))
    return "　".join(parts)


def _key(question: QuestionRow) -> list[QWidget]:
    if question.type in CHOICES:
        named = zip(LETTERS, question.options, strict=False)
        return [OptionLine(letter, text, right=letter in question.answer) for letter, text in named]
    if question.type is QuestionType.TRUE_FALSE:
        right, wrong = question.answer == [True], question.answer == [False]
        return [OptionLine("√", _("正确"), right=right), OptionLine("×", _("错误"), right=wrong)]
    if question.type is QuestionType.FILL_BLANK:
        return [
            OptionLine(str(number), " / ".join(blank), right=True)
            for number, blank in enumerate(question.answer, start=1)
        ]
    text = key_text(question.type, question.answer)
    return _field(_("参考答案"), text or _("没有，由阅卷人评分。"))


def _background(question: QuestionRow) -> list[QWidget]:
    fields = (
        (_("解析"), question.explanation),
        (_("依据"), question.citation or _("没有注明出处")),
        (_("章节"), question.chapter),
    )
    return [part for name, text in fields if text for part in _field(name, text)]


def _history(versions: Sequence[VersionRow]) -> list[QWidget]:
    if len(versions) < 2:  # a first version has no history
        return []
    lines: list[QWidget] = [Line(), Words(_("历次版本"), "small")]
    for one in versions:
        when = moment_text(one.made_at) if one.made_at else ""
        told = _("第 {number} 版　{when}　答案 {key}").format(
            number=one.number, when=when, key=key_text(one.type, one.answer)
        )
        lines += [Words(told, "muted").wrapped(), _readable(Words(one.stem, "small").wrapped())]
    return lines


def _field(name: str, text: str) -> list[QWidget]:
    return [Words(name, "small"), _readable(Words(text).wrapped())]


def _readable(words: QLabel) -> QLabel:
    """Let the text be marked and copied."""
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return words
