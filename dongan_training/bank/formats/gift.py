r"""GIFT, the text form of Moodle's questions:

// [tag:纪律]
::1::党的纪律处分有几种？ {
    =五种
    ~四种
    ####见第八条。
}
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from dongan_training.bank.carried import NAME
from dongan_training.bank.drafts import Draft, ProblemKind, QuestionType, Reading
from dongan_training.bank.formats.harvest import PARTLY, Harvest, choice, letters, range_text
from dongan_training.bank.formats.hypertext import Pictures, text_of_html
from dongan_training.bank.formats.moodle_words import BLANK, MATCHING, NUMERICAL, chapter_of
from dongan_training.progress import Progress
from dongan_training.sheets.text import lines_of
from dongan_training.texts import N_
from dongan_training.texts import said as _

ESCAPABLE = "\\~=#{}:"
# While a text is taken apart its escaped signs are private characters.
HIDE = {f"\\{sign}": chr(0x10FF00 + place) for place, sign in enumerate(ESCAPABLE)}
SHOW = {ord(hidden): escaped[1] for escaped, hidden in HIDE.items()}
ESCAPED = re.compile(r"\\[\\~=#{}:]")
TITLE = re.compile(r"\s*::(.*?)::", re.DOTALL)
FORMAT = re.compile(r"\s*\[(html|plain|markdown|moodle)\]", re.IGNORECASE)
CATEGORY = re.compile(r"\s*\$CATEGORY:\s*(.*)")
COMMENT_TAG = re.compile(r"\[tag:([^\]]+)\]")
CARRIED = re.compile(rf"//\s*{NAME}\s+(.*)")
TRUTH = re.compile(r"(T|TRUE|F|FALSE)\s*(?:#(.*))?", re.IGNORECASE | re.DOTALL)
WEIGHT = re.compile(r"%(-?\d+(?:\.\d+)?)%")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
SPAN = re.compile(rf"({NUMBER.pattern})\.\.({NUMBER.pattern})")
NEAR = re.compile(rf"({NUMBER.pattern})(?::({NUMBER.pattern}))?")
# How the braces of a question begin; Chinese texts have braces of other kinds.
ANSWERS = re.compile(r"(?<!\\)\{\s*(?:[=~#]|T\s*[}#]|F\s*[}#]|TRUE\s*[}#]|FALSE\s*[}#]|\})", re.I)
LABELLED = re.compile(r"^\s*(?:::.*?::|\$CATEGORY:)", re.MULTILINE)

UNCLOSED = N_("这道题的大括号没有成对，没有导入。")
UNREADABLE = N_("看不懂这道题大括号里的内容，没有导入。")


@dataclass
class Block:
    """The lines of one question, and what the comments above it say."""

    line: int
    lines: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    carried: str = ""


@dataclass(frozen=True)
class Item:
    """One answer inside the braces."""

    right: bool  # written with =
    weight: float | None
    text: str
    feedback: str


def is_gift(text: str) -> bool:
    """Whether text without a telling suffix is GIFT: most of its paragraphs are questions."""
    if "{" not in text or "}" not in text:
        return False
    blocks = [block for block in re.split(r"\n\s*\n", text) if _without_comments(block)]
    asked = sum(bool(ANSWERS.search(block)) for block in blocks)
    return asked > 0 and (asked * 2 >= len(blocks) or LABELLED.search(text) is not None)


def read_text(text: str, progress: Progress) -> Reading:
    """Read GIFT text."""
    harvest = Harvest("gift", progress)
    for block in _blocks(text):
        harvest.step()
        _take(block, harvest)
    return harvest.finish()


def _without_comments(block: str) -> str:
    lines = [line for line in block.splitlines() if not line.lstrip().startswith("//")]
    return "\n".join(lines).strip()


def _blocks(text: str) -> Iterator[Block]:
    """Questions are parted by blank lines; inside their braces those mean nothing."""
    block = Block(0)
    for number, line in enumerate(lines_of(text), start=1):
        bare = line.strip()
        if bare.startswith("//"):
            _comment(bare, block)
        elif bare and (found := CATEGORY.match(line)):
            yield Block(number, [f"$CATEGORY:{found[1]}"])
        elif bare or (block.lines and _is_open(block.lines)):
            block.line = block.line or number
            block.lines.append(line)
        elif block.lines:
            yield block
            block = Block(0)
    if block.lines:
        yield from _closed(block)


def _closed(block: Block) -> Iterator[Block]:
    """A brace that is never closed must not swallow the questions below it."""
    if not _is_open(block.lines) or "" not in [line.strip() for line in block.lines]:
        yield block
        return
    end = next(place for place, line in enumerate(block.lines) if not line.strip())
    yield replace(block, lines=block.lines[:end])
    rest = "\n" * (block.line + end - 1) + "\n".join(block.lines[end:])
    yield from _blocks(rest)


def _is_open(lines: list[str]) -> bool:
    hidden = _hidden("\n".join(lines))
    return hidden.count("{") > hidden.count("}")


def _comment(line: str, block: Block) -> None:
    block.tags += COMMENT_TAG.findall(line)
    if found := CARRIED.fullmatch(line):
        block.carried = found[1]


def _hidden(text: str) -> str:
    return ESCAPED.sub(lambda found: HIDE[found[0]], text)


def _take(block: Block, harvest: Harvest) -> None:
    printed = "\n".join(block.lines)
    if block.lines[0].startswith("$CATEGORY:"):
        harvest.category(block.line, chapter_of(block.lines[0].removeprefix("$CATEGORY:")))
        return
    hidden = _hidden(printed)
    title = TITLE.match(hidden)
    body = hidden[title.end() :] if title else hidden
    form = FORMAT.match(body)
    body = body[form.end() :] if form else body
    before, opened, rest = body.partition("{")
    inner, closed, after = rest.partition("}")
    if not opened:
        harvest.words(block.line, _plain(hidden))
        return
    if not closed:
        harvest.problem(block.line, ProblemKind.NOT_A_QUESTION, _(UNCLOSED), printed)
        return
    reader = _Question(block, harvest, form[1].lower() if form else "moodle", printed)
    reader.take(_plain(title[1]) if title else "", (before, after), inner)


def _plain(hidden: str) -> str:
    return hidden.replace("\\n", "\n").translate(SHOW).strip()


class _Question:
    """One question, once its parts are known."""

    def __init__(self, block: Block, harvest: Harvest, form: str, printed: str) -> None:
        self.block = block
        self.harvest = harvest
        self.form = form
        self.printed = printed
        self.pictures: Pictures = harvest.pictures()

    def take(self, title: str, around: tuple[str, str], inner: str) -> None:
        """Find out the type and hand over the draft."""
        inner, _mark, general = inner.partition("####")
        before, after = (self.text(part) for part in around)
        draft = Draft(
            QuestionType.SHORT_ANSWER,
            f"{before}{BLANK}{after}" if after else before,
            number=title if title.isdecimal() else "",
            explanation=self.text(general) or None,
            line=self.block.line,
            tags=tuple(self.block.tags),
        )
        inner = inner.strip()
        if not inner:
            self.harvest.add(replace(draft, stem=before + after), self.block.carried)
        elif found := TRUTH.fullmatch(inner):
            stem = before + after
            draft = replace(draft, stem=stem, type=QuestionType.TRUE_FALSE)
            draft = replace(draft, answer=(found[1].upper().startswith("T"),))
            told = [self.text(part) for part in (found[2] or "").split("#")]
            self.add(draft, [text for text in told if text])
        elif inner.startswith("#"):
            self.numerical(draft, inner[1:].strip())
        else:
            self.items(draft, self.split(inner))

    def items(self, draft: Draft, items: list[Item]) -> None:
        """Choices, alternatives of one blank, or pairs."""
        if not items:
            self.refuse()
        elif all(item.right and "->" in item.text for item in items):
            self.harvest.foreign(_(MATCHING), draft.line, draft.stem.replace(BLANK, ""))
        elif all(item.right for item in items):
            self.blank(draft, [(item.text, item.weight) for item in items], items)
        else:
            self.choice(draft, items)

    def choice(self, draft: Draft, items: list[Item]) -> None:
        equal = any(item.right for item in items)
        right = [
            place
            for place, item in enumerate(items)
            if item.right or (not equal and (item.weight or 0) > 0)
        ]
        told = [
            f"{letters([place])[0]}：{item.feedback}"
            for place, item in enumerate(items[:12])
            if item.feedback
        ]
        several = any(item.weight for item in items) and not equal
        options = tuple(item.text for item in items)
        kind = choice(None, right, several)
        self.add(replace(draft, type=kind, options=options, answer=letters(right)), told)

    def blank(self, draft: Draft, texts: list[tuple[str, float | None]], items: list[Item]) -> None:
        full = tuple(text for text, weight in texts if weight is None or weight >= 100)
        partly = [text for text, weight in texts if weight is not None and weight < 100]
        warnings = tuple(_(PARTLY).format(text=text) for text in partly)
        answer = (full,) if full else ()
        draft = replace(draft, type=QuestionType.FILL_BLANK, answer=answer, warnings=warnings)
        self.add(draft, [item.feedback for item in items if item.feedback])

    def numerical(self, draft: Draft, inner: str) -> None:
        items = self.split(inner) if inner.startswith(("=", "~")) else []
        texts = [(item.text, item.weight) for item in items if item.text]
        if not items:
            texts = [(inner.partition("#")[0].strip(), None)]
        ranges = [(_range(text), weight) for text, weight in texts]
        if not ranges or any(one is None for one, _weight in ranges):
            self.harvest.foreign(_(NUMERICAL), draft.line, draft.stem)
            return
        self.blank(draft, [(text or "", weight) for text, weight in ranges], items)

    def split(self, inner: str) -> list[Item]:
        """The answers between the signs ``=`` and ``~``; none where a text stands before."""
        parts = re.split(r"([~=])", inner)
        if len(parts) == 1:
            return [self.item("=", inner)]
        if parts[0].strip():
            return []
        return [self.item(mark, text) for mark, text in zip(parts[1::2], parts[2::2], strict=True)]

    def item(self, mark: str, hidden: str) -> Item:
        hidden = hidden.lstrip()
        weight = WEIGHT.match(hidden)
        rest = hidden[weight.end() :] if weight else hidden
        text, _mark, feedback = rest.partition("#")
        return Item(
            mark == "=",
            float(weight[1]) if weight else None,
            self.text(text),
            self.text(feedback),
        )

    def text(self, hidden: str) -> str:
        """A text in its own format, or in that of the question."""
        form = FORMAT.match(hidden)
        kind = form[1].lower() if form else self.form
        plain = _plain(hidden[form.end() :] if form else hidden)
        is_html = kind == "html" or (kind == "moodle" and "<" in plain and ">" in plain)
        return text_of_html(plain, self.pictures) if is_html else plain

    def add(self, draft: Draft, told: list[str]) -> None:
        """Hand over, with what is said of single answers below the explanation."""
        explanation = "\n".join(filter(None, [draft.explanation, *told])) or None
        self.harvest.add(replace(draft, explanation=explanation), self.block.carried)

    def refuse(self) -> None:
        self.harvest.problem(
            self.block.line, ProblemKind.NOT_A_QUESTION, _(UNREADABLE), self.printed
        )


def _range(text: str) -> str | None:
    """``1822:5`` or ``1817..1827`` as our keys write it; None where it is neither."""
    if span := SPAN.fullmatch(text):
        return f"{span[1]}~{span[2]}"
    near = NEAR.fullmatch(text)
    return range_text(near[1], float(near[2] or 0)) if near else None
