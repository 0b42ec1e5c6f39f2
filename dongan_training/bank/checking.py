"""What smells in a bank: keys that give themselves away, wrong sources, doubles. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dongan_training.bank.citations import Citation, citation_text, parse_citations
from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.fingerprint import fingerprint, fold
from dongan_training.bank.key_text import CHOICES, LETTERS, key_text
from dongan_training.bank.queries import QuestionRow
from dongan_training.bank.similarity import similar_before
from dongan_training.texts import N_, _

DISCIPLINE = "中国共产党纪律处分条例"
IN_FORCE: Mapping[str, int] = {DISCIPLINE: 2023}  # the edition that holds
ARTICLES: Mapping[tuple[str, int], int] = {(DISCIPLINE, 2023): 158}
LEAST_KEYS = 20  # fewer tell nothing of a habit
# A share of one key that a guesser profits from: of four options, and of two.
MOST_OF_ONE = {QuestionType.SINGLE_CHOICE: 0.4, QuestionType.TRUE_FALSE: 0.7}


class SmellKind(StrEnum):
    """The documented set of what a check finds."""

    SKEWED_KEYS = "skewed_keys"
    ARTICLE_OUT_OF_RANGE = "article_out_of_range"
    RETIRED_EDITION = "retired_edition"
    CONTRADICTION = "contradiction"
    NEAR_DUPLICATE = "near_duplicate"


@dataclass(frozen=True)
class Smell:
    """One thing a person should look at, and the questions it is about."""

    kind: SmellKind
    message: str
    question_ids: tuple[str, ...] = ()


SKEWED = N_("{count} 道题里有 {share:.0%} 的答案是“{key}”，容易被猜中。")
OUT_OF_RANGE = N_("依据“{citation}”：这一版只有 {count} 条。")
RETIRED = N_("依据“{citation}”：这一版已被 {edition} 年的版本取代。")
CONTRADICTION = N_("题目和选项相同，答案不同。")
NEAR = N_("两道题的题干有 {share:.0%} 相同。")


def check(rows: Sequence[QuestionRow]) -> list[Smell]:
    """Everything that smells, by kind, in the order of the questions."""
    return [*_skewed(rows), *_badly_cited(rows), *_contradictions(rows), *_alike(rows)]


def _skewed(rows: Sequence[QuestionRow]) -> Iterator[Smell]:
    for kind, most in MOST_OF_ONE.items():
        keys = Counter(key_text(kind, row.answer) for row in rows if row.type is kind)
        count = keys.total()
        if count < LEAST_KEYS:
            continue
        key, often = keys.most_common(1)[0]
        if often / count > most:
            told = _(SKEWED).format(count=count, share=often / count, key=key)
            yield Smell(SmellKind.SKEWED_KEYS, told)


def _badly_cited(rows: Iterable[QuestionRow]) -> Iterator[Smell]:
    for row in rows:
        for citation in parse_citations(row.citation or ""):
            if smell := _judged(citation, row.id):
                yield smell
                break  # a range of articles is one mistake


def _judged(citation: Citation, question_id: str) -> Smell | None:
    """Judge one place; where no edition is named, the one in force is meant."""
    now = IN_FORCE.get(citation.regulation)
    if now is None:
        return None
    told = citation_text(citation)
    if citation.edition not in (None, now):
        message = _(RETIRED).format(citation=told, edition=now)
        return Smell(SmellKind.RETIRED_EDITION, message, (question_id,))
    last = ARTICLES[citation.regulation, now]
    if citation.article is not None and not 1 <= citation.article <= last:
        message = _(OUT_OF_RANGE).format(citation=told, count=last)
        return Smell(SmellKind.ARTICLE_OUT_OF_RANGE, message, (question_id,))
    return None


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


def _alike(rows: Sequence[QuestionRow]) -> Iterator[Smell]:
    for row, match in zip(rows, similar_before([row.stem for row in rows]), strict=True):
        if match is not None and not _differ_in_options(rows[match.place], row):
            told = _(NEAR).format(share=match.similarity)
            yield Smell(SmellKind.NEAR_DUPLICATE, told, (rows[match.place].id, row.id))


def _differ_in_options(one: QuestionRow, other: QuestionRow) -> bool:
    """“下列说法正确的是” with other options is another question."""
    return bool(one.options or other.options) and not {*map(fold, one.options)} & {
        *map(fold, other.options)
    }
