"""A class may have its own design for its certificates; else that of the settings counts."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.designs.keeping import KnownDesign, find_design
from dongan_training.designs.models import ClassDesign
from dongan_training.printing.purpose import Purpose


def design_of_class(session: Session, class_id: str) -> str:
    """The key of the class's own design; empty where it goes by the settings."""
    return session.scalar(select(ClassDesign.design).filter_by(class_id=class_id)) or ""


def choose_design_of_class(
    session: Session, *, class_id: str, design: str, by: Actor, at: datetime
) -> KnownDesign:
    """Print this class's certificates in a design from now on. Raises DesignUnknown."""
    found = find_design(session, design, Purpose.CERTIFICATE)
    _forget(session, class_id)
    session.add(ClassDesign(class_id=class_id, design=found.key))
    _record(session, class_id, found.key, by, at)
    return found


def clear_design_of_class(session: Session, *, class_id: str, by: Actor, at: datetime) -> None:
    """Let the settings decide again."""
    _forget(session, class_id)
    _record(session, class_id, "", by, at)


def copy_design_of_class(session: Session, *, class_id: str, new_id: str) -> None:
    """Give a copied class the design of the old one."""
    if design := design_of_class(session, class_id):
        session.add(ClassDesign(class_id=new_id, design=design))


def _forget(session: Session, class_id: str) -> None:
    for one in session.scalars(select(ClassDesign).filter_by(class_id=class_id)):
        session.delete(one)
    session.flush()


def _record(session: Session, class_id: str, design: str, by: Actor, at: datetime) -> None:
    details = {"design": design}
    audit.record(session, by=by, at=at, act="class.design", subject=class_id, details=details)
