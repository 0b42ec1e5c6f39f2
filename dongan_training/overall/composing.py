"""Say how the overall result of a class is made up, and give what no program can know."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training import settings
from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.errors import UserError
from dongan_training.exam.models import Exam
from dongan_training.overall.models import Composition, GivenResult
from dongan_training.overall.weighing import WHOLE, Part, Source, Weights
from dongan_training.texts import N_
from dongan_training.training.models import Enrolment, EnrolmentState


@dataclass(eq=False)
class WeightsDoNotFit(UserError):
    total: str
    message = N_("各项权重合计 {total}%，应当是 100%。")
    advice = N_("没有保存。请改正后再保存。")


@dataclass(eq=False)
class PartsDoNotFit(UserError):
    message = N_("总评每一项都要有名称，名称不能相同，权重应当大于 0。")
    advice = N_("没有保存。请改正后再保存。")


@dataclass(eq=False)
class ExamElsewhere(UserError):
    name: str
    message = N_("“{name}”用的考试不是本班的考试。")
    advice = N_("没有保存。请选本班的一场考试。")


@dataclass(eq=False)
class NotGivenByHand(UserError):
    name: str
    message = N_("总评里没有由人评定的“{name}”。")
    advice = N_("没有保存。请先在总评构成里加上这一项，来源选“人工评定”。")


@dataclass(eq=False)
class PercentDoesNotFit(UserError):
    percent: str
    message = N_("“{percent}”不是 0 到 100 的分数。")
    advice = N_("没有保存。请改正后再保存。")


def weights_of(session: Session, class_id: str) -> Weights:
    """Give the make-up of a class's overall result; without parts where nobody set one."""
    made = session.scalar(select(Composition).where(Composition.class_id == class_id))
    if made is None:
        return Weights(pass_mark=settings.load(session).pass_mark)
    parts = tuple(Part(**{**one, "source": Source(one["source"])}) for one in made.parts)
    return Weights(parts, made.pass_mark, made.for_certificate)


def set_weights(
    session: Session, *, class_id: str, weights: Weights, by: Actor, at: datetime
) -> None:
    """Set the make-up; no parts take it away. Raises what does not fit.

    What trainers gave stays: it counts again for a part of the same name.
    """
    _require_fit(session, class_id, weights)
    made = session.scalar(select(Composition).where(Composition.class_id == class_id))
    parts = [asdict(one) for one in weights.parts]
    if not parts:
        if made is not None:
            session.delete(made)
    elif made is None:
        session.add(
            Composition(
                class_id=class_id,
                parts=parts,
                pass_mark=weights.pass_mark,
                for_certificate=weights.for_certificate,
            )
        )
    else:
        made.parts, made.pass_mark = parts, weights.pass_mark
        made.for_certificate = weights.for_certificate
    details = {"parts": parts, "pass_mark": weights.pass_mark}
    details["for_certificate"] = weights.for_certificate
    audit.record(session, by=by, at=at, act="overall.weights", subject=class_id, details=details)


def give_results(
    session: Session,
    *,
    class_id: str,
    part: str,
    percents: Mapping[str, float],
    by: Actor,
    at: datetime,
) -> int:
    """Give people of a class their percents of one part, by enrolment; how many changed.

    A percent given before stays as a fact; the last one counts.
    """
    parts = weights_of(session, class_id).parts
    if not any(one.name == part and one.source is Source.GIVEN for one in parts):
        raise NotGivenByHand(part)
    wrong = next((one for one in percents.values() if not 0 <= one <= WHOLE), None)
    if wrong is not None:
        raise PercentDoesNotFit(f"{wrong:g}")
    known = given_results(session, class_id)
    changed = {
        one: percent for one, percent in percents.items() if known.get((one, part)) != percent
    }
    session.add_all(
        GivenResult(enrolment_id=one, part=part, percent=percent, given_at=at, given_by=by.name)
        for one, percent in changed.items()
    )
    if changed:
        details = {"part": part, "given": changed}
        audit.record(session, by=by, at=at, act="overall.give", subject=class_id, details=details)
    return len(changed)


def given_results(session: Session, class_id: str) -> dict[tuple[str, str], float]:
    """Give what counts of what trainers gave, by enrolment and part."""
    found = session.execute(
        select(GivenResult.enrolment_id, GivenResult.part, GivenResult.percent)
        .join(Enrolment, GivenResult.enrolment_id == Enrolment.id)
        .where(Enrolment.class_id == class_id)
        .order_by(GivenResult.given_at, GivenResult.id)
    )
    return {(enrolment_id, part): percent for enrolment_id, part, percent in found}


def ungiven(session: Session, class_id: str, weights: Weights) -> dict[str, int]:
    """Count, by part, the people of a class to whom a trainer has still to give a result."""
    given = given_results(session, class_id)
    people = session.scalars(
        select(Enrolment.id).where(
            Enrolment.class_id == class_id, Enrolment.state == EnrolmentState.ACTIVE
        )
    ).all()
    counts = {
        part.name: sum((one, part.name) not in given for one in people)
        for part in weights.parts
        if part.source is Source.GIVEN
    }
    return {name: count for name, count in counts.items() if count}


def _require_fit(session: Session, class_id: str, weights: Weights) -> None:
    parts = weights.parts
    names = {one.name.strip() for one in parts}
    if len(names) < len(parts) or "" in names or any(one.weight <= 0 for one in parts):
        raise PartsDoNotFit
    total = sum(one.weight for one in parts)
    if parts and abs(total - WHOLE) > 1e-6:
        raise WeightsDoNotFit(f"{total:g}")
    if not 0 < weights.pass_mark <= WHOLE:
        raise PercentDoesNotFit(f"{weights.pass_mark:g}")
    for one in parts:
        exam = session.get(Exam, one.exam_id) if one.exam_id else None
        if one.exam_id and (exam is None or exam.class_id != class_id):
            raise ExamElsewhere(one.name)
