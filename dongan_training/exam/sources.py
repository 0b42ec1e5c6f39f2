"""Whether the questions of a paper rest on editions that hold on the day of the exam."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.bank.citations import Citation, citation_text, parse_citations
from dongan_training.bank.models import QuestionVersion
from dongan_training.bank.regulations.awaiting import versions_for_review
from dongan_training.bank.regulations.keeping import register
from dongan_training.bank.regulations.register import Fault, FaultKind
from dongan_training.exam.models import PaperItem
from dongan_training.texts import N_, _, listed

MOST_NAMED = 12  # numbers of questions in one sentence


class SourceFaultKind(StrEnum):
    """Why the source of a question is no good on the day."""

    REPLACED = "replaced"
    UPCOMING = "upcoming"
    FOR_REVIEW = "for_review"


KINDS = {
    FaultKind.REPLACED: SourceFaultKind.REPLACED,
    FaultKind.UPCOMING: SourceFaultKind.UPCOMING,
}
TOLD = {
    SourceFaultKind.REPLACED: N_("{numbers}依据{edition}，{day}已被 {year} 年的版本取代"),
    SourceFaultKind.UPCOMING: N_("{numbers}依据{edition}，{day}还没有施行"),
    SourceFaultKind.FOR_REVIEW: N_("{numbers}依据的条文在新版里有变化，还没有复核"),
}


@dataclass(frozen=True)
class SourceFault:
    """One question of a paper whose source does not hold on ``day``.

    ``number`` is its place on the paper, ``edition`` the one it cites, ``year`` marks the
    edition that holds instead.
    """

    number: int
    version_id: str
    kind: SourceFaultKind
    citation: str
    edition: str
    year: int | None
    day: date


def source_faults(
    session: Session, version_ids: Sequence[str], *, on: date
) -> tuple[SourceFault, ...]:
    """The questions whose source does not hold on that day, in the order of the paper."""
    known = register(session)
    found: dict[str, Fault | None] = {}

    def fault_of(text: str) -> Fault | None:
        if text not in found:
            faults = (known.fault(one, on) for one in parse_citations(text))
            found[text] = next((one for one in faults if one and one.kind in KINDS), None)
        return found[text]

    texts = _citations(session, version_ids)
    waiting = versions_for_review(session, version_ids)
    faults = []
    for number, version_id in enumerate(version_ids, start=1):
        text = texts.get(version_id) or ""
        fault = fault_of(text)
        if fault is not None:
            faults.append(_fault(number, version_id, text, fault, on))
        elif version_id in waiting:
            kind = SourceFaultKind.FOR_REVIEW
            faults.append(SourceFault(number, version_id, kind, text, "", None, on))
    return tuple(faults)


def paper_source_faults(session: Session, paper_id: str, *, on: date) -> tuple[SourceFault, ...]:
    """The same of a paper that is kept, by the versions that are frozen on it."""
    items = select(PaperItem.version_id).where(PaperItem.paper_id == paper_id)
    return source_faults(session, session.scalars(items.order_by(PaperItem.position)).all(), on=on)


def source_remarks(faults: Iterable[SourceFault]) -> tuple[str, ...]:
    """Say it in few sentences, each without its full stop."""
    groups: dict[tuple[SourceFaultKind, str, int | None, date], list[int]] = defaultdict(list)
    for one in faults:
        groups[one.kind, one.edition, one.year, one.day].append(one.number)
    return tuple(
        _(TOLD[kind]).format(
            numbers=_numbers(numbers), edition=edition, year=year, day=day.isoformat()
        )
        for (kind, edition, year, day), numbers in groups.items()
    )


def _fault(number: int, version_id: str, text: str, fault: Fault, on: date) -> SourceFault:
    cited = fault.citation
    edition = citation_text(Citation(cited.regulation, cited.edition))
    year = fault.edition.year if fault.kind is FaultKind.REPLACED else None
    return SourceFault(number, version_id, KINDS[fault.kind], text, edition, year, on)


def _numbers(numbers: Sequence[int]) -> str:
    named = listed(map(str, numbers[:MOST_NAMED]))
    if len(numbers) > MOST_NAMED:
        return _("第 {numbers} 等 {count} 题").format(numbers=named, count=len(numbers))
    return _("第 {numbers} 题").format(numbers=named)


def _citations(session: Session, version_ids: Sequence[str]) -> dict[str, str | None]:
    """In one walk: a paper of thirty parallel forms has thousands of items."""
    found: dict[str, str | None] = {}
    for start in range(0, len(version_ids), 500):
        some = version_ids[start : start + 500]
        rows = session.execute(
            select(QuestionVersion.id, QuestionVersion.citation).where(QuestionVersion.id.in_(some))
        )
        found |= {version_id: text for version_id, text in rows}
    return found
