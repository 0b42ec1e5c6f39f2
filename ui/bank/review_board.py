"""A review on screen: left the questions, problems first; right the original and what to settle."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from dongan_training import clock
from dongan_training.bank.checking import CitationFaults
from dongan_training.bank.drafts import Problem
from dongan_training.bank.importing import rereading, reviewing
from dongan_training.bank.importing.intake import Known, judged_again
from dongan_training.bank.importing.rereading import Reread, Taken
from dongan_training.bank.importing.reviewing import Choice, Item
from dongan_training.bank.regulations.keeping import register
from dongan_training.texts import N_
from ui.bank.review_list import ReviewList, ReviewRow
from ui.bank.review_panel import ReviewPanel
from ui.kit import Desk, beside, stack
from ui.kit.parts import Slot

PANEL_WIDTH = 438
KEYS = (
    ("A … H、√ ×", N_("在列表里写下答案")),
    ("Space", N_("不导入选中的题，再按恢复")),
    ("Enter", N_("从列表去核对这道题")),
    ("Esc", N_("从核对回到列表")),
)
PAUSE = 300  # milliseconds without a key before decisions are written down


class ReviewBoard(QWidget):
    """Holds all items of a review.

    ``counted`` tells that figures changed; ``pausing`` that decisions wait to be written
    down, which ``take_unsaved`` then gives.
    """

    counted = Signal()
    pausing = Signal()
    reading_anew = Signal()

    def __init__(self, desk: Desk, next_problem: Slot, foot: QWidget):
        super().__init__()
        self.desk = desk
        self.format = ""
        self.items: list[Item] = []
        self.notes: list[Problem] = []
        self.is_changed = False
        self._unsaved: set[int] = set()
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self.lines = ReviewList()
        self.panel = ReviewPanel(next_problem)
        body = QHBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        right = stack(self.panel, foot, spacing=14)
        body.addWidget(beside((self.lines, 460, 1), (right, PANEL_WIDTH, 0)))
        self._connect()

    def show_review(
        self, file_format: str, items: Sequence[Item], notes: Sequence[Problem]
    ) -> None:
        """Show a review from its beginning."""
        self.format, self.items, self.notes = file_format, list(items), list(notes)
        self.is_changed = False
        self._unsaved.clear()
        with self.desk.workspace.read() as session:
            faults = CitationFaults(register(session), clock.local(clock.now()).date())
        self.lines.faults = self.panel.faults = faults
        self.panel.citation.know(faults.register, faults.on)
        self.lines.show_lines(self.items, notes)
        self._count()
        self.lines.table.setFocus()

    def chosen(self) -> Taken:
        """The lines that are marked, as what is to be read anew."""
        lines = self.lines.table.selected()
        items = (line.item for line in lines if line.item is not None)
        return rereading.take(items, (line.note for line in lines if line.note is not None))

    def show_reread(self, reread: Reread) -> None:
        """Show the review after some of it was read anew, with the cursor on that."""
        self.is_changed = True
        self.items, self.notes = list(reread.items), list(reread.notes)
        self._unsaved.clear()  # it was written down before, under other places
        self.lines.show_lines(self.items, self.notes)
        self.panel.item = None  # its fields are to be filled anew
        self.lines.go_to(reread.first)
        self._count()

    def show_near(self, found: Mapping[int, Known], asked: Sequence[Item]) -> None:
        """Tell what questions resemble, unless they were changed since that was ``asked``."""
        told = []
        for place, known in found.items():
            item = self.items[place] if place < len(self.items) else None
            if item is not None and item.entry.draft == asked[place].entry.draft:
                entry = judged_again(replace(item.entry, known=known), item.entry.draft)
                self.items[place] = replace(item, entry=entry)
                told.append(self.items[place])
        if told:
            self.lines.put(told)
            self._show_line(self.lines.table.current())
            self._count()

    def take_unsaved(self) -> list[Item]:
        """What was decided since the last time."""
        self._timer.stop()
        unsaved = [self.items[place] for place in sorted(self._unsaved)]
        self._unsaved.clear()
        return unsaved

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads from what is settled back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.lines.table.setFocus()
        else:
            super().keyPressEvent(event)

    def clear(self) -> None:
        """Forget the review."""
        self.items, self.is_changed = [], False
        self._unsaved.clear()
        self._timer.stop()

    def _connect(self) -> None:
        self._timer.timeout.connect(self.pausing)
        self.lines.picked.connect(self._show_line)
        self.lines.table.typed.connect(self._on_typed)
        self.lines.table.opened.connect(self._on_opened)
        self.panel.reading_anew.connect(self.reading_anew)
        self.panel.decided.connect(self._take_decision)
        self.panel.decision.chosen.connect(self._take_choice)
        self.panel.decision.chosen_for_all.connect(self._take_choice_for_all)

    def _show_line(self, line: ReviewRow | None) -> None:
        if line is None:
            return
        if line.note is not None:
            self.panel.show_note(line.note, self.format)
        elif line.item is not None:
            following = self.items[line.id + 1 : line.id + 2]
            source = following[0].entry.draft.source if following else ""
            others = reviewing.undecided_alike(self.items, line.item)
            self.panel.show_item(line.item, self.format, source, others)

    def _on_typed(self, typed: str) -> None:
        if typed != " ":
            self.panel.press(typed)
            return
        chosen = self.lines.selected_items()
        wanted = not all(item.is_wanted for item in chosen)
        choice = Choice.KEEP if wanted else Choice.SKIP
        self._take_decisions([reviewing.with_choice(item, choice) for item in chosen])

    def _on_opened(self, _line: ReviewRow) -> None:
        self.panel.focus_answer()

    def _take_decision(self, item: Item) -> None:
        self._take_decisions([item])

    def _take_choice(self, choice: Choice) -> None:
        item = self.panel.item
        if item is not None:
            self._take_decisions(reviewing.decided(self.items, item, choice))
            self.lines.table.setFocus()  # on to the next question

    def _take_choice_for_all(self, choice: Choice) -> None:
        item = self.panel.item
        if item is not None:
            self._take_decisions(reviewing.decided_alike(self.items, {item.entry.state}, choice))
            self.lines.table.setFocus()

    def _take_decisions(self, items: list[Item]) -> None:
        self.is_changed = True
        for item in items:
            self.items[item.id] = item
            self._unsaved.add(item.id)
        self._timer.start()
        self.lines.put(items)
        self._show_line(self.lines.table.current())
        self._count()

    def _count(self) -> None:
        self.lines.show_summary(reviewing.summary(self.items))
        self.counted.emit()
