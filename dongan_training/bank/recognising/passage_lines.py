"""Lines of a passage: where its text begins, where its questions begin, where it ends."""

from dataclasses import replace

from dongan_training.bank.recognising import numbering
from dongan_training.bank.recognising.blocks import State
from dongan_training.bank.recognising.lexicon import KEY, RULE_LINE
from dongan_training.bank.recognising.lines import Line
from dongan_training.bank.recognising.numerals import Numbered
from dongan_training.bank.recognising.paper import Paper
from dongan_training.bank.recognising.passages import ASKS, INVITATION, RANGE, START, Passage
from dongan_training.bank.recognising.raw import Declared

OPENERS = frozenset("材案资请认仔阅根依结分")


class PassageLines:
    """Takes the lines that belong to the text of a passage."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper

    def take(self, line: Line, first: str) -> bool:
        passage = self.paper.passage
        inside = self.paper.section.declared is Declared.PASSAGE
        if not inside and passage is None and first not in OPENERS:
            return False
        if self._opens(line, inside, passage):
            self._open(line, inside)
            return True
        if passage is None:
            return False
        return self._gather(line, passage) if passage.gathering else self._leave(line, passage)

    def _opens(self, line: Line, inside: bool, passage: Passage | None) -> bool:
        number = line.opens.number
        if inside and number is not None and passage is not None and passage.value is not None:
            return self._next_passage(number, passage)
        rest = line.folded[number.end :] if number else line.folded
        if START.match(rest):
            return inside or (self.paper.free() and self._is_asked_about())
        if number is None and INVITATION.match(rest) and self._may_begin(rest):
            return passage is None or not passage.gathering
        return inside and passage is None and self.paper.block is None and not KEY.match(rest)

    def _may_begin(self, rest: str) -> bool:
        """Below a text answer or a field only one that names the next question is believed."""
        block, said = self.paper.block, RANGE.search(rest)
        names_next = said and block and block.value and int(said[1]) == block.value + 1
        return self.paper.free() or bool(names_next)

    def _is_asked_about(self) -> bool:
        """Outside a section of passages a label is believed where the word 问题 follows."""
        return any(_invites(line) for line in self.paper.ahead.following(12))

    def _next_passage(self, number: Numbered, passage: Passage) -> bool:
        block = self.paper.block
        listed = block is not None and block.inner == (number.style, number.value - 1)
        following = passage.value is not None and number.value == passage.value + 1
        return following and number.style == passage.style and not listed

    def _open(self, line: Line, inside: bool) -> None:
        self.paper.close_block()
        self.paper.close_passage()
        number = line.opens.number if inside else None
        rest = line.part(number.end, len(line.text)) if number else line
        passage = Passage(line.number)
        if number is not None:
            passage.value, passage.style = number.value, number.style
        if label := START.match(rest.folded):
            rest = rest.part(label.end(), len(rest.text))
        if said := RANGE.search(rest.folded):
            passage.last = int(said[2])
        passage.source.append(line.printed)
        if rest.text and not INVITATION.fullmatch(rest.folded.rstrip(" 。.:")):
            passage.lines.append(rest)
        self.paper.passage = passage

    def _gather(self, line: Line, passage: Passage) -> bool:
        if RULE_LINE.match(line.folded):
            self.paper.heading(line)
            return True
        if _invites(line):
            asks = ASKS.match(line.folded)
            rest = line.part(asks.end() if asks else len(line.text), len(line.text))
            return self._asked(line, rest, passage)
        number = line.opens.number
        if number is not None and self._asks(number, line, passage):
            passage.gathering = False
            return False
        if line.opens.key or line.opens.field:
            self.paper.passage_as_question()
            return False
        passage.lines.append(line)
        passage.source.append(line.printed)
        return True

    def _asked(self, line: Line, rest: Line, passage: Passage) -> bool:
        passage.asked = True
        if not rest.text:
            passage.source.append(line.printed)
            return True
        passage.gathering = False
        number = rest.opens.number
        self.paper.begin_block(replace(rest, printed=line.printed), number)
        return True

    def _asks(self, number: Numbered, line: Line, passage: Passage) -> bool:
        """Whether a number below the text begins a question about it, and no list of its own."""
        subordinate = number.style in numbering.SUBORDINATE
        if passage.value is not None and not subordinate:
            return False
        rest = line.folded[number.end :]
        if passage.last is not None and number.value <= passage.last:
            return not subordinate or numbering.evidence(rest, self.paper.ahead)
        return passage.asked or numbering.evidence(rest, self.paper.ahead)

    def _leave(self, line: Line, passage: Passage) -> bool:
        """A question beyond those the passage is for ends it."""
        block = self.paper.block
        number = line.opens.number
        beyond = number and passage.last is not None and number.value > passage.last
        if beyond and number and (block is None or number.style == block.style):
            self.paper.close_block()
            self.paper.close_passage()
        if block is not None and block.state is State.STEM and ASKS.match(line.folded):
            block.keep(line)
            return True
        return False


def _invites(line: Line) -> bool:
    """Whether a line says that what follows is asked about the text above it."""
    said = line.folded.rstrip(" 。.:")
    return ASKS.match(line.folded) is not None or INVITATION.fullmatch(said) is not None
