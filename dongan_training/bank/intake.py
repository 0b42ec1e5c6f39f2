"""From what a file gave to the bank: compared first, stored only when somebody says so."""

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, Table, insert, inspect, select
from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.bank.drafts import Draft, Problem, ProblemKind, QuestionType, Reading
from dongan_training.bank.fingerprint import fold
from dongan_training.bank.models import (
    BankImport,
    Question,
    QuestionStatus,
    QuestionVersion,
    Subject,
)
from dongan_training.bank.similarity import most_similar
from dongan_training.errors import UserError
from dongan_training.progress import Progress, Silent
from dongan_training.storage.base import Base, new_id
from dongan_training.storage.versions import stamp
from dongan_training.texts import N_, _

CHUNK = 500  # fingerprints asked for, and rows stored, at a time


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


@dataclass(frozen=True)
class Known:
    """A question of the bank that one of the file resembles; ``similarity`` is 0–1."""

    question_id: str
    stem: str
    options: Sequence[str]
    answer: Sequence[Any]
    similarity: float = 1.0


@dataclass(frozen=True)
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
    stored: int


@dataclass(eq=False)
class QuestionIncomplete(UserError):
    line: int
    message = N_("第 {line} 行的题目还没有答案或选项，没有导入任何题目。")
    advice = N_("请先为它选择答案，或把它留下不导入。")


@dataclass(eq=False)
class NothingToImport(UserError):
    message = N_("没有可以导入的题目。")
    advice = N_("题库没有改动。请查看每道题的提示，改好后再导入。")


def preview(session: Session, reading: Reading) -> Intake:
    """Compare what was read with itself and the bank; stores nothing."""
    problems = defaultdict(list)
    for problem in reading.problems:
        problems[problem.line].append(problem)
    prints = [draft.fingerprint for draft in reading.drafts]
    known = _known(session, set(prints))
    similar = _similar(session, reading.drafts, prints, known)
    entries = []
    for place, draft in enumerate(reading.drafts):
        own = tuple(problems.pop(draft.line, ()))
        twin = known.get(prints[place])
        entries.append(_judged(draft, own, twin, similar.get(place)))
    loose = [problem for of_line in problems.values() for problem in of_line]
    return Intake(tuple(entries), tuple(sorted(loose, key=lambda problem: problem.line)))


def accept(
    session: Session,
    *,
    drafts: Sequence[Draft],
    subject_name: str,
    file_name: str,
    by: Actor,
    at: datetime,
    progress: Progress | None = None,
) -> ImportReport:
    """Store ``drafts`` as questions in use, all or none.

    Raises QuestionIncomplete for one without a key, NothingToImport for an empty list.
    """
    if not drafts:
        raise NothingToImport
    for draft in drafts:
        if not is_complete(draft):
            raise QuestionIncomplete(draft.line)
    subject = find_or_make_subject(session, subject_name)
    taken = BankImport(file_name=file_name, at=at, actor=by.name, question_count=len(drafts))
    session.add(taken)
    session.flush()
    _store(session, drafts, subject.id, taken, progress or Silent())
    details = {"file": file_name, "questions": len(drafts)}
    audit.record(session, by=by, at=at, act="bank.import", subject=taken.id, details=details)
    return ImportReport(taken.id, subject.id, len(drafts))


def is_complete(draft: Draft) -> bool:
    """Whether ``draft`` can be asked and marked."""
    if draft.type is QuestionType.SHORT_ANSWER:
        return bool(draft.stem)
    if draft.type in (QuestionType.SINGLE_CHOICE, QuestionType.MULTIPLE_CHOICE):
        letters = {chr(ord("A") + place) for place in range(len(draft.options))}
        return bool(draft.answer) and set(draft.answer) <= letters
    return bool(draft.answer)


def find_or_make_subject(session: Session, name: str) -> Subject:
    """Give the subject of that name, made if there is none."""
    subject = session.scalar(select(Subject).where(Subject.name == name))
    if subject is None:
        subject = Subject(name=name)
        session.add(subject)
        session.flush()
    return subject


def _judged(
    draft: Draft, problems: tuple[Problem, ...], twin: Known | None, similar: Known | None
) -> Entry:
    kinds = {problem.kind for problem in problems}
    if kinds & FATAL or not is_complete(draft):
        state = State.PROBLEM
    elif twin is not None:
        same = _right(draft.options, draft.answer) == _right(twin.options, twin.answer)
        state = State.DUPLICATE if same else State.CONFLICT
    elif ProblemKind.CONFLICT in kinds:
        state = State.CONFLICT
    elif ProblemKind.DUPLICATE in kinds:
        state = State.DUPLICATE
    else:
        state = State.SIMILAR if similar else State.GOOD
    return Entry(draft, state, problems, twin or similar)


def _known(session: Session, prints: set[str]) -> dict[str, Known]:
    found: dict[str, Known] = {}
    wanted = sorted(prints)
    for start in range(0, len(wanted), CHUNK):
        rows = session.execute(
            _current().where(QuestionVersion.fingerprint.in_(wanted[start : start + CHUNK]))
        )
        for row in rows:
            found[row.fingerprint] = _as_known(row)
    return found


def _similar(
    session: Session, drafts: Sequence[Draft], prints: Sequence[str], known: dict[str, Known]
) -> dict[int, Known]:
    places = [place for place, one in enumerate(prints) if one not in known]
    rows = session.execute(_current()).all() if places else []
    matches = most_similar([drafts[place].stem for place in places], [row.stem for row in rows])
    similar = {}
    for place, match in zip(places, matches, strict=True):
        if match:
            similar[place] = _as_known(rows[match.place], match.similarity)
    return similar


def _as_known(row: Row[Any], similarity: float = 1.0) -> Known:
    return Known(row.question_id, row.stem, row.options, row.answer, similarity)


def _current() -> Any:
    return (
        select(
            QuestionVersion.question_id,
            QuestionVersion.fingerprint,
            QuestionVersion.stem,
            QuestionVersion.options,
            QuestionVersion.answer,
        )
        .join(Question)
        .where(QuestionVersion.current.is_(True), Question.status != QuestionStatus.RETIRED)
    )


def _right(options: Sequence[str], answer: Sequence[Any]) -> Any:
    """The key by what it says, so that two orders of the same options compare equal."""
    if not options:
        return json.dumps(answer, ensure_ascii=False)
    places = [ord(str(letter)) - ord("A") for letter in answer]
    return Counter(fold(options[place]) for place in places if place < len(options))


def _store(
    session: Session,
    drafts: Sequence[Draft],
    subject_id: str,
    taken: BankImport,
    progress: Progress,
) -> None:
    version = stamp(session).fields()
    for start in range(0, len(drafts), CHUNK):
        progress.step(start, len(drafts), _("正在存入题库"))
        chunk = [(new_id(), draft) for draft in drafts[start : start + CHUNK]]
        questions = [
            {
                "id": identity,
                "subject_id": subject_id,
                "import_id": taken.id,
                "status": QuestionStatus.IN_USE,
                **version,
            }
            for identity, _draft in chunk
        ]
        _insert(session, Question, questions)
        rows = [_version_row(identity, draft, taken.at) | version for identity, draft in chunk]
        _insert(session, QuestionVersion, rows)


def _insert(session: Session, kind: type[Base], rows: list[dict[str, Any]]) -> None:
    """Insert without the unit of work, at half the cost; the mapper still tells the watchers."""
    mapper = inspect(kind)
    table = mapper.local_table
    assert isinstance(table, Table)
    session.execute(insert(table), rows, bind_arguments={"mapper": mapper})


def _version_row(question_id: str, draft: Draft, at: datetime) -> dict[str, Any]:
    return {
        "id": new_id(),
        "question_id": question_id,
        "number": 1,
        "current": True,
        "type": draft.type,
        "stem": draft.stem,
        "options": list(draft.options),
        "answer": list(draft.answer),
        "fingerprint": draft.fingerprint,
        "explanation": draft.explanation,
        "points": draft.points,
        "difficulty": draft.difficulty,
        "chapter": draft.chapter,
        "citation": draft.citation,
        "source_line": draft.line,
        "made_at": at,
    }
