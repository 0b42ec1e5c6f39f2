"""Which activity or organisation somebody means by what they typed."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.attendance.models import StudyActivity
from dongan_training.errors import UserError
from dongan_training.people.finding import CHOICES_TOLD, SHORTEST_PREFIX
from dongan_training.people.models import OrgUnit
from dongan_training.texts import N_, listed


@dataclass(eq=False)
class ActivityUnknown(UserError):
    text: str
    message = N_("找不到学习活动“{text}”。")
    advice = N_("没有改动。请用 activity list 查看编号。")


@dataclass(eq=False)
class UnitUnknown(UserError):
    name: str
    message = N_("没有党组织“{name}”。")
    advice = N_("没有改动。请核对名称，或先在“人员”页添加。")


@dataclass(eq=False)
class UnitAmbiguous(UserError):
    name: str
    choices: str
    message = N_("有多个党组织叫“{name}”：{choices}。")
    advice = N_("没有改动。请用编号说明是哪一个。")


def find_activity(session: Session, text: str) -> str:
    """Give the id of the activity meant by an id or its beginning."""
    text = text.strip()
    if len(text) >= SHORTEST_PREFIX:
        starts = StudyActivity.id.startswith(text, autoescape=True)
        found = session.scalars(select(StudyActivity.id).where(starts)).all()
        if len(found) == 1:
            return found[0]
    raise ActivityUnknown(text)


def find_unit(session: Session, text: str) -> str:
    """Give the id of the organisation meant by a name or an id."""
    text = text.strip()
    same = (OrgUnit.name == text) | (OrgUnit.id == text)
    found = session.scalars(select(OrgUnit.id).where(same)).all()
    if not found:
        raise UnitUnknown(text)
    if len(found) > 1:
        raise UnitAmbiguous(text, listed(found[:CHOICES_TOLD]))
    return found[0]
