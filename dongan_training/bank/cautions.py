"""What an editor says beside its fields while somebody types.

There is no rule of its own here: it asks those who judge imports (bank.judging), check the
bank (bank.checking, bank.wording_faults) and guard what is saved (bank.changing).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from dongan_training.bank.changing import (
    BlankMissing,
    KeyMissing,
    OptionMissing,
    StemMissing,
    check_wording,
)
from dongan_training.bank.checking import CitationFaults
from dongan_training.bank.drafts import Draft, ProblemKind
from dongan_training.bank.filtering import Filter, find
from dongan_training.bank.judging import faults_of
from dongan_training.bank.models import QuestionStatus
from dongan_training.bank.regulations.register import Register
from dongan_training.bank.versioning import newest
from dongan_training.bank.wording_faults import Oddity, wording_faults
from dongan_training.errors import UserError
from dongan_training.texts import N_, _


class Field(StrEnum):
    """Where a caution belongs."""

    STEM = "stem"
    OPTIONS = "options"
    ANSWER = "answer"
    MARKING = "marking"
    EXPLANATION = "explanation"
    CITATION = "citation"


@dataclass(frozen=True)
class Caution:
    """One sentence beside one field; ``blocks``: a question in use cannot be saved like this."""

    field: Field
    message: str
    blocks: bool = False


_OF_PROBLEMS = {
    ProblemKind.NO_ANSWER: Field.ANSWER,
    ProblemKind.UNKNOWN_OPTION: Field.ANSWER,
    ProblemKind.DUPLICATE_OPTIONS: Field.OPTIONS,
    ProblemKind.SHORT_STEM: Field.STEM,
}
_OF_ODDITIES = {
    Oddity.OPTION_ORDER: Field.OPTIONS,
    Oddity.ONE_RIGHT: Field.ANSWER,
    Oddity.SEVERAL_RIGHT: Field.ANSWER,
    Oddity.BLANKS: Field.ANSWER,
    Oddity.MARKING_SUM: Field.MARKING,
    Oddity.EXPLANATION: Field.EXPLANATION,
}
_OF_REFUSALS: dict[type[UserError], Field] = {
    StemMissing: Field.STEM,
    OptionMissing: Field.OPTIONS,
    KeyMissing: Field.ANSWER,
    BlankMissing: Field.ANSWER,
}
RUN = re.compile(r"[^\W_]+")
MOST_ALIKE = 200  # questions with one run of words that are looked at
KNOWN = N_("题库里已经有这道题。")
TWIN = N_("题库里已经有相同的题，答案也相同。")
CONFLICT = N_("题库里已经有相同的题，但答案不同。")


def cautions(draft: Draft, register: Register, on: date) -> tuple[Caution, ...]:
    """All that may be said of a question as it stands, in the order of the fields: pure."""
    said = list(_said(draft, register, on))
    refused = _refusal(draft)
    if refused is not None:
        field = _OF_REFUSALS[type(refused)]
        said = [one for one in said if one.field is not field]
        said.append(Caution(field, refused.told(), blocks=True))
    order = list(Field)
    return tuple(sorted(said, key=lambda one: order.index(one.field)))


def lacks_something(draft: Draft) -> bool:
    """Whether a question could not be put to use as it is: pure."""
    return _refusal(draft) is not None


def twin_caution(session: Session, draft: Draft, own_id: str = "") -> Caution | None:
    """Say that the bank has the question already; ``own_id`` is the one being edited.

    The index of the search finds who has the longest run of words of the stem; it costs a few
    milliseconds in the largest bank, so it may be asked while somebody types.
    """
    runs = RUN.findall(draft.stem)
    if not runs:
        return None
    wanted = Filter(text=max(runs, key=len), status=None)
    ids = [
        one.id
        for one in find(session, wanted, limit=MOST_ALIKE)
        if one.id != own_id and one.status is not QuestionStatus.RETIRED
    ]
    others = [one for one in newest(session, ids).values() if one.fingerprint == draft.fingerprint]
    if not others:
        return None
    own = [list(one) if isinstance(one, tuple) else one for one in draft.answer]
    if not own:
        return Caution(Field.STEM, _(KNOWN))
    is_same = any(one.options == list(draft.options) and one.answer == own for one in others)
    return Caution(Field.STEM, _(TWIN) if is_same else _(CONFLICT))


def _said(draft: Draft, register: Register, on: date) -> Iterator[Caution]:
    for problem in faults_of(draft):
        yield Caution(_OF_PROBLEMS[problem.kind], problem.message)
    for oddity in wording_faults(draft):
        yield Caution(_OF_ODDITIES[oddity.kind], oddity.message)
    if told := CitationFaults(register, on).told_typed(draft.citation or ""):
        yield Caution(Field.CITATION, told)


def _refusal(draft: Draft) -> UserError | None:
    try:
        check_wording(draft)
    except UserError as error:
        return error
    return None
