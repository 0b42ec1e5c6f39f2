"""The list of a review: what was understood, problems first, and filters above it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent

from dongan_training.bank.checking import CitationFaults
from dongan_training.bank.drafts import Problem, ProblemKind, QuestionType
from dongan_training.bank.importing import reviewing
from dongan_training.bank.importing.reviewing import Item, Summary
from dongan_training.texts import _
from ui.bank.wording import SHORT_PROBLEMS, SHORT_TYPES, draft_key, hint_tag, type_tag
from ui.kit import Chip, Column, RowsModel, Table, TableCard, Tag, Tone, Words

STEM_LENGTH = 120  # characters of a stem that a line can show at most
OPEN, ALIKE, NOTES = "open", "alike", "notes"


@dataclass(frozen=True)
class ReviewRow:
    """One line: a question, or a piece of the file that belongs to none (``note``)."""

    id: int
    number: str
    kind: Tag
    stem: str
    key: str
    hint: Tag | None
    item: Item | None = None
    note: Problem | None = None


def question_row(item: Item, citation_fault: str = "") -> ReviewRow:
    """Show a question as a line."""
    draft = item.entry.draft
    return ReviewRow(
        id=item.id,
        number=draft.number or str(item.id + 1),
        kind=type_tag(draft.type),
        stem=" ".join(draft.stem[:STEM_LENGTH].split()),
        key=draft_key(draft),
        hint=hint_tag(item, citation_fault),
        item=item,
    )


def note_row(place: int, note: Problem) -> ReviewRow:
    """Show what belongs to no question as a line; its id is negative."""
    return ReviewRow(
        id=-1 - place,
        number="",
        kind=Tag(_("提示"), Tone.QUIET),
        stem=" ".join((note.text or note.message)[:STEM_LENGTH].split()),
        key="",
        hint=Tag(_(SHORT_PROBLEMS[note.kind]), _note_tone(note)),
        note=note,
    )


class ReviewTable(Table):
    """Sends on what is typed: letters of an answer, and the space bar for yes or no."""

    typed = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = Qt.KeyboardModifier.ShiftModifier
        plain = not event.modifiers() & ~shift
        if plain and event.text().isprintable() and event.text():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are answers here, not the beginning of a stem."""


class ReviewList(TableCard):
    """Questions and notes of one file; ``picked`` carries the line with the cursor."""

    picked = Signal(object)

    def __init__(self) -> None:
        self.rows = RowsModel(
            Column(_("序"), "number", muted=True, width=56, sort=_order),
            Column(_("题型"), "kind", tag=_itself, width=70),
            Column(_("题干"), "stem"),
            Column(_("答案"), "key", width=92),
            Column(_("提示"), "hint", tag=_itself, width=172),
            tone=_tone,
        )
        self.table = ReviewTable(self.rows, "bank-review")
        self.heading = Words(look="heading")
        self.chips = {str(kind): Chip(_(name), Tone.INFO) for kind, name in SHORT_TYPES.items()}
        self.chips |= {
            OPEN: Chip(_("需处理"), Tone.BAD),
            ALIKE: Chip(_("疑似重复"), Tone.ATTENTION),
            NOTES: Chip(_("提示"), Tone.QUIET),
        }
        types = (self.chips[str(kind)] for kind in QuestionType)
        looks = (self.chips[key] for key in (OPEN, ALIKE, NOTES))
        parts = (self.heading, *types, None, *looks)
        super().__init__(self.table, *parts)
        self.rows.setParent(self)
        self._chosen = ""
        self.faults: CitationFaults | None = None  # nothing is known of sources
        for key, chip in self.chips.items():
            chip.hide()  # until something is counted
            chip.clicked.connect(lambda _checked=False, key=key: self.choose(key))
        self.table.picked.connect(self.picked)

    def show_lines(self, items: Sequence[Item], notes: Sequence[Problem]) -> None:
        """Show a whole review anew, with the cursor on what needs a person first."""
        lines = [self._line(item) for item in reviewing.problems_first(items)]
        open_ = [number for number, line in enumerate(lines, start=1) if _is_open(line)]
        first = open_[-1] if open_ else 0
        lines[first:first] = [note_row(place, note) for place, note in enumerate(notes)]
        self._chosen = ""
        self.rows.filter()
        self.rows.show(lines)
        self.chips[NOTES].setText(_("{count} 处提示").format(count=len(notes)))
        self.chips[NOTES].setVisible(bool(notes))
        self.table.pick(0)

    def show_summary(self, told: Summary) -> None:
        """Bring the figures above the list up to date."""
        self.heading.setText(_("识别到 {count} 题").format(count=told.total))
        for kind, name in SHORT_TYPES.items():
            self._count(str(kind), told.by_type.get(kind, 0), f"{_(name)} {{count}}")
        self._count(OPEN, told.open, _("{count} 题需处理"))
        self._count(ALIKE, told.alike, _("{count} 题疑似重复"))

    def put(self, items: Sequence[Item]) -> None:
        """Show questions as they are now, where they stand now."""
        self.rows.put(*map(self._line, items))

    def choose(self, key: str) -> None:
        """Show only the lines of one kind; the same again shows all."""
        self._chosen = "" if self._chosen == key else key
        for name, chip in self.chips.items():
            chip.setChecked(name == self._chosen)
        self.rows.filter(keep=_KEEP.get(self._chosen, _keeps_type(self._chosen)))
        if self.table.current() is None and self.rows.rows:
            self.table.pick(0)

    def go_to_next_open(self) -> bool:
        """Put the cursor on the next question that needs a person; False if there is none."""
        start = self.table.currentIndex().row() + 1
        lines = self.rows.rows
        for number in (*range(start, len(lines)), *range(min(start, len(lines)))):
            if _is_open(lines[number]):
                self.table.pick(number)
                self.table.scrollTo(self.rows.index(number, 0, QModelIndex()))
                self.table.setFocus()
                return True
        return False

    def go_to(self, item_id: int) -> None:
        """Put the cursor on a question, wherever it stands now."""
        for number, line in enumerate(self.rows.rows):
            if line.id == item_id:
                self.table.pick(number)
                self.table.scrollTo(self.rows.index(number, 0, QModelIndex()))
        self.table.setFocus()

    def selected_items(self) -> list[Item]:
        """The questions that are marked."""
        return [line.item for line in self.table.selected() if line.item is not None]

    def _line(self, item: Item) -> ReviewRow:
        fault = self.faults.told(item.entry.draft.citation) if self.faults else ""
        return question_row(item, fault)

    def _count(self, key: str, count: int, text: str) -> None:
        self.chips[key].setText(text.format(count=count))
        self.chips[key].setVisible(count > 0 or self._chosen == key)


def _note_tone(note: Problem) -> Tone:
    """A count that differs may mean a question lost, which is worse than a line of prose."""
    return Tone.BAD if note.kind is ProblemKind.COUNT_MISMATCH else Tone.ATTENTION


def _itself(tag: Tag | None) -> Tag | None:
    return tag


def _order(line: ReviewRow) -> int:
    return line.id


def _is_open(line: ReviewRow) -> bool:
    return line.item is not None and line.item.is_open


def _is_alike(line: ReviewRow) -> bool:
    return line.item is not None and line.item.entry.known is not None


def _is_note(line: ReviewRow) -> bool:
    return line.note is not None


def _keeps_type(kind: str) -> Callable[[ReviewRow], bool] | None:
    if not kind:
        return None
    return lambda line: line.item is not None and line.item.entry.draft.type == kind


def _tone(line: ReviewRow) -> Tone | None:
    return line.hint.tone if line.hint and line.hint.tone in (Tone.BAD, Tone.ATTENTION) else None


_KEEP: dict[str, Callable[[ReviewRow], bool]] = {
    OPEN: _is_open,
    ALIKE: _is_alike,
    NOTES: _is_note,
}
