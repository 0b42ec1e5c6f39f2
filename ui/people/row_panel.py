"""The right side of a review: one row with its reasons, and the choice it asks for."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from dongan_training.people.facts import LABELS, PersonFacts
from dongan_training.people.queries import PersonCard
from dongan_training.people.roster_plan import Choice, RosterEntry, RosterProblem, Verdict
from dongan_training.texts import _
from ui.kit import Button, Card, Pill, Words, row, spread_name
from ui.people.review_rows import ReviewRow, choice_words
from ui.people.wording import field_text

SHOWN = ("unit", "post", "gender", "born", "id_number", "phone", "status", "categories")
Before = Callable[[RosterEntry], PersonFacts | PersonCard | None]


class RowPanel(Card):
    """Shows what a row says, beside what is known; asks where only a person can tell."""

    chosen = Signal(object)  # a Choice for the row that is shown

    def __init__(self, before: Before):
        super().__init__()
        self._before = before
        self.buttons: dict[Choice, Button] = {}
        self._content = QWidget()
        self.body.addWidget(self._content)
        self.body.addStretch(1)

    def show_row(self, shown: ReviewRow | None, choice: Choice | None) -> None:
        """Show another row, or nothing."""
        self.buttons = {}
        content = QWidget()
        body = QVBoxLayout(content)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(12)
        if shown is None:
            body.addWidget(Words(_("选中一行，这里显示它的内容。"), "muted").wrapped())
        else:
            self._write(body, shown, choice)
        self.body.replaceWidget(self._content, content)
        self._content.hide()
        self._content.deleteLater()
        self._content = content

    def _write(self, body: QVBoxLayout, shown: ReviewRow, choice: Choice | None) -> None:
        place = _("第 {row} 行").format(row=shown.place) if shown.number else ""
        name = Words(spread_name(shown.name) or _("（没有姓名）"), "heading")
        pill = Pill()
        pill.set_tag(shown.tag)
        body.addWidget(row(name, Words(place, "small"), None, pill))
        if shown.problem is not None:
            self._write_problem(body, shown.problem)
        if shown.entry is not None:
            self._write_entry(body, shown, shown.entry, choice)
        if shown.gone is not None:
            told = _("花名册里有，这份名册里没有。同乡镇的其他人在名册里。")
            body.addWidget(Words(told, "attention").wrapped())
            self._ask(body, shown, choice, _("没有选的人仍然在册。"))

    def _write_problem(self, body: QVBoxLayout, problem: RosterProblem) -> None:
        for reason in problem.reasons:
            body.addWidget(Words("· " + reason, "bad").wrapped())
        body.addWidget(Words(_("原文"), "heading"))
        body.addWidget(_quote(Words(problem.original).wrapped()))
        advice = _("这一行不会导入。请在原文件里改正后再导入一次，已导入的人不会重复。")
        body.addWidget(Words(advice, "muted").wrapped())

    def _write_entry(
        self, body: QVBoxLayout, shown: ReviewRow, entry: RosterEntry, choice: Choice | None
    ) -> None:
        if entry.reason:
            body.addWidget(Words(entry.reason, "attention").wrapped())
        before = self._before(entry)
        if before is not None and entry.fields:
            heads = ("", _("上面那行") if entry.twin else _("花名册里"), _("这一行"))
            lines = _both(entry.fields, before, entry.facts)
            body.addWidget(_quote(_grid(heads, lines)))
        else:
            told = [field for field in SHOWN if field_text(field, entry.facts)]
            body.addWidget(_quote(_listing(told, entry.facts)))
        if entry.verdict is Verdict.QUESTION:
            self._ask(body, shown, choice, _("没有选的行会跳过。"))

    def _ask(
        self, body: QVBoxLayout, shown: ReviewRow, choice: Choice | None, otherwise: str
    ) -> None:
        body.addWidget(Words(_("怎样处理？"), "heading"))
        for number, offer in enumerate(shown.offers, start=1):
            words = _("{number}　{words}").format(number=number, words=choice_words(offer, shown))
            button = Button(words, self._tell_of(offer))
            button.setCheckable(True)
            button.setChecked(offer is choice)
            self.buttons[offer] = button
            body.addWidget(button)
        told = _("也可以在列表里直接按数字键。") + otherwise
        body.addWidget(Words(told, "small").wrapped())

    def _tell_of(self, offer: Choice) -> Callable[[], None]:
        return lambda: self.chosen.emit(offer)


def _quote(content: QWidget) -> QFrame:
    frame = QFrame()
    frame.setProperty("surface", "quote")
    body = QVBoxLayout(frame)
    body.setContentsMargins(14, 10, 14, 10)
    body.addWidget(content)
    return frame


def _both(
    fields: Sequence[str], before: PersonFacts | PersonCard, after: PersonFacts
) -> Mapping[str, tuple[str, ...]]:
    return {field: (field_text(field, before) or "—", field_text(field, after)) for field in fields}


def _listing(fields: Sequence[str], facts: PersonFacts) -> QWidget:
    return _grid((), {field: (field_text(field, facts),) for field in fields})


def _grid(heads: Sequence[str], lines: Mapping[str, tuple[str, ...]]) -> QWidget:
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(6)
    for column, head in enumerate(heads):
        grid.addWidget(Words(head, "small"), 0, column)
    for number, (field, texts) in enumerate(lines.items(), start=1):
        grid.addWidget(Words(_(LABELS[field]), "small"), number, 0)
        for column, text in enumerate(texts, start=1):
            grid.addWidget(Words(text).wrapped(), number, column)
            grid.setColumnStretch(column, 1)
    return holder
