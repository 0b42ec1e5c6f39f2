"""The paper being read: sections, the open question, keys that stand apart, what came of it."""

from dongan_training.bank.drafts import Heading, Problem, ProblemKind, Reading
from dongan_training.bank.recognising import keyarea, options
from dongan_training.bank.recognising.blocks import Block, Section, State, key_looks
from dongan_training.bank.recognising.doubts import Settled, doubted
from dongan_training.bank.recognising.heads import Head, read_head
from dongan_training.bank.recognising.keyarea import KeyArea
from dongan_training.bank.recognising.lexicon import (
    POINTS_TAG,
    SHORT_HINT,
    STEM_LABEL,
    TAG,
    declared_by,
)
from dongan_training.bank.recognising.lines import Line
from dongan_training.bank.recognising.numbering import Ahead
from dongan_training.bank.recognising.numerals import Numbered
from dongan_training.bank.recognising.passages import Passage, shared_keys
from dongan_training.bank.recognising.raw import Declared
from dongan_training.bank.recognising.settling import settle
from dongan_training.texts import N_
from dongan_training.texts import said as _

UNPLACED = N_("这一段不属于任何一道题。")
SIGNS = "|、"  # after the number's own sign: 1、、题干
NOTHING_ASKED = N_("这段材料下面没有小题，没有导入。")


class Paper:
    """What has been gathered so far; the readers of lines add to it."""

    def __init__(self, lines: list[Line], reading: Reading, name: str = "") -> None:
        self.ahead = Ahead(lines)
        self.reading = reading
        self.named = declared_by(name)
        self.sections = [Section()]
        self.settled: list[Section] = []
        self.block: Block | None = None
        self.passage: Passage | None = None  # what the questions being read ask about
        self.area = KeyArea()
        self.chapter: str | None = None
        self.style = ""  # how the last number was written
        self.following: tuple[str, ...] = ("1",)  # how the next number may be written

    @property
    def section(self) -> Section:
        return self.sections[-1]

    def expected(self, line: Line | None = None) -> tuple[str, ...]:
        """How the next number would be written: after ``line``, or within it."""
        own = line.opens.number if line else None
        if self.area.open:
            return self._expected_key(own)
        if self.block is not None and self.block.value is None:
            return ()
        if own is not None and own.printed in (*self.following, "1"):
            following = str(own.value + 1)  # inside this line only the one after its own
            return tuple({following.zfill(len(own.printed)), following})
        return self.following if self.block is not None else (*self.following, "01", "1")

    def _expected_key(self, own: Numbered | None) -> tuple[str, ...]:
        entry = self.area.last_entry()
        last = own.value if own else entry.number if entry else None
        return () if last is None else (str(last + 1),)

    def unkeyed(self) -> list[Block]:
        """The questions of this paper that still wait for a key."""
        blocks = [block for section in self.sections for block in section.blocks]
        blocks += [self.block] if self.block is not None else []
        return [block for block in blocks if not block.has_key()]

    def heading(self, line: Line, claimed: int | None = None) -> None:
        self.reading.headings.append(Heading(line.number, line.text, claimed))

    def begin_section(self, head: Head, line: Line) -> None:
        self.close_block()
        self.close_passage()
        self.sections.append(Section(head, line.number, self.chapter))
        self.heading(line, head.claimed)

    def begin_block(
        self, line: Line | None, number: Numbered | None, at: Line | None = None
    ) -> Block:
        self.close_block()
        place = line or at
        block = Block(place.number if place else 0)
        block.passage = self.passage
        if number is not None:
            block.number, block.value, block.style = number.printed, number.value, number.style
            self.style = number.style
            following = str(number.value + 1)
            padded = following.zfill(len(number.printed))
            self.following = (following,) if padded == following else (padded, following)
        else:
            block.style = self.style  # its own is missing: another like the last is no list's
        self.block = block
        if line is None:
            return block
        block.keep(line)
        is_tag = number is not None and number.style == "tag"
        rest = line.part(number.end if number else 0, len(line.text))
        if not is_tag or TAG.fullmatch(rest.folded) is None:
            self._first_stem(block, rest, number)
        return block

    def _first_stem(self, block: Block, rest: Line, number: Numbered | None) -> None:
        """What follows the number: the number again, tags, and perhaps all the options."""
        again = rest.opens.number if number else None
        if again and number and again.value == number.value and again.style != "tag":
            rest = rest.part(again.end, len(rest.text))
        if label := STEM_LABEL.match(rest.folded):
            rest = rest.part(label.end(), len(rest.text))
        if number and rest.folded[:1] in SIGNS:
            rest = rest.part(len(rest.folded) - len(rest.folded.lstrip(SIGNS)), len(rest.text))
        if self._only_tags(block, rest):
            return
        found = options.inline_run(rest, self.ahead)
        if found:
            block.stem.append(rest.part(0, found[0].start))
            options.append(block, found)
            block.state = State.OPTIONS
        elif rest.text:
            block.stem.append(rest)

    def _only_tags(self, block: Block, rest: Line) -> bool:
        """``第1题 单选题 (2分)``: the stem comes on the next line."""
        bare = POINTS_TAG.sub("", TAG.sub("", rest.folded)).strip(" .、:")
        head = read_head(bare, bare) if bare and len(bare) < 8 else None
        if not rest.folded or (bare and (head is None or head.declared is None)):
            return False
        declared = declared_by(rest.folded)
        if declared:
            block.declared, block.told = declared
        if points := POINTS_TAG.search(rest.folded):
            block.fields["points"] = [points[1]]
        return True

    def close_block(self) -> None:
        if self.block is not None:
            self.section.blocks.append(self.block)
            self.block = None

    def close_passage(self) -> None:
        """Leave a passage; one that nothing was asked about is a question itself, or a problem."""
        passage, self.passage = self.passage, None
        if passage is None:
            return
        blocks = [block for block in self.section.blocks if block.passage is passage]
        if not blocks:
            self._without_questions(passage)
        elif len(blocks) > 1 and not any(block.key for block in blocks[:-1]):
            values = [block.value or 0 for block in blocks]
            keys = shared_keys("\n".join(blocks[-1].key), values)
            for block, key in zip(blocks, keys, strict=False):
                block.key = [key]

    def passage_as_question(self) -> None:
        """A text that is answered without any question below it asks by itself."""
        passage, self.passage = self.passage, None
        if passage is None:
            return
        block = self.begin_block(None, None)
        block.line, block.source = passage.line, passage.take_source()
        block.stem, block.declared = list(passage.lines), Declared.SHORT
        if passage.value is not None:
            block.number, block.value, block.style = (
                *(str(passage.value), passage.value),
                passage.style,
            )

    def _without_questions(self, passage: Passage) -> None:
        if passage.lines and SHORT_HINT.search(passage.lines[-1].folded):
            self.passage = passage
            self.passage_as_question()
            self.close_block()
            return
        text = "\n".join(passage.take_source())
        self.reading.problems.append(
            Problem(passage.line, ProblemKind.NOT_A_QUESTION, _(NOTHING_ASKED), text)
        )

    def close_paper(self) -> None:
        """Deliver the keys that stood apart to the questions since the last delivery."""
        self.close_block()
        self.close_passage()
        if self.area.open and not any(section.blocks for section in self.sections):
            self.area.open = False  # keys before all questions wait for them
            return
        self.reading.problems += keyarea.deliver(self.area, self.sections)
        self.settled += self.sections
        self.sections = [Section(None, 0, self.chapter)]
        self.area = KeyArea()

    def settle(self) -> None:
        self.reading.problems += keyarea.deliver(self.area, self.sections)  # what still waits
        self.settled += self.sections
        silent = not any(section.head for section in self.settled)
        for block in (block for section in self.settled for block in section.blocks):
            block.take_ticks()
        looks = key_looks(block for section in self.settled for block in section.blocks)
        found: list[Settled] = []
        for section in self.settled:
            section.learn(looks)
            for block in section.blocks:
                if silent and self._named_statement(block):
                    block.declared, block.told = self.named or (None, "")
                raw = block.raw(section)
                result = settle(raw)
                if isinstance(result, Problem):
                    self.reading.problems.append(result)
                else:
                    found.append(Settled(result, raw))
        self.reading.drafts += doubted(found)

    def _named_statement(self, block: Block) -> bool:
        """A question without options in a file called 判断题; A and B are right and wrong there."""
        if self.named is None or block.options or block.declared is not None:
            return False
        filled = self.named[0] is Declared.FILL and not block.key
        return filled or self.named[0] is Declared.TRUE_FALSE

    def unplaced(self, line: Line) -> None:
        self.reading.problems.append(
            Problem(line.number, ProblemKind.NOT_A_QUESTION, _(UNPLACED), line.printed)
        )

    def free(self) -> bool:
        """Whether no answer is being read that a bare line could belong to."""
        if self.block is None or self.block.state in (State.KEYED, State.OPTIONS):
            return True
        return self.block.state is State.STEM and self.block.key_in_stem()
