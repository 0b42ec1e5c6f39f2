"""The questions of a passage in the editor: more, fewer, in another order, and their pictures."""

from dataclasses import replace

from dongan_training.bank.drafts import Draft
from dongan_training.bank.editing import Work, WorkItem
from dongan_training.texts import _
from ui.bank.editor.passage_part import PassagePart
from ui.bank.editor.picture_choice import ask_for_picture
from ui.bank.editor.question_form import QuestionForm
from ui.kit import Chip, Tone


class EditsPassage:
    """Beside Page: what the editor does with the questions that share a text."""

    form: QuestionForm
    passage: PassagePart
    passage_chip: Chip
    work: Work
    _work: Work
    _place: int

    def add_item(self) -> None:
        """Add a question to the passage."""
        work, kind = self.work, self.form.answer.kind
        items = (*work.items, WorkItem(Draft(kind, "")))
        self._show(replace(work, items=items), len(work.items))
        self._note()
        self.form.stem.setFocus()

    def drop_item(self) -> None:
        """Take the question that is shown out of the passage."""
        items = list(self.work.items)
        items.pop(self._place)
        self._show(replace(self.work, items=tuple(items)), min(self._place, len(items) - 1))
        self._note()

    def choose_picture(self) -> None:
        """Ask for a file with a picture, and name it where the cursor was."""
        into = self.passage if self.passage.text.hasFocus() else self.form
        picture = ask_for_picture(self)
        if picture is not None:
            into.insert_picture(picture)

    def choose_passage_picture(self) -> None:
        """Ask for a picture of the passage."""
        self.passage.text.setFocus()
        self.choose_picture()

    def move_item(self, step: int) -> None:
        """Let the question that is shown change places with the one before (-1) or after it."""
        to = self._place + step
        if self.passage_chip.isChecked() and 0 <= to < len(self._work.items):
            self._show(self.work.moved(self._place, to), to)
            self._note()
            self._look()

    def _choose_item(self, place: int) -> None:
        self._show(self.work, place)
        self._look()

    def step_item(self, step: int) -> None:
        if self.passage_chip.isChecked() and 0 <= self._place + step < len(self._work.items):
            self._choose_item(self._place + step)

    def _on_passage(self) -> None:
        is_on = self.passage_chip.isChecked()
        if not is_on and len(self._work.items) > 1:
            self.passage_chip.setChecked(True)
            told = _("这份材料有几道小题。请先去掉其他小题，再改成普通试题。")
            self.say(told, Tone.ATTENTION)
            return
        self.passage.setVisible(is_on)
        (self.passage.text if is_on else self.form.stem).setFocus()
        self._note()
