"""The register of the certificates of a class (证书发放登记表), to be signed on receipt."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training import settings
from dongan_training.certificates.models import Certificate
from dongan_training.errors import UserError
from dongan_training.people.models import Person
from dongan_training.people.units import NAMED_UNITS
from dongan_training.printing.listing import Listing, draw_listing
from dongan_training.printing.page import Align
from dongan_training.printing.table import Column
from dongan_training.texts import N_, _
from dongan_training.training.models import Enrolment
from dongan_training.training.queries import class_card


@dataclass(eq=False)
class NothingIssued(UserError):
    message = N_("这个班还没有签发证书。")
    advice = N_("没有生成文件。请先签发证书。")


def write_register(session: Session, class_id: str, path: Path) -> int:
    """Write the register, revoked certificates with it, and give its pages.

    Raises NothingIssued.
    """
    card = class_card(session, class_id)
    rows = _rows(session, class_id)
    if not rows:
        raise NothingIssued
    columns = (
        Column(_("序号"), 12),
        Column(_("证书编号"), 44),
        Column(_("姓名"), 28, is_name=True),
        Column(_("单位"), 44, Align.LEFT),
        Column(_("发证日期"), 24),
        Column(_("领取人签名"), 22),
    )
    listing = Listing(
        title=_("{title}证书发放登记表").format(title=card.name),
        author=card.organizer or settings.load(session).organizer,
        facts=(_("共 {count} 份　　发放人：____________").format(count=len(rows)),),
        columns=columns,
        rows=rows,
    )
    return draw_listing(path, listing)


def _rows(session: Session, class_id: str) -> tuple[tuple[str, ...], ...]:
    found = session.execute(
        select(Certificate, Person.name, NAMED_UNITS.c.full)
        .join(Enrolment, Certificate.enrolment_id == Enrolment.id)
        .join(Person, Enrolment.person_id == Person.id)
        .outerjoin(NAMED_UNITS, Person.org_unit_id == NAMED_UNITS.c.id)
        .where(Enrolment.class_id == class_id)
        .order_by(Certificate.year, Certificate.sequence)
    )
    return tuple(
        (
            str(place),
            one.number,
            name,
            unit or "",
            one.facts["issued_on"],
            _("已撤销") if one.revoked_at else "",
        )
        for place, (one, name, unit) in enumerate(found, start=1)
    )
