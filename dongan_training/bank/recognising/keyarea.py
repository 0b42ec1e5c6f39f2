"""Keys that stand apart, at the end of a section or of the document, and finding their question."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import zip_longest

from dongan_training.bank.drafts import Problem, ProblemKind
from dongan_training.bank.recognising.blocks import Block, Section, State
from dongan_training.bank.recognising.doubts import WITHIN
from dongan_training.bank.recognising.heads import Head
from dongan_training.bank.recognising.keys import (
    LEADING_LETTERS,
    Listed,
    is_bare_key,
    letters_of,
)
from dongan_training.bank.recognising.lexicon import DECLARES, FIELD, KEY
from dongan_training.bank.recognising.pieces import fold
from dongan_training.bank.recognising.raw import Declared, Place
from dongan_training.texts import N_
from dongan_training.texts import said as _

LOST_KEY = N_("这条答案找不到对应的题目。")
BY_ORDER = N_("集中答案没有写明属于哪一部分，已按先后顺序对应，请核对。")
NUMBERED_ALIKE = N_("题号 {number} 出现了两次，集中答案可能对错了题，请核对。")
EXPLAINED = " 。.;,、:(\n"


@dataclass(slots=True)
class Entry:
    """One key: the number it answers and what it says, over one or several lines."""

    number: int
    line: int
    source: list[str]
    key: list[str] = field(default_factory=list)
    explanation: list[str] = field(default_factory=list)
    style: str = ""  # how its number is written

    def complete(self) -> bool:
        """Whether the key is one of letters or √ ×, which no further line can belong to."""
        said = " ".join(self.key)
        return is_bare_key(said)

    def add(self, text: str) -> None:
        """Take one more line of this entry, with or without marks of its own."""
        folded = fold(text)
        if mark := FIELD.match(folded):
            self.explanation.append(text[mark.end() :].strip())
        elif mark := KEY.match(folded):
            self._say(text[mark.end() :])
        elif self.explanation:
            self.explanation.append(text)
        else:
            self._say(text)

    def _say(self, text: str) -> None:
        """Part ``B 因为……`` into key and explanation."""
        found = LEADING_LETTERS.match(fold(text)) if not self.key else None
        rest = text[found.end() :] if found else ""
        if found and rest[:1] in EXPLAINED and rest.strip(EXPLAINED):
            self.key.append(found[1])
            self.add_explanation(rest.strip(EXPLAINED))
        elif text.strip():
            self.key.append(text.strip())

    def add_explanation(self, text: str) -> None:
        """Take text that explains the key."""
        mark = FIELD.match(fold(text))
        self.explanation.append(text[mark.end() :] if mark else text)


@dataclass(slots=True)
class KeySection:
    """Keys under one head; without a head they follow the order of the sections."""

    declared: Declared | None = None
    ordinal: str = ""
    head: Head | None = None
    line: int = 0
    entries: list[Entry] = field(default_factory=list)
    ordered: list[Entry] = field(default_factory=list)  # keys without numbers
    groups: list[list[Entry]] = field(default_factory=list)  # of passages, one after another


@dataclass(slots=True)
class KeyArea:
    """All keys that stand apart since the last paper began."""

    open: bool = False
    sections: list[KeySection] = field(default_factory=list)

    def begin(self, head: Head | None, line: int) -> None:
        """Open the area, or a new section in it."""
        self.open = True
        self.sections.append(
            KeySection(head.declared if head else None, head.ordinal if head else "", head, line)
        )

    def go_on(self, line: int) -> None:
        """Open a section for numbers that begin again, under the same head."""
        self.sections.append(KeySection(self.sections[-1].declared, "", None, line))

    def last_entry(self) -> Entry | None:
        entries = self.sections[-1].entries if self.sections else []
        return entries[-1] if entries else None

    def take_list(self, listed: Listed, line: int) -> None:
        """Take a whole line of keys; ``一、1.B 2.C`` names its section itself."""
        if listed.ordinal or listed.type:
            self.sections.append(KeySection(DECLARES.get(listed.type), listed.ordinal, None, line))
        elif not self.sections:
            self.sections.append(KeySection(line=line))
        for number, value, printed in listed.entries:
            entries = self.sections[-1].entries
            if entries and number <= entries[-1].number and number == 1:
                self.go_on(line)
            entry = Entry(number, line, [printed] if printed else [], [value])
            self.sections[-1].entries.append(entry)


def deliver(area: KeyArea, sections: list[Section]) -> Iterable[Problem]:
    """Give every key to its question; a key without one becomes a problem."""
    used: set[int] = set()
    runs = [run for section in sections for run in runs_of(section)]
    for keys in area.sections:
        if keys.groups:
            yield from _give_passages(keys, sections)
        home = _home(keys, runs, used)
        if home is not None and home.head is not None and keys.entries:
            used.add(id(home))
        if keys.ordered:
            yield from _give_in_order(keys, [home] if home and keys.declared else runs)
        doubt = home is not None and _by_order_alone(keys, home, runs)
        for entry in keys.entries:
            block = _addressed(entry, home, runs)
            if block is not None and doubt:
                block.warnings.append(_(BY_ORDER))
            for namesake in _namesakes(entry, block, runs):
                namesake.warnings.append(_(NUMBERED_ALIKE).format(number=entry.number))
            if block is None:
                text = "\n".join(entry.source) or f"{entry.number} {' '.join(entry.key)}"
                yield Problem(entry.line, ProblemKind.NOT_A_QUESTION, _(LOST_KEY), text)
                _doubt_the_one_before(entry, [home] if home else runs)
            else:
                _give(entry, block)


def _doubt_the_one_before(entry: Entry, runs: list[Section]) -> None:
    """A question that has a key but was not read may have gone into the one before it."""
    for run in runs:
        values = [block.value for block in run.blocks]
        if len(set(values)) == len(values) and entry.number - 1 in values:
            before = run.blocks[values.index(entry.number - 1)]
            before.warnings.append(_(WITHIN).format(missing=entry.number))


def runs_of(section: Section) -> Iterable[Section]:
    """The questions of a section, parted where their numbers begin again."""
    run = Section(section.head, section.line, section.chapter)
    for block in section.blocks:
        last = run.blocks[-1].value if run.blocks else None
        if block.value == 1 and last is not None:
            yield run
            run = Section(section.head, section.line, section.chapter)
        run.blocks.append(block)
    yield run


def _by_order_alone(keys: KeySection, home: Section, runs: list[Section]) -> bool:
    """Whether keys without a head could as well belong to other questions of these numbers."""
    numbers = {entry.number for entry in keys.entries}
    others = [one for one in runs if one is not home and any(not b.key for b in one.blocks)]
    rivals = [one for one in others if numbers <= {block.value for block in one.blocks}]
    exact = numbers == {block.value for block in home.blocks}
    return not keys.declared and not keys.ordinal and bool(rivals) and not exact


def knows(head: Head, sections: list[Section]) -> bool:
    """Whether a head among the keys repeats one above the questions that still lack keys."""
    return any(
        (section.declared is head.declared or not head.declared)
        and (not head.ordinal or not section.head or section.head.ordinal == head.ordinal)
        for section in sections
        if section.head and section.blocks and any(not block.key for block in section.blocks)
    )


def _home(keys: KeySection, sections: list[Section], used: set[int]) -> Section | None:
    """The section a group of keys belongs to: by type and ordinal, by either, by order."""
    filled = [section for section in sections if section.blocks]
    free = [section for section in filled if id(section) not in used]
    tests: tuple[Callable[[Section], bool], ...] = (
        lambda one: bool(
            keys.declared
            and keys.ordinal
            and one.declared is keys.declared
            and one.head
            and one.head.ordinal == keys.ordinal
        ),
        lambda one: bool(keys.declared and one.declared is keys.declared),
        lambda one: bool(keys.ordinal and one.head and one.head.ordinal == keys.ordinal),
    )
    for test in tests:
        if found := next((one for one in free if test(one)), None):
            return found
    if keys.declared or keys.ordinal:
        return None
    unkeyed = [one for one in free if any(not block.key for block in one.blocks)]
    numbers = {entry.number for entry in keys.entries}
    fitting = [
        one for one in unkeyed if numbers <= {block.value for block in one.blocks if block.value}
    ]
    return next(iter(fitting), None)


def _namesakes(entry: Entry, found: Block | None, runs: list[Section]) -> list[Block]:
    """The questions between which a number cannot tell: a slip gave it to more than one.

    Where a second key comes for a number the first may have been another one's.
    """
    for run in runs:
        alike = [block for block in run.blocks if block.value == entry.number]
        if found in alike:
            return alike if len(alike) > 1 else []
        if found is None and any(block.place is Place.LISTED for block in alike):
            return alike
    return []


def _addressed(entry: Entry, home: Section | None, sections: list[Section]) -> Block | None:
    places = [home] if home else sections
    for section in places:
        for block in section.blocks:
            if block.value == entry.number and (not block.key or home):
                return block
    return None


def _give(entry: Entry, block: Block) -> None:
    said = "\n".join(entry.key)
    if block.key and not _same(" ".join(block.key), said):
        block.warnings.append(
            _("题后答案是“{near}”，集中答案是“{far}”，已用题后答案。").format(
                near=" ".join(block.key), far=said
            )
        )
    elif not block.key:
        block.key, block.place = [said], Place.LISTED
    if entry.explanation:
        block.fields.setdefault("explanation", []).extend(entry.explanation)
    block.source += entry.source
    if block.state is State.STEM:
        block.state = State.KEYED


def _same(near: str, far: str) -> bool:
    return (letters_of(near) or near) == (letters_of(far) or far)


def _give_in_order(keys: KeySection, sections: list[Section]) -> Iterable[Problem]:
    """Keys without numbers go to the questions that wait, if there are as many."""
    waiting = [block for one in sections for block in one.blocks if not block.has_key()]
    if len(waiting) != len(keys.ordered):
        for entry in keys.ordered:
            text = "\n".join(entry.source)
            yield Problem(entry.line, ProblemKind.NOT_A_QUESTION, _(LOST_KEY), text)
        return
    for entry, block in zip(keys.ordered, waiting, strict=True):
        block.warnings.append(_(BY_ORDER))
        _give(entry, block)


def _give_passages(keys: KeySection, sections: list[Section]) -> Iterable[Problem]:
    """Give the answers of each passage, in their order, to the questions below it."""
    texts: dict[int, list[Block]] = {}
    for section in sections:
        for block in section.blocks:
            if block.passage or section.declared is Declared.PASSAGE:
                texts.setdefault(id(block.passage or block), []).append(block)
    for group, blocks in zip_longest(keys.groups, texts.values(), fillvalue=None):
        if group and blocks and len(blocks) == 1:
            group = [_joined(group, blocks[0].value or 0)]
        for entry in group or ():
            asked = next((one for one in blocks or () if (one.value or 0) == entry.number), None)
            if asked is None:
                source = "\n".join(entry.source)
                yield Problem(entry.line, ProblemKind.NOT_A_QUESTION, _(LOST_KEY), source)
            else:
                _give(entry, asked)


def _joined(group: list[Entry], number: int) -> Entry:
    """All answers of a passage with one question are one answer."""
    source = [line for entry in group for line in entry.source]
    if len(group) == 1:
        key = group[0].key
    else:
        key = [f"（{one.number}）" * bool(one.number) + "\n".join(one.key) for one in group]
    return Entry(number, group[0].line, source, key)
