"""Beside the list of a review: the original text, and everything that can be settled."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QVBoxLayout, QWidget

from dongan_training.bank.checking import CitationFaults
from dongan_training.bank.drafts import CHOICES, Answer, Problem, ProblemKind, QuestionType
from dongan_training.bank.importing import reviewing
from dongan_training.bank.importing.intake import Known, State
from dongan_training.bank.importing.rereading import may_be_taken
from dongan_training.bank.importing.reviewing import Item
from dongan_training.bank.key_text import LETTERS, key_text
from dongan_training.bank.regulations.register import Register
from dongan_training.bank.scoring import type_name
from dongan_training.texts import _
from ui.bank.answer_field import AnswerField
from ui.bank.decision import Decision
from ui.bank.details_form import DetailsForm
from ui.bank.editor.citation_field import CitationField
from ui.bank.original import OriginalText, marks
from ui.bank.scrolled import Scrolled
from ui.bank.shown_parts import ShownParts
from ui.bank.wording import draft_key, place_text, remarks
from ui.bank.wording_form import WordingForm
from ui.kit import Card, IconButton, QuietButton, Words, row, stack
from ui.kit.parts import Slot

BELOW = 8  # pixels under two questions that are compared
ROOM, SIDE_ROOM = 388, 160  # for words in the panel, and in one half of it
HIGHEST, LOWER = 190, 96  # of the original, and where two questions stand below it


class ReviewPanel(Card):
    """Shows one question and gives back each decision about it as a new Item."""

    decided = Signal(object)

    reading_anew = Signal()

    def __init__(self, next_problem: Slot):
        super().__init__()
        self.item: Item | None = None
        self.place = Words(look="small")
        self.original = OriginalText()
        self.said = Words().wrapped()
        self.other = Comparison()
        self.asks = Words(look="heading")
        self.kind = QComboBox()
        self.answer = AnswerField()
        self.citation = CitationField(Register(()), date.min)
        self.citation.setPlaceholderText(_("《纪律处分条例》第 __ 条"))
        self.faults: CitationFaults | None = None  # nothing is known of sources
        self.fault = Words(look="attention").wrapped()
        self.decision = Decision()
        self.wording = WordingForm()
        self.details = DetailsForm()
        self.parts = ShownParts()
        forward = IconButton("arrow-right", _("下一处需处理"), next_problem, shortcut="F8")
        self.anew = QuietButton(_("改原文"), icon="pencil", shortcut="F4")
        self.anew.setAccessibleName(_("改原文，重新识别"))
        self.anew.clicked.connect(self.reading_anew)
        heading = Words(_("原文"), "heading")
        self.body.addWidget(row(heading, self.place, None, self.anew, forward))
        self.body.addWidget(self.original)
        self.settling = self._settling()
        settled = (self.said, self.other, self.parts, self.answered, self.settling)
        self._parts = stack(*settled, None, spacing=14)
        self.scrolled = Scrolled(self._parts)
        self.body.addWidget(self.scrolled, 1)
        self.body.addWidget(self.decision)
        self._connect()

    def show_item(self, item: Item, file_format: str, following: str = "", others: int = 0) -> None:
        """Show one question; ``following`` is what stands below it in the file.

        ``others`` more questions are in the same state and not decided about.
        """
        is_same = self.item is not None and self.item.id == item.id
        self.item = item
        self.anew.setEnabled(True)
        draft = item.entry.draft
        if not is_same:
            self.place.setText(place_text(file_format, draft.line))
            source = draft.source or draft.stem
            self.original.show_text(source, marks(draft, item.entry.problems), following)
            self._fit_original(LOWER if item.entry.known is not None else HIGHEST)
            with QSignalBlocker(self.citation):
                self.citation.setText(draft.citation or "")
            self.wording.show_draft(draft)
            self.details.show_draft(draft)
            self.parts.show_draft(draft)
            self.scrolled.verticalScrollBar().setValue(0)
            self._put_answer(first=item.entry.state is State.PROBLEM)
        self._say(remarks(item), "bad" if item.entry.state is State.PROBLEM else "attention")
        self.other.show_known(item)
        self._say_fault(draft.citation)
        self.answered.show()
        self.settling.show()
        self._put_decision(in_sight=item.entry.known is not None)
        self.kind.setCurrentIndex(self.kind.findData(draft.type))
        chosen = draft.type in CHOICES or draft.type is QuestionType.TRUE_FALSE
        self.asks.setText(_("选择正确答案") if chosen else _("填写正确答案"))
        self.wording.show_kind(draft)
        self.answer.show_question(draft.type, draft.options, draft.answer)
        self.decision.show_item(item, others)

    def show_note(self, note: Problem, file_format: str) -> None:
        """Show a piece of the file that belongs to no question."""
        self.item = None
        self.anew.setEnabled(may_be_taken(note))
        self.place.setText(place_text(file_format, note.line))
        self.original.show_text(note.text)
        self._fit_original()
        told = ""
        if may_be_taken(note):
            told = _("它没有认作题目，不会导入。如果是题目，请按“改原文”补上缺少的部分，重新识别。")
        elif note.kind is ProblemKind.COUNT_MISMATCH:
            told = _(
                "请对照文件看这一部分：少了题，多半是两道连成了一道；多了题，多半是一道分成了两道。"
            )
        self._say([note.message, told], "attention")
        for part in (self.other, self.parts, self.answered, self.settling):
            part.hide()
        self.decision.hide()

    def _put_decision(self, *, in_sight: bool) -> None:
        """Where two are compared the choice stays in sight, else it scrolls with the rest."""
        if in_sight and self.body.indexOf(self.decision) < 0:
            self.body.addWidget(self.decision)
        layout = self._parts.layout()
        assert isinstance(layout, QVBoxLayout)
        if not in_sight and layout.indexOf(self.decision) < 0:
            layout.insertWidget(layout.indexOf(self.settling) + 1, self.decision)
        self.decision.show()

    def _put_answer(self, *, first: bool) -> None:
        """What lacks a key is settled before it is compared."""
        layout = self._parts.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.removeWidget(self.answered)
        layout.insertWidget(layout.indexOf(self.other if first else self.settling), self.answered)

    def press(self, typed: str) -> bool:
        """Take a key typed in the list: a letter of the answer, √ or ×."""
        return self.item is not None and self.answer.press(typed)

    def focus_answer(self) -> None:
        """Go on from the list to what can be settled."""
        first = self.answer.text or next(iter(self.answer.buttons.values()), self.kind)
        (first if self.item is not None else self.original).setFocus()

    def _settling(self) -> QWidget:
        for kind in QuestionType:
            self.kind.addItem(type_name(kind), kind)
        self.kind.setAccessibleName(_("题型"))
        self.answered = stack(row(self.asks, None, self.kind), self.answer)
        source = stack(Words(_("依据"), "heading"), self.citation, self.fault)
        return stack(source, self.wording, self.details, spacing=18)

    def _connect(self) -> None:
        self.kind.activated.connect(self._take_kind)
        self.answer.answered.connect(self._take_answer)
        self.citation.textChanged.connect(self._take_citation)
        self.wording.stem_typed.connect(self._take_stem)
        self.wording.options_typed.connect(self._take_options)
        self.wording.points_typed.connect(self._take_points)
        self.details.typed.connect(self._take_fact)

    def _say(self, sentences: list[str], look: str) -> None:
        self.said.setText("\n".join(filter(None, sentences)))
        self.said.set_look(look)  # type: ignore[arg-type]  # one of the known looks
        _claim_height(self.said, ROOM)
        self.said.setVisible(bool(sentences))

    def _say_fault(self, citation: str | None) -> None:
        told = self.faults.told_typed(citation or "") if self.faults else ""
        self.fault.setText(told)
        _claim_height(self.fault, ROOM)
        self.fault.setVisible(bool(told))

    def _fit_original(self, most: int = HIGHEST) -> None:
        self.original.document().setTextWidth(max(self.original.viewport().width(), 360))
        wanted = int(self.original.document().size().height()) + 14
        self.original.setFixedHeight(min(max(wanted, 64), most))

    def _take_kind(self) -> None:
        kind = QuestionType(self.kind.currentData())
        self._decide(lambda item: reviewing.with_type(item, kind))

    def _take_answer(self, answer: Answer) -> None:
        self._decide(lambda item: reviewing.with_answer(item, answer))

    def _take_stem(self, text: str) -> None:
        self._decide(lambda item: reviewing.with_stem(item, text))

    def _take_options(self, options: tuple[str, ...]) -> None:
        self._decide(lambda item: reviewing.with_options(item, options))

    def _take_points(self, points: float | None) -> None:
        self._decide(lambda item: reviewing.with_points(item, points))

    def _take_fact(self, fact, value) -> None:
        self._decide(lambda item: reviewing.with_fact(item, fact, value))

    def _take_citation(self, text: str) -> None:
        self._decide(lambda item: reviewing.with_citation(item, text))

    def _decide(self, step) -> None:
        if self.item is not None:
            self.decided.emit(step(self.item))


class Comparison(QWidget):
    """The question that is already there, beside the one of the file."""

    def __init__(self) -> None:
        super().__init__()
        self.there, self.here = Side(), Side(_("这道题"))
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, BELOW)
        sides = row(self.there, self.here, spacing=12)
        for place in range(2):
            sides.layout().setStretch(place, 1)
        body.addWidget(sides)

    def show_known(self, item: Item) -> None:
        """Show both, or nothing where there is no other."""
        known = item.entry.known
        if known is None:
            self.hide()
            return
        draft = item.entry.draft
        differs = item.entry.state is State.CONFLICT
        self.there.heading.setText(_where(known))
        shown = key_text(draft.type, known.answer).replace("|", "；")
        self.there.show_question(known.stem, known.options, shown, differs)
        self.here.show_question(draft.stem, draft.options, draft_key(draft), differs)
        wanted = max(self.there.needed, self.here.needed)
        for part, margin in ((self.there, 0), (self.here, 0), (self, BELOW)):
            part.setFixedHeight(wanted + margin)  # their layouts would learn it a step too late
        self.show()


class Side(QFrame):
    """One of two questions that are compared."""

    def __init__(self, heading: str = ""):
        super().__init__()
        self.setProperty("surface", "quote")
        self.heading = Words(heading, "small")
        self.stem = Words().wrapped()
        self.options = Words(look="muted").wrapped()
        self.key = Words().wrapped()
        body = QVBoxLayout(self)
        body.setContentsMargins(12, 10, 12, 10)
        body.setSpacing(6)
        for words in (self.heading, self.stem, self.options, self.key):
            words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            body.addWidget(words)
        body.addStretch(1)

    @property
    def needed(self) -> int:
        """The height of all words, in pixels."""
        words = [one for one in (self.heading, self.stem, self.options, self.key) if one.text()]
        heights = (one.minimumHeight() or one.sizeHint().height() for one in words)
        around = self.layout().contentsMargins()
        between = self.layout().spacing() * (len(words) - 1)
        return sum(heights) + between + around.top() + around.bottom()

    def show_question(self, stem: str, options: Sequence[str], key: str, differs: bool) -> None:
        """Show what one of them says; keys that differ are red."""
        self.stem.setText(stem)
        named = zip(LETTERS, options, strict=False)
        self.options.setText("\n".join(f"{letter} {text}" for letter, text in named))
        self.options.setVisible(bool(options))
        self.key.setText(_("答案：{key}").format(key=_meaning(key, options)))
        self.key.set_look("bad" if differs else "muted")
        for words in (self.stem, self.options, self.key):
            _claim_height(words, SIDE_ROOM)


def _claim_height(words: Words, width: int) -> None:
    """Say how high wrapped words are: nested layouts would learn it one step too late."""
    words.ensurePolished()
    words.setMinimumHeight(0)  # heightForWidth is never less than what was claimed before
    words.setMinimumHeight(max(words.heightForWidth(width), 0))  # no words: -1


def _where(known: Known) -> str:
    return _("文件第 {line} 行").format(line=known.line) if known.line else _("题库中")


def _meaning(key: str, options) -> str:
    """The letter of a single choice with what it says: ``B 二年``."""
    place = ord(key) - ord("A") if len(key) == 1 and key.isalpha() else -1
    return f"{key} {options[place]}" if 0 <= place < len(options) else key
