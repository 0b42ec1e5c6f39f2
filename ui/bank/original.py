"""The original text of a question as it stands in the file, with what is wrong marked."""

import re
from collections.abc import Iterable, Sequence

from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit

from dongan_training.bank.drafts import Draft, Problem, ProblemKind
from dongan_training.texts import _
from ui import fonts, theme

GAP = re.compile(r"[(（][\s\u3000_]*[)）]|_{2,}|[\u3000 ]{3,}")
Span = tuple[int, int]
NEXT_LENGTH = 160  # of the following question, for orientation
LINE_HEIGHT = 130  # percent


class OriginalText(QTextEdit):
    """Read-only and copyable: the piece of the file, and greyed what follows it there."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setProperty("surface", "quote")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(10)
        self.setAccessibleName(_("原文"))

    def show_text(self, source: str, spans: Iterable[Span] = (), following: str = "") -> None:
        """Show ``source`` with ``spans`` marked, and the beginning of what follows."""
        following = following.strip()[:NEXT_LENGTH]
        fonts.ready_for(source + following)
        self.setCurrentCharFormat(QTextCharFormat())  # else new text takes over the last marks
        self.setPlainText("\n".join(part for part in (source, following) if part))
        spaced = QTextBlockFormat()
        spaced.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        whole = QTextCursor(self.document())
        whole.select(QTextCursor.SelectionType.Document)
        whole.mergeBlockFormat(spaced)
        if following:
            self._dress((_length(source) + 1, _length(self.toPlainText())), "muted")
        for start, end in spans:
            span = (_length(source[:start]), _length(source[:end]))
            self._dress(span, "bad", behind="bad_tint")
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _dress(self, span: Span, token: str, behind: str = "") -> None:
        look = QTextCharFormat()
        look.setForeground(theme.color(token))
        if behind:
            look.setBackground(theme.color(behind))
        cursor = QTextCursor(self.document())
        cursor.setPosition(span[0])
        cursor.setPosition(span[1], QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(look)


def marks(draft: Draft, problems: Sequence[Problem]) -> list[Span]:
    """Find in ``draft.source`` the places that the problems are about."""
    spans: list[Span] = []
    for kind in {problem.kind for problem in problems}:
        if kind is ProblemKind.NO_ANSWER:
            spans += [found.span() for found in [GAP.search(draft.source)] if found]
        elif kind is ProblemKind.DUPLICATE_OPTIONS:
            spans += _repeated(draft)
        elif kind is ProblemKind.UNKNOWN_OPTION:
            spans += _key(draft)
    return spans or ([(0, _first_line(draft.source))] if problems else [])


def _repeated(draft: Draft) -> list[Span]:
    twice = {option for option in draft.options if draft.options.count(option) > 1 and option}
    return [
        found.span() for option in twice for found in re.finditer(re.escape(option), draft.source)
    ]


def _key(draft: Draft) -> list[Span]:
    letters = r"[\s、，,]*".join(re.escape(str(letter)) for letter in draft.answer)
    places = [found.span() for found in re.finditer(letters, draft.source)] if letters else []
    return places[-1:]


def _first_line(text: str) -> int:
    return text.find("\n") if "\n" in text else len(text)


def _length(text: str) -> int:
    """Count as Qt does: characters beyond the first plane are two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
