"""From what a file gave to the bank: compared first, stored only when somebody says so."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import Row, Text, cast, select
from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.bank.drafts import (
    CHOICES,
    Draft,
    Problem,
    ProblemKind,
    QuestionType,
    Reading,
    letter_of,
)
from dongan_training.bank.fingerprint import fold
from dongan_training.bank.importing.renewing import Renewal, renew_questions
from dongan_training.bank.importing.storing import find_or_make_subject, store_drafts
from dongan_training.bank.judging import lacks_blank
from dongan_training.bank.models import (
    BankImport,
    Question,
    QuestionStatus,
    QuestionVersion,
)
from dongan_training.bank.similarity import compared_texts, most_similar
from dongan_training.errors import UserError
from dongan_training.progress import Progress, Silent
from dongan_training.storage.bulk import collector_waiting
from dongan_training.texts import N_
from dongan_training.values import value


class State(StrEnum):
    """What a reviewer has to do about one question of a file."""

    GOOD = "good"
    PROBLEM = "problem"  # something is missing; it cannot be stored as it is
    CONFLICT = "conflict"  # the bank has it with another key
    SIMILAR = "similar"  # the bank has one almost like it
    DUPLICATE = "duplicate"  # the bank or this file has it already


# With these a question cannot be asked; the others only warn.
FATAL = frozenset(
    {
        ProblemKind.NO_ANSWER,
        ProblemKind.UNKNOWN_OPTION,
        ProblemKind.NO_OPTIONS,
        ProblemKind.UNSUPPORTED_TYPE,
    }
)


@dataclass(frozen=True, slots=True)
class Known:
    """A question that one of the file resembles, in the bank or further up in the file.

    Twins have the same stem and options; the others are only alike by ``similarity``.
    """

    stem: str
    options: Sequence[str]
    answer: Sequence[Any]
    question_id: str = ""  # empty for one of the same file
    line: int = 0  # where it stands in the file; 0 for one of the bank
    place: int = -1  # the same as its place among the questions of the file, from 0
    is_twin: bool = True
    similarity: float = 1.0  # 0–1


@value
class Entry:
    """One question of the file, with what was found about it."""

    draft: Draft
    state: State
    problems: tuple[Problem, ...] = ()
    known: Known | None = None


@dataclass(frozen=True)
class Intake:
    """All that one file would bring; ``problems`` are those that belong to no question."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]

    def in_state(self, *states: State) -> tuple[Entry, ...]:
        """The entries that are in one of ``states``, in the order of the file."""
        return tuple(entry for entry in self.entries if entry.state in states)


@dataclass(frozen=True)
class ImportReport:
    """What was stored."""

    import_id: str
    subject_id: str
    stored: int  # new questions
    replaced: int = 0  # questions of the bank that got a new version


@dataclass(eq=False)
class QuestionIncomplete(UserError):
    line: int
    message = N_("第 {line} 行的题目还没有答案或选项，没有导入任何题目。")
    advice = N_("请先为它选择答案，或把它留下不导入。")


@dataclass(eq=False)
class NothingToImport(UserError):
    message = N_("没有可以导入的题目。")
    advice = N_("题库没有改动。请查看每道题的提示，改好后再导入。")


def preview(session: Session, reading: Reading, progress: Progress | None = None) -> Intake:
    """Compare what was read with itself and the bank; stores nothing."""
    with collector_waiting():
        return _compared(session, reading, progress or Silent())


def _compared(session: Session, reading: Reading, progress: Progress) -> Intake:
    own, loose = _by_question(reading)
    return Intake(tuple(compared(session, reading.drafts, own, progress)), tuple(loose))


def alone(reading: Reading) -> Intake:
    """The same without the bank: what the file says by itself, for a quick look."""
    own, loose = _by_question(reading)
    twins = _twins_in_file(reading.drafts)
    entries = (
        _judged(draft, tuple(own.get(place, ())), twins.get(place))
        for place, draft in enumerate(reading.drafts)
    )
    return Intake(tuple(entries), tuple(loose))


def compared(
    session: Session,
    drafts: Sequence[Draft],
    own: Mapping[int, Sequence[Problem]],
    progress: Progress,
) -> list[Entry]:
    """Judge questions as a review starts or goes on; ``own`` are their problems by their places."""
    bank = session.execute(_current()).all()
    twins = _twins_in_file(drafts) | _twins_in_bank(bank, drafts)
    similar = _similar(bank, drafts, progress)
    return [
        _judged(draft, tuple(own.get(place, ())), twins.get(place) or similar.get(place))
        for place, draft in enumerate(drafts)
    ]


def looked_up(
    session: Session, drafts: Sequence[Draft], own: Mapping[int, Sequence[Problem]]
) -> list[Entry]:
    """Judge a few questions against equal ones of the bank; near ones are not looked for."""
    prints = [one.fingerprint for one in drafts]
    bank = session.execute(_current().where(QuestionVersion.fingerprint.in_(prints))).all()
    twins = _twins_in_bank(bank, drafts)
    return [
        _judged(draft, tuple(own.get(place, ())), twins.get(place))
        for place, draft in enumerate(drafts)
    ]


def judged_again(entry: Entry, draft: Draft) -> Entry:
    """Judge a question anew after a person changed its key, type or source."""
    problems = entry.problems
    if is_complete(draft):
        problems = tuple(problem for problem in problems if problem.kind not in FATAL)
    if not lacks_blank(draft):
        problems = tuple(one for one in problems if one.kind is not ProblemKind.NO_BLANK)
    return _judged(draft, problems, entry.known)


def accept(
    session: Session,
    *,
    drafts: Sequence[Draft | Renewal],
    subject_name: str,
    file_name: str,
    by: Actor,
    at: datetime,
    progress: Progress | None = None,
) -> ImportReport:
    """Store ``drafts`` as questions in use, all or none; a Renewal renews one of the bank.

    Raises QuestionIncomplete for one without a key, NothingToImport for an empty list.
    """
    if not drafts:
        raise NothingToImport
    new = [one for one in drafts if isinstance(one, Draft)]
    renewing = [one for one in drafts if isinstance(one, Renewal)]
    for draft in (*new, *(one.draft for one in renewing)):
        if not is_complete(draft):
            raise QuestionIncomplete(draft.line)
    subject = find_or_make_subject(session, subject_name)
    taken = BankImport(file_name=file_name, at=at, actor=by.name, question_count=len(drafts))
    session.add(taken)
    session.flush()
    with collector_waiting():
        store_drafts(session, new, subject.id, taken, progress or Silent())
    replaced = renew_questions(session, renewing, taken, by=by)
    details = {"file": file_name, "questions": len(new), "replaced": replaced}
    audit.record(session, by=by, at=at, act="bank.import", subject=taken.id, details=details)
    return ImportReport(taken.id, subject.id, len(new), replaced)


def is_complete(draft: Draft) -> bool:
    """Whether ``draft`` can be asked and marked."""
    if not draft.stem.strip():
        return False
    if draft.type in CHOICES:
        return bool(draft.answer) and _letters(len(draft.options)).issuperset(draft.answer)
    if draft.type is QuestionType.SHORT_ANSWER:
        return True
    return bool(draft.answer) and all(one != () for one in draft.answer)  # each blank has a text


@cache
def _letters(count: int) -> frozenset[str]:
    return frozenset(letter_of(place) for place in range(count))


def _by_question(reading: Reading) -> tuple[dict[int, list[Problem]], list[Problem]]:
    """Give each question, by its place, its problems; those of the second list have none.

    Sheets of a workbook count their rows each from 1, so the text decides before the line.
    """
    exact: dict[tuple[int, str], int] = {}
    at_line: dict[int, int] = {}
    for place, draft in enumerate(reading.drafts) if reading.problems else ():
        exact.setdefault((draft.line, draft.source or draft.stem), place)
        at_line.setdefault(draft.line, place)
    own: dict[int, list[Problem]] = {}
    loose: list[Problem] = []
    for problem in reading.problems:
        found = exact.get((problem.line, problem.text), at_line.get(problem.line))
        (loose if found is None else own.setdefault(found, [])).append(problem)
    return own, loose


def _judged(draft: Draft, problems: tuple[Problem, ...], known: Known | None) -> Entry:
    fatal = any(problem.kind in FATAL for problem in problems) if problems else False
    if fatal or not is_complete(draft):
        state = State.PROBLEM
    elif known is None:
        state = State.GOOD
    elif not known.is_twin:
        state = State.SIMILAR
    else:
        state = State.DUPLICATE if _same_key(draft, known) else State.CONFLICT
    return Entry(draft, state, problems, known)


def _same_key(draft: Draft, known: Known) -> bool:
    """Compare keys by what they say; where one is missing there is nothing to settle."""
    if not draft.answer or not known.answer:
        return True
    return _right(draft.options, draft.answer) == _right(known.options, known.answer)


def _twins_in_file(drafts: Sequence[Draft]) -> dict[int, Known]:
    """Of questions that stand in the file twice, the other one.

    The first is good, unless a later one has another key: then a person must settle both.
    """
    first: dict[str, int] = {}
    twins = {}
    for place, draft in enumerate(drafts):
        before = first.setdefault(draft.fingerprint, place)
        if before == place:
            continue
        twins[place] = _in_file(drafts[before], before)
        if not _same_key(draft, twins[place]):
            twins.setdefault(before, _in_file(draft, place))
    return twins


def _in_file(draft: Draft, place: int) -> Known:
    return Known(draft.stem, draft.options, draft.answer, line=draft.line, place=place)


def _twins_in_bank(bank: Sequence[Row[Any]], drafts: Sequence[Draft]) -> dict[int, Known]:
    by_print = {row.fingerprint: row for row in bank}
    return {
        place: _in_bank(by_print[draft.fingerprint])
        for place, draft in enumerate(drafts)
        if draft.fingerprint in by_print
    }


def _in_bank(row: Row[Any]) -> Known:
    return Known(row.stem, json.loads(row.options), json.loads(row.answer), row.question_id)


def _similar(
    bank: Sequence[Row[Any]], drafts: Sequence[Draft], progress: Progress
) -> dict[int, Known]:
    """Of questions of the file the one most like it, in the bank or further up in the file."""
    if not drafts:
        return {}
    first = len(bank)
    texts = compared_texts(
        [row.stem for row in bank] + [draft.stem for draft in drafts],
        lambda at: json.loads(bank[at].options) if at < first else drafts[at - first].options,
    )
    found = {}
    for place, match in enumerate(most_similar(texts, first, progress)):
        if match is not None:
            before = match.place - first
            near = _in_bank(bank[match.place]) if before < 0 else _in_file(drafts[before], before)
            found[place] = replace(near, is_twin=False, similarity=match.similarity)
    return found


def _current() -> Any:
    """What the bank says now; lists stay the texts they are, for few of them are looked into."""
    return (
        select(
            QuestionVersion.question_id,
            QuestionVersion.fingerprint,
            QuestionVersion.stem,
            cast(QuestionVersion.options, Text).label("options"),
            cast(QuestionVersion.answer, Text).label("answer"),
        )
        .join(Question)
        .where(QuestionVersion.current.is_(True), Question.status != QuestionStatus.RETIRED)
    )


def _right(options: Sequence[str], answer: Sequence[Any]) -> str | Counter[str]:
    """The key by what it says, so that two orders of the same options compare equal."""
    if not options:
        return json.dumps(answer, ensure_ascii=False)
    places = [ord(str(letter)) - ord("A") for letter in answer]
    return Counter(fold(options[place]) for place in places if place < len(options))
