"""One question of the bank as it stands: passage, pictures, options, key, source, figures."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from dongan_training.bank.difficulty import Measure
from dongan_training.bank.drafts import CHOICES, Draft, QuestionType
from dongan_training.bank.key_text import LETTERS
from dongan_training.bank.question_view import QuestionView
from dongan_training.bank.scoring import plain_number
from dongan_training.texts import _
from ui.bank.scrolled import Scrolled
from ui.bank.wording import declared_words, status_tag, type_tag
from ui.exam.question_parts import PicturePart
from ui.kit import (
    Button,
    Card,
    EmptyState,
    IconButton,
    Navigator,
    Picture,
    Pill,
    QuietButton,
    Tone,
    Words,
    flow,
    gap_kept,
    row,
)

PICTURE_ZOOM = 0.6  # of a picture on the exam screen


class QuestionCard(Card):
    """Shows one question; ``asked`` when it is to be changed, ``past_asked`` for its history."""

    asked = Signal()
    past_asked = Signal(str)  # the id

    def __init__(self) -> None:
        super().__init__()
        self.body.setContentsMargins(1, 14, 1, 14)
        self.type = Pill("", Tone.INFO)
        self.status = Pill()
        self.edition = QuietButton(_("版本"), self._ask_past, icon="clock")
        self.past_key = "Ctrl+H"  # none on the second of two cards
        self.change = Button(_("修改"), self.asked.emit, icon="pencil", shortcut="Ctrl+E")
        head = row(self.type, self.status, self.edition, None, self.change)
        head.layout().setContentsMargins(17, 0, 17, 0)
        self.body.addWidget(head)
        self.area = Scrolled()
        self.area.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # arrow keys scroll it
        self.area.setAccessibleName(_("试题"))
        self.body.addWidget(self.area, 1)
        self.head = head
        self.question_id = ""
        self._shown: QuestionView | None = None
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say that no question is chosen."""
        self._shown = None
        self.head.hide()
        self.area.put(EmptyState("file-text", _("在左边选一道题，这里看全文。")))

    def show_view(self, view: QuestionView) -> None:
        """Show a question with all that is known of it."""
        if view == self._shown:
            return
        self._shown, draft = view, view.draft
        self.question_id = view.id
        self.head.show()
        self.type.set_tag(type_tag(draft.type))
        tag = status_tag(view.status)
        self.status.setVisible(tag is not None)
        if tag is not None:
            self.status.set_tag(tag)
        self.edition.setText(_("第 {number} 版").format(number=view.version))
        self.edition.setShortcut(self.past_key)  # other words take the key away
        told = _("历次版本、改动和用到它的试卷")
        self.edition.setToolTip(f"{told}  {self.past_key}".strip())
        self.edition.setAccessibleName(f"{self.edition.text()}，{told}")
        content = QWidget()
        body = QVBoxLayout(content)
        body.setContentsMargins(17, 2, 17, 2)
        body.setSpacing(10)
        for part in (*_wording(draft), *_key(draft), *_background(view)):
            body.addWidget(part)
        body.addStretch(1)
        self.area.put(content)

    def _ask_past(self) -> None:
        self.past_asked.emit(self.question_id)


class QuestionCardWithUses(QuestionCard):
    """Also leads to what the question did in all exams that asked it."""

    def __init__(self, navigator: Navigator):
        super().__init__()
        self.navigator = navigator
        name = _("试题历次成绩")
        self.uses = IconButton("chart-column", name, self.open_uses, shortcut="Ctrl+U")
        layout = self.head.layout()
        layout.insertWidget(layout.count() - 1, self.uses)

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


def _wording(draft: Draft) -> Iterator[QWidget]:
    if draft.passage:
        quote = QFrame()
        quote.setProperty("surface", "quote")
        body = QVBoxLayout(quote)
        body.setContentsMargins(12, 8, 12, 8)
        body.addWidget(Words(_("材料"), "small"))
        body.addWidget(_readable(Words(draft.passage).wrapped()))
        yield quote
    yield _readable(Words(gap_kept(draft.stem), "heading").wrapped())
    for number, picture in enumerate(draft.pictures, start=1):
        shown = PicturePart(number, picture.data)
        shown.set_zoom(PICTURE_ZOOM)
        yield shown


def _key(draft: Draft) -> Iterator[QWidget]:
    if draft.type in CHOICES:
        for letter, text in zip(LETTERS, draft.options, strict=False):
            yield OptionLine(letter, text, right=letter in draft.answer)
    elif draft.type is QuestionType.TRUE_FALSE:
        yield OptionLine("√", _("正确"), right=draft.answer == (True,))
        yield OptionLine("×", _("错误"), right=draft.answer == (False,))
    elif draft.type is QuestionType.FILL_BLANK:
        for number, blank in enumerate(draft.answer, start=1):
            texts = blank if isinstance(blank, tuple) else (str(blank),)
            yield OptionLine(str(number), " / ".join(texts), right=True)
        if draft.order_free and len(draft.answer) > 1:
            yield Words(_("各空次序不限"), "muted")
    else:
        text = str(draft.answer[0]) if draft.answer else _("没有，由阅卷人评分。")
        yield from _field(_("参考答案"), text)
        yield from _field(_("评分要点"), "\n".join(_marking(draft)))


def _marking(draft: Draft) -> Iterator[str]:
    for number, point in enumerate(draft.marking, start=1):
        if point.points is None:
            yield f"{number}. {point.text}"
        else:
            told = _("{number}. {text}（{points} 分）")
            worth = plain_number(point.points)
            yield told.format(number=number, text=point.text, points=worth)


def _background(view: QuestionView) -> Iterator[QWidget]:
    draft = view.draft
    points = "" if draft.points is None else _("{points} 分")
    fields = (
        (_("解析"), draft.explanation),
        (_("依据"), draft.citation or _("没有注明出处")),
        (_("章节"), draft.chapter),
        (_("分值"), points.format(points=plain_number(draft.points or 0))),
        (_("难度"), _difficulty(draft.difficulty, view.measured)),
    )
    for name, text in fields:
        yield from _field(name, text or "")
    if draft.tags:
        yield Words(_("标签"), "small")
        yield flow(*(Pill(tag) for tag in draft.tags), spacing=6)


def _difficulty(declared: str | None, measured: Measure | None) -> str:
    """What its author said, and what the answers showed."""
    parts = []
    if declared:
        parts.append(_("声明：{level}").format(level=declared_words(declared)))
    if measured is not None:
        told = _("实测：{count} 人次，得分率 {share:.0%}")
        parts.append(told.format(count=measured.count, share=measured.facility))
        if measured.discrimination is not None:
            parts.append(_("区分度 {value:.2f}").format(value=measured.discrimination))
    return "　".join(parts)


def _field(name: str, text: str) -> Iterator[QWidget]:
    if text:
        yield Words(name, "small")
        yield _readable(Words(text).wrapped())


def _readable(words: QLabel) -> QLabel:
    """Let the text be marked and copied."""
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return words
