"""What smells in a bank: keys that give themselves away, wrong sources, doubles. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dongan_training.bank.citations import parse_citations
from dongan_training.bank.drafts import CHOICES, Draft, ProblemKind, QuestionType
from dongan_training.bank.fingerprint import fingerprint, fold
from dongan_training.bank.judging import faults_of
from dongan_training.bank.key_text import LETTERS, key_text
from dongan_training.bank.queries import QuestionRow
from dongan_training.bank.regulations.register import Fault, FaultKind, Register
from dongan_training.bank.scoring import type_name
from dongan_training.bank.similarity import compared_texts, most_similar
from dongan_training.bank.wording_faults import wording_faults
from dongan_training.progress import Progress
from dongan_training.texts import N_, _

LEAST_KEYS = 20  # fewer tell nothing of a habit
# A share of one key that a guesser profits from: of four options, and of two.
MOST_OF_ONE = {QuestionType.SINGLE_CHOICE: 0.4, QuestionType.TRUE_FALSE: 0.7}


class SmellKind(StrEnum):
    """The documented set of what a check finds."""

    SKEWED_KEYS = "skewed_keys"
    ARTICLE_OUT_OF_RANGE = "article_out_of_range"
    RETIRED_EDITION = "retired_edition"
    UPCOMING_EDITION = "upcoming_edition"
    UNKNOWN_EDITION = "unknown_edition"
    UNREGISTERED = "unregistered"  # nothing can be said of its articles and editions
    CONTRADICTION = "contradiction"
    NEAR_DUPLICATE = "near_duplicate"
    ODD_WORDING = "odd_wording"  # options, blanks or keys that do not fit each other


SMELLS = {
    SmellKind.SKEWED_KEYS: N_("答案偏向"),
    SmellKind.ARTICLE_OUT_OF_RANGE: N_("条号超出范围"),
    SmellKind.RETIRED_EDITION: N_("依据是旧版"),
    SmellKind.UPCOMING_EDITION: N_("依据尚未施行"),
    SmellKind.UNKNOWN_EDITION: N_("没有登记的版本"),
    SmellKind.UNREGISTERED: N_("没有登记的法规"),
    SmellKind.CONTRADICTION: N_("答案矛盾"),
    SmellKind.NEAR_DUPLICATE: N_("题目相近"),
    SmellKind.ODD_WORDING: N_("写法可疑"),
}


@dataclass(frozen=True)
class Smell:
    """One thing a person should look at, and the questions it is about."""

    kind: SmellKind
    message: str
    question_ids: tuple[str, ...] = ()
    type: QuestionType | None = None  # where it is about all questions of one type


SKEWED = N_("{type} {count} 道，其中 {share:.0%} 的答案是“{key}”，容易被猜中。")
CONTRADICTION = N_("题目和选项相同，答案不同。")
UNREGISTERED = N_(
    "依据《{title}》没有在法规登记里，有没有这一条、是不是现行版本都无法核对。请先登记这部法规。"
)
NEAR = N_("两道题的题干有 {share:.0%} 相同。")


ODD = frozenset({ProblemKind.DUPLICATE_OPTIONS, ProblemKind.UNKNOWN_OPTION})
BAD_SOURCES = {
    FaultKind.REPLACED: SmellKind.RETIRED_EDITION,
    FaultKind.UPCOMING: SmellKind.UPCOMING_EDITION,
    FaultKind.UNKNOWN_EDITION: SmellKind.UNKNOWN_EDITION,
    FaultKind.OUT_OF_RANGE: SmellKind.ARTICLE_OUT_OF_RANGE,
    FaultKind.NO_ARTICLES: SmellKind.ARTICLE_OUT_OF_RANGE,
}


def check(
    rows: Sequence[QuestionRow],
    register: Register,
    on: date,
    progress: Progress | None = None,
) -> list[Smell]:
    """Everything that smells, by kind, in the order of the questions.

    Citations are held against the editions that are in force on that day.
    """
    return [
        *_skewed(rows),
        *_badly_cited(rows, register, on),
        *_unregistered(rows, register),
        *_contradictions(rows),
        *_alike(rows, progress),
        *_oddly_worded(rows),
    ]


def _skewed(rows: Sequence[QuestionRow]) -> Iterator[Smell]:
    for kind, most in MOST_OF_ONE.items():
        keys = Counter(key_text(kind, row.answer) for row in rows if row.type is kind)
        count = keys.total()
        if count < LEAST_KEYS:
            continue
        key, often = keys.most_common(1)[0]
        if often / count > most:
            told = _(SKEWED).format(type=type_name(kind), count=count, share=often / count, key=key)
            yield Smell(SmellKind.SKEWED_KEYS, told, type=kind)


def _badly_cited(rows: Iterable[QuestionRow], register: Register, on: date) -> Iterator[Smell]:
    known: dict[str, Fault | None] = {}  # few different texts, however many questions
    for row in rows:
        text = row.citation or ""
        if text not in known:
            known[text] = first_fault(text, register, on)
        if fault := known[text]:
            yield Smell(BAD_SOURCES[fault.kind], fault.in_words(), (row.id,))


def _unregistered(rows: Iterable[QuestionRow], register: Register) -> Iterator[Smell]:
    """One finding for each regulation: all its questions wait for the same entry."""
    unknown: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        titles = {one.regulation for one in parse_citations(row.citation or "")}
        for title in sorted(one for one in titles if one and not register.editions_of(one)):
            unknown[title].append(row.id)
    for title, ids in unknown.items():
        yield Smell(SmellKind.UNREGISTERED, _(UNREGISTERED).format(title=title), tuple(ids))


def _oddly_worded(rows: Iterable[QuestionRow]) -> Iterator[Smell]:
    """What an editor would say of a question; that its options stay in order is no mistake."""
    for row in rows:
        answer = tuple(tuple(one) if isinstance(one, list) else one for one in row.answer)
        draft = Draft(row.type, row.stem, tuple(row.options), answer)
        same = (one.message for one in faults_of(draft) if one.kind in ODD)
        odd = (one.message for one in wording_faults(draft) if one.is_mistake)
        for message in (*same, *odd):
            yield Smell(SmellKind.ODD_WORDING, message, (row.id,))


def first_fault(text: str, register: Register, on: date) -> Fault | None:
    """The first place of a citation that does not fit; a range of articles is one mistake."""
    faults = (register.fault(one, on) for one in parse_citations(text))
    return next((one for one in faults if one), None)


class CitationFaults:
    """What is wrong with the sources of many questions, in words; each text is looked at once."""

    def __init__(self, register: Register, on: date):
        self.register, self.on = register, on
        self._told: dict[str, str] = {}

    def told(self, citation: str | None) -> str:
        """One sentence; empty where nothing is known to be wrong."""
        if not citation:
            return ""
        if citation not in self._told:
            fault = first_fault(citation, self.register, self.on)
            self._told[citation] = fault.in_words() if fault else ""
        return self._told[citation]

    def told_typed(self, text: str) -> str:
        """The same of what somebody types; a text that names no regulation is told too."""
        if text.strip() and not any(one.regulation for one in parse_citations(text)):
            return _("没有认出是哪部法规的第几条，可以这样写：《纪律处分条例》第十条。")
        return self.told(text.strip())


def _contradictions(rows: Iterable[QuestionRow]) -> Iterator[Smell]:
    same: defaultdict[str, list[QuestionRow]] = defaultdict(list)
    for row in rows:
        same[fingerprint(row.stem, row.options)].append(row)
    for group in same.values():
        if len({_meaning(row) for row in group}) > 1:
            ids = tuple(row.id for row in group)
            yield Smell(SmellKind.CONTRADICTION, _(CONTRADICTION), ids)


def _meaning(row: QuestionRow) -> object:
    """The answer in words, so that shuffled options are no other answer."""
    if row.type not in CHOICES:
        return fold(key_text(row.type, row.answer)) or key_text(row.type, row.answer)
    texts = dict(zip(LETTERS, row.options, strict=False))
    return frozenset(fold(texts.get(str(letter), "")) for letter in row.answer)


def _alike(rows: Sequence[QuestionRow], progress: Progress | None) -> Iterator[Smell]:
    texts = compared_texts([row.stem for row in rows], lambda place: rows[place].options)
    near = most_similar(
        texts, progress=progress, differ=lambda one, other: _differ(rows[one], rows[other])
    )
    for row, match in zip(rows, near, strict=True):
        if match is not None:
            told = _(NEAR).format(share=match.similarity)
            yield Smell(SmellKind.NEAR_DUPLICATE, told, (rows[match.place].id, row.id))


def _differ(one: QuestionRow, other: QuestionRow) -> bool:
    """Tell whether two with the same stem are no doubles.

    “下列说法正确的是” with other options is another question; the same question with another
    key is a contradiction, and told as one.
    """
    if fingerprint(one.stem, one.options) == fingerprint(other.stem, other.options):
        return _meaning(one) != _meaning(other)
    return bool(one.options or other.options) and not {*map(fold, one.options)} & {
        *map(fold, other.options)
    }
