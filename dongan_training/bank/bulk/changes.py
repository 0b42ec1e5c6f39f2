"""One change to many questions at once: counted, written to the log, and taken back on request.

What a question says changes by new versions; where it stands (subject, status) changes in
place. Taking a change back leaves alone what somebody changed once more since.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import reduce
from typing import Any, Literal, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.bank.changing import check_wording
from dongan_training.bank.citations import BOOK, YEAR
from dongan_training.bank.drafts import Draft
from dongan_training.bank.models import Question, QuestionStatus, QuestionVersion
from dongan_training.bank.versioning import (
    Edit,
    drafts_of,
    edits_back,
    log_keys,
    make_versions,
    newest,
)
from dongan_training.errors import UserError
from dongan_training.progress import Progress, Silent
from dongan_training.storage.versions import stamp
from dongan_training.texts import _

AT_ONCE = 500  # questions between two words to the progress
T = TypeVar("T")


@dataclass(frozen=True)
class Move:
    """Put questions under another subject."""

    subject_id: str


@dataclass(frozen=True)
class SetStatus:
    """Use questions, retire them, or make drafts of them again."""

    status: QuestionStatus


@dataclass(frozen=True)
class SetFact:
    """Write one fact into all; None takes it out."""

    field: Literal["chapter", "difficulty", "points"]
    value: str | float | None


@dataclass(frozen=True)
class ChangeTags:
    """Give and take tags; the others stay."""

    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()


@dataclass(frozen=True)
class SetEdition:
    """Let citations of one regulation (its title without 《》) name another edition of it."""

    regulation: str
    edition: int


@dataclass(frozen=True)
class Several:
    """What is written anew together makes one version, not one each."""

    changes: tuple[SetFact | ChangeTags | SetEdition, ...]


Filing = Move | SetStatus
Rewording = SetFact | ChangeTags | SetEdition | Several
Change = Filing | Rewording


@dataclass(frozen=True)
class Changed:
    """What a change did, and all that is needed to take it back."""

    change: Change
    filed: tuple[tuple[str, str], ...] = ()  # question, the subject or status it had before
    versions: tuple[tuple[str, str], ...] = ()  # version now, version before
    incomplete: int = 0  # drafts that lack something and so were not put to use

    @property
    def count(self) -> int:
        """How many questions are other than before."""
        return len(self.filed) + len(self.versions)


@dataclass(frozen=True)
class TakenBack:
    """What taking a change back did; ``kept`` were changed once more since."""

    restored: int
    kept: int


def change_questions(
    session: Session,
    *,
    question_ids: Sequence[str],
    change: Change,
    by: Actor,
    at: datetime,
    progress: Progress | None = None,
) -> Changed:
    """Change many questions alike; those that are so already count as unchanged."""
    steps = progress or Silent()
    if isinstance(change, Filing):
        changed = _file(session, question_ids, change, steps)
    else:
        versions: dict[str, tuple[str, str]] = {}
        for done, some in in_parts(question_ids):
            steps.step(done, len(question_ids), _("正在修改试题"))
            versions |= _reword(session, some, change, by=by, at=at)
        changed = Changed(change, versions=tuple(versions.values()))
    if changed.count:
        details = {
            "change": type(change).__name__,
            **_plain(change),
            "questions": sorted(one for one, _before in changed.filed) or sorted(versions),
        }
        audit.record(session, by=by, at=at, act="bank.change", subject="", details=details)
    return changed


def take_back(
    session: Session,
    changed: Changed,
    *,
    by: Actor,
    at: datetime,
    progress: Progress | None = None,
) -> TakenBack:
    """Let the questions of a change be as they were before it."""
    steps = progress or Silent()
    if isinstance(changed.change, Filing):
        restored = _file_back(session, changed, changed.change)
    else:
        restored = 0
        for done, some in in_parts(changed.versions):
            steps.step(done, len(changed.versions), _("正在恢复试题"))
            pairs = _versions(session, some)
            edits = edits_back(session, [(now, before) for now, before in pairs if now.current])
            log_keys(session, edits, by=by, at=at)
            make_versions(session, edits, by=by, at=at, reason=_("撤销批量修改"))
            restored += len(edits)
    details = {"change": type(changed.change).__name__, "restored": restored}
    audit.record(session, by=by, at=at, act="bank.take_back", subject="", details=details)
    return TakenBack(restored, changed.count - restored)


def reworded(draft: Draft, change: Rewording) -> Draft:
    """Give a question as a change wants it: pure."""
    match change:
        case SetFact(field, value):
            return replace(draft, **{field: value})  # type: ignore[arg-type]  # the field's own
        case ChangeTags(add, remove):
            kept = [tag for tag in draft.tags if tag not in remove]
            return replace(draft, tags=tuple(dict.fromkeys((*kept, *add))))
        case Several(changes):
            return reduce(reworded, changes, draft)
        case SetEdition(regulation, edition):
            cited = draft.citation and with_edition(draft.citation, regulation, edition)
            return replace(draft, citation=cited)


def with_edition(text: str, regulation: str, edition: int) -> str:
    """Write a citation anew, so that ``regulation`` is cited in the edition of that year."""

    def renewed(found: re.Match[str]) -> str:
        if "".join(found["title"].split()) != regulation:
            return found[0]
        note = found["note"]
        if note is None:
            return f"{found[0].rstrip()}（{edition}年版）"
        if YEAR.search(note):
            return found[0].replace(note, YEAR.sub(str(edition), note))
        return found[0].replace(note, f"{note}，{edition}年版")

    return BOOK.sub(renewed, text)


def in_parts(many: Sequence[T]) -> Iterator[tuple[int, Sequence[T]]]:
    """Pieces small enough for one statement, each with how many came before it."""
    starts = range(0, len(many), AT_ONCE)
    return ((start, many[start : start + AT_ONCE]) for start in starts)


def _reword(
    session: Session, question_ids: Sequence[str], change: Rewording, *, by: Actor, at: datetime
) -> dict[str, tuple[str, str]]:
    """Change some of the questions; gives the version now and before of each that is other."""
    edits = list(_edits(session, question_ids, change))
    # Read first: making versions lets the session forget what it knows of each.
    before = {edit.before.question_id: edit.before.id for edit in edits}
    now = make_versions(session, edits, by=by, at=at, reason=_("批量修改"))
    return {question: (now[question], version) for question, version in before.items()}


def _edits(session: Session, question_ids: Sequence[str], change: Rewording) -> Iterator[Edit]:
    before = list(newest(session, question_ids).values())
    for version, draft in zip(before, drafts_of(session, before), strict=True):
        wanted = reworded(draft, change)
        if wanted != draft:
            yield Edit(version, wanted, version.passage_id)


def _versions(
    session: Session, pairs: Sequence[tuple[str, str]]
) -> list[tuple[QuestionVersion, QuestionVersion]]:
    wanted = [one for pair in pairs for one in pair]
    found = {
        one.id: one
        for _done, some in in_parts(wanted)
        for one in session.scalars(sa.select(QuestionVersion).where(QuestionVersion.id.in_(some)))
    }
    return [(found[now], found[before]) for now, before in pairs]


def _file(
    session: Session, question_ids: Sequence[str], change: Filing, progress: Progress
) -> Changed:
    column, value = _where(change)
    filed: list[tuple[str, str]] = []
    incomplete = 0
    for done, some in in_parts(question_ids):
        progress.step(done, len(question_ids), _("正在修改试题"))
        rows = session.execute(
            sa.select(Question.id, column).where(Question.id.in_(some), column != value)
        )
        moving = {question: str(before) for question, before in rows}
        if value == QuestionStatus.IN_USE:
            unfit = _unfit(session, [one for one in moving if moving[one] == QuestionStatus.DRAFT])
            moving = {one: before for one, before in moving.items() if one not in unfit}
            incomplete += len(unfit)
        _set(session, column, {one: value for one in moving})
        filed += moving.items()
    return Changed(change, filed=tuple(filed), incomplete=incomplete)


def _file_back(session: Session, changed: Changed, change: Filing) -> int:
    column, value = _where(change)
    before = dict(changed.filed)
    still = [
        question
        for _done, some in in_parts(list(before))
        for question in session.scalars(
            sa.select(Question.id).where(Question.id.in_(some), column == value)
        )
    ]
    _set(session, column, {one: before[one] for one in still})
    return len(still)


def _where(change: Filing) -> tuple[Any, str]:
    if isinstance(change, Move):
        return Question.subject_id, change.subject_id
    return Question.status, change.status


def _set(session: Session, column: Any, wanted: Mapping[str, str]) -> None:
    by_value: dict[str, list[str]] = {}
    for question, value in wanted.items():
        by_value.setdefault(value, []).append(question)
    for value, questions in by_value.items():
        meant = QuestionStatus(value) if column.key == "status" else value
        for _done, some in in_parts(questions):
            session.execute(
                sa.update(Question)
                .where(Question.id.in_(some))
                .values({column.key: meant, **stamp(session).fields()})
                .execution_options(synchronize_session=False)
            )
    session.expire_all()


def _unfit(session: Session, question_ids: Sequence[str]) -> set[str]:
    """Those of the drafts that could not be asked or marked."""
    versions = list(newest(session, question_ids).values())
    return {
        version.question_id
        for version, draft in zip(versions, drafts_of(session, versions), strict=True)
        if not _is_fit(draft)
    }


def _is_fit(draft: Draft) -> bool:
    try:
        check_wording(draft)
    except UserError:
        return False
    return True


def _plain(change: Change) -> dict[str, Any]:
    return {
        name: list(one) if isinstance(one, tuple) else one for name, one in asdict(change).items()
    }
