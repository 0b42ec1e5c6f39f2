"""A question being gathered line by line, and the section it stands in."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum, auto

from dongan_training.bank.drafts import letter_of, place_of
from dongan_training.bank.recognising.heads import Head
from dongan_training.bank.recognising.keys import is_bare_key, letters_of, truth_of
from dongan_training.bank.recognising.lexicon import ASKED, DECLARES, FIELDS, TAG
from dongan_training.bank.recognising.lifting import BEHIND, KEY_BRACKETS, TRAILING, TRUTH_BRACKETS
from dongan_training.bank.recognising.lines import PICTOGRAPH, Line
from dongan_training.bank.recognising.marking import tags_in
from dongan_training.bank.recognising.passages import Passage
from dongan_training.bank.recognising.pieces import fold
from dongan_training.bank.recognising.raw import Declared, Place, Raw
from dongan_training.bank.recognising.tidying import first_number
from dongan_training.texts import said as _

TICKS = "√✓✔☑✅⭕\ufe0f "  # with the sign that makes some of them a picture
FEWEST = 3  # questions that make a habit
MOSTLY = 0.8
WHOLE_ENDS = ("。", "?", ")")
WHOLE = 0.8  # what covers so much of a line sets nothing off


class State(Enum):
    """What the last line of a block was, which decides what a bare line may be."""

    STEM = auto()
    OPTIONS = auto()
    KEYED = auto()  # a complete key of letters or √ ×
    ANSWER = auto()  # a text answer, which may run over many lines
    FIELD = auto()  # an explanation, likewise


@dataclass(slots=True)
class Option:
    """One option as printed; ``letter`` is empty where it has none."""

    letter: str
    text: str
    formats: frozenset[str]


@dataclass(eq=False, slots=True)
class Section:
    """What one head rules; the first one has no head."""

    head: Head | None = None
    line: int = 0
    chapter: str | None = None
    blocks: list["Block"] = field(default_factory=list)
    answers_trail: bool = True  # brackets behind a blank or a stem may hold its answer
    key_looks: frozenset[str] = frozenset()  # formatting that means right all over the paper
    asks: bool = False  # what is numbered here is a question, even without any answer
    writes: bool = False  # what is asked here is answered in words

    @property
    def declared(self) -> Declared | None:
        return self.head.declared if self.head else None

    def learn(self, looks: frozenset[str]) -> None:
        """Look, once all are there, what is a habit here: answers in brackets, or none at all."""
        self.key_looks = looks
        bare = [block for block in self.blocks if block.number and not block.has_answer()]
        asked = sum(bool(block.stem and ASKED.search(block.stem[-1].folded)) for block in bare)
        self.asks = len(bare) == len(self.blocks) and asked >= max(FEWEST, len(bare) / 3)
        keyed = [block for block in self.blocks if block.key]
        words = sum(not is_bare_key(" ".join(block.key)) for block in keyed)
        chosen = any(block.options for block in self.blocks)
        self.writes = not chosen and words >= max(FEWEST, MOSTLY * len(keyed))
        ends = [block.stem[-1].folded for block in self.blocks if block.stem]
        bracketed = sum(bool(TRAILING.search(end) or BEHIND.search(end)) for end in ends)
        self.answers_trail = 2 * bracketed >= len(ends)


@dataclass(eq=False, slots=True)
class Block:
    """One question as far as it has been read."""

    line: int
    number: str = ""
    value: int | None = None
    style: str = ""
    state: State = State.STEM
    stem: list[Line] = field(default_factory=list)
    options: list[Option] = field(default_factory=list)
    key: list[str] = field(default_factory=list)
    place: Place = Place.MARKED
    fields: dict[str, list[str]] = field(default_factory=dict)
    field_name: str = ""
    declared: Declared | None = None
    told: str = ""
    inner: tuple[str, int] | None = None  # a numbered list inside an answer
    source: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    passage: Passage | None = None
    key_looks: frozenset[str] = frozenset()  # the formatting of the whole line of the key
    lists_points: bool = False  # the answer stands behind 要点

    def keep(self, line: Line) -> None:
        """Remember the line itself, for the review beside the question."""
        self.source.append(line.printed)

    def key_in_stem(self) -> bool:
        """Whether the stem holds its key: ``…是（ B ）。``, ``…（√）``"""
        return any(
            KEY_BRACKETS.search(line.folded) or TRUTH_BRACKETS.search(line.folded)
            for line in self.stem
        )

    def has_key(self) -> bool:
        return bool(self.key) or self.key_in_stem()

    def _answer_below(self, section: Section) -> None:
        """Under a head of written questions the lines that an empty one parts from a whole stem."""
        short = Declared.SHORT in (self.declared, section.declared) and self.number
        if not short or self.has_answer() or section.asks or len(self.stem) < 2:
            return
        first, second = self.stem[:2]
        number = second.opens.number
        points = number is not None and number.value == 1 and number.style != self.style
        points = points and not any(line.folded.endswith("?") for line in self.stem[1:])
        if (second.parted or points) and first.folded.endswith(WHOLE_ENDS):
            self.key = [line.text for line in self.stem[1:]]
            self.stem = [first]
            self.warnings.append(_("隔开写在题干下面的几行，已当作这道题的答案，请核对。"))

    def has_answer(self) -> bool:
        """Whether anything was read that answers, or can be chosen from."""
        return bool(self.options) or self.has_key()

    def next_letter(self) -> str:
        """The letter the next option should have."""
        return letter_of(len(self.options))

    def raw(self, section: Section) -> Raw:
        """Hand over what was gathered."""
        self._options_without_letters(section)
        self._points_as_answer()
        self._answer_below(section)
        head = section.head
        passage = self.passage
        source = [*(passage.take_source() if passage else ()), *self.source]
        raw = Raw(
            line=self.line,
            stem="\n".join(line.text for line in self.stem if line.text),
            number=self.number,
            options=[option.text for option in self.options],
            marked=self._marked(),
            key="\n".join(part for part in self.key if part).strip() or self._all_right(section),
            place=self.place,
            declared=self._declared(section),
            told=self.told or (head.text if head else ""),
            explanation=self._field("explanation"),
            points=first_number(self._field("points") or "") or (head.points if head else None),
            difficulty=self._field("difficulty"),
            section=head.text if head else None,
            chapter=self._field("chapter") or section.chapter,
            citation=self._field("citation"),
            source="\n".join(source),
            passage=passage.text() or None if passage else None,
            tags=tags_in(self._field("tags")),
            marking=self._field("marking") or "",
            warnings=self.warnings,
            answers_trail=section.answers_trail,
            asks=section.asks,
            writes=section.writes,
        )
        if len({letters_of(part) or truth_of(part) for part in self.key if is_bare_key(part)}) > 1:
            raw.warnings.append(_("这道题有不止一处答案，请核对。"))
        if self.lists_points and not raw.marking:
            raw.marking = raw.key
        underlined = any(mark.kind == "underline" for line in self.stem for mark in line.marks)
        written = raw.declared is None and not raw.options and self.number and underlined
        if (raw.declared is Declared.FILL or written) and not raw.key:
            self._set_off_answers(raw)
        return raw

    def _declared(self, section: Section) -> Declared | None:
        """Below a passage stand questions of any kind; without options they are written."""
        lettered = sum(bool(option.letter) for option in self.options) > 1
        if not self.declared and section.declared is Declared.SHORT and lettered:
            return None  # 案例分析 with questions to choose from
        if self.declared or section.declared is not Declared.PASSAGE:
            return self.declared or section.declared
        evident = self.options or letters_of(" ".join(self.key)) or self.key_in_stem()
        return None if evident else Declared.SHORT

    def _field(self, name: str) -> str | None:
        return "\n".join(part for part in self.fields.get(name, ()) if part) or None

    def take_ticks(self) -> None:
        """A tick at the end of an option, on whichever of its lines, is no part of its text."""
        for option in self.options:
            bare = option.text.rstrip()
            if bare[-1:] in TICKS and fold(bare).rstrip().endswith("√") and len(bare) > 1:
                option.text = bare.rstrip(TICKS)
                option.formats |= {"tick"}

    def _all_right(self, section: Section) -> str:
        """The letters of all options, where words behind each or its looks say that it is right."""
        if len(self.options) < 2 or self.key_in_stem():
            return ""
        shared = frozenset.intersection(*(option.formats for option in self.options))
        if "told" not in shared:
            if not shared & section.key_looks or self._told(section) is not Declared.MULTIPLE:
                return ""
            self.warnings.append(_("所有选项都突出显示，已当作全部正确，请核对。"))
        return "".join(letter_of(place) for place in range(len(self.options)))

    def _told(self, section: Section) -> Declared | None:
        """What a tag in the stem declares, or else its head."""
        tag = TAG.search(self.stem[0].folded) if self.stem else None
        return DECLARES[tag["type"]] if tag else self._declared(section)

    def _marked(self) -> list[int]:
        """Options set off from the others by one kind of formatting."""
        kind = self.key_look()
        return [i for i, option in enumerate(self.options) if kind in option.formats]

    def key_look(self) -> str:
        """The formatting that sets off some of the options; empty where none does."""
        if not any(option.formats for option in self.options):
            return ""
        for kind in ("told", "tick", "highlight", "colour", "bold", "underline"):
            if 0 < sum(kind in option.formats for option in self.options) < len(self.options):
                return kind
        return ""

    def _options_without_letters(self, section: Section) -> None:
        """Short lines between stem and a key of letters are the options."""
        letters = letters_of(" ".join(self.key))
        fits = self.declared or section.declared
        if self.options or not letters or fits in (Declared.FILL, Declared.SHORT):
            return
        rest = self.stem[1:]
        if 2 <= len(rest) <= 8 and place_of(max(letters)) < len(rest):
            self.options = [
                Option("", one.text, one.formats_over(0, len(one.text))) for one in rest
            ]
            self.stem = self.stem[:1]
            self.warnings.append(_("选项没有字母，已按行的顺序编为 A、B、C……"))

    def _points_as_answer(self) -> None:
        """Points of a list below a question are its answer, where no key chooses among them."""
        if self.key or not self.options or self._marked() or self.key_in_stem():
            return
        if any(option.letter for option in self.options):
            return
        if len(self.options) == 1 and any(map(PICTOGRAPH.match, self.source[1:])):
            return  # a hint
        if len(self.options) > 1:
            self.warnings.append(_("下面的几行没有字母，也没有答案，已当作这道题的答案，请核对。"))
        self.key = [option.text for option in self.options]
        self.options = []

    def _set_off_answers(self, raw: Raw) -> None:
        """Words of a fill-in stem that are underlined, coloured or bold are its answers."""
        for kind in ("underline", "highlight", "colour", "bold"):
            answers: list[tuple[str, ...]] = []
            lines = [_emptied(line, kind, answers) for line in self.stem]
            if answers:
                raw.stem, raw.blanks = "\n".join(lines), tuple(answers)
                raw.declared = Declared.FILL
                return


def _emptied(line: Line, kind: str, answers: list[tuple[str, ...]]) -> str:
    """The line with blanks where words are set off; those are added to ``answers``."""
    text, shift = line.text, 0
    for begun, ended in _set_off(line, kind):
        inside = line.text[begun:ended].strip(" _")
        if inside and ended - begun < len(line.text) * WHOLE:
            answers.append((inside,))
            text = text[: begun + shift] + "____" + text[ended + shift :]
            shift += 4 - (ended - begun)
    return text


def _set_off(line: Line, kind: str) -> list[tuple[int, int]]:
    """Stretches in one kind of formatting; Word breaks one where the script changes: 3月12日."""
    stretches: list[tuple[int, int]] = []
    for mark in line.marks:
        if mark.kind == kind and stretches and mark.start <= stretches[-1][1]:
            stretches[-1] = stretches[-1][0], max(stretches[-1][1], mark.end)
        elif mark.kind == kind:
            stretches.append((mark.start, mark.end))
    return stretches


def field_of(word: str) -> str:
    """The field a word like 解析 or 难度 opens."""
    return FIELDS[word]


def key_looks(blocks: Iterable[Block]) -> frozenset[str]:
    """Formatting that sets off options of nearly every question with options and no other key."""
    asked = [block for block in blocks if len(block.options) > 1 and not block.key]
    looks = Counter(block.key_look() for block in asked)
    return frozenset(
        kind for kind, count in looks.items() if kind and FEWEST <= count >= MOSTLY * len(asked)
    )
