"""The keys an exam is marked by: those of the frozen paper, and the corrections made since."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.bank.scoring import Key, Value
from dongan_training.exam.grading import ExamKey, corrected
from dongan_training.exam.items import items_of_form
from dongan_training.exam.models import CorrectionKind, Exam, KeyCorrection, PaperForm, PaperItem

Corrections = Mapping[str, list[tuple[CorrectionKind, Value]]]


def keys_of_exam(session: Session, exam: Exam, form: PaperForm) -> dict[str, ExamKey]:
    """Give the keys in force for one form, by item; only for marking, never for a candidate."""
    made = corrections_of(session, exam.id)
    return {
        item.id: corrected(printed_key(item), made.get(item.id, ()))
        for item in items_of_form(session, form)
    }


def keys_of_form(session: Session, form: PaperForm) -> dict[str, Key]:
    """Give the keys a form was printed with, by item; never for a candidate."""
    return {item.id: printed_key(item) for item in items_of_form(session, form)}


def corrections_of(session: Session, exam_id: str) -> Corrections:
    """Give the corrections of an exam by item, the oldest first."""
    made: dict[str, list[tuple[CorrectionKind, Value]]] = {}
    for item_id, kind, answer in session.execute(
        select(KeyCorrection.item_id, KeyCorrection.kind, KeyCorrection.answer)
        .where(KeyCorrection.exam_id == exam_id)
        .order_by(KeyCorrection.made_at, KeyCorrection.id)
    ):
        made.setdefault(item_id, []).append((kind, answer))
    return made


def printed_key(item: PaperItem) -> Key:
    """Give the key that the paper was printed with."""
    version = item.version
    return Key(version.type, version.answer, item.points, version.order_free)
