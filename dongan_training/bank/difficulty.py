"""How hard a question is: what its author declared, and what the answers showed.

Facility is the share of the points that people reach, 0–1 (难度系数 P; Guilford, 1954):
high is easy.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import update
from sqlalchemy.orm import Session

from dongan_training.bank.models import Question
from dongan_training.storage.versions import stamp

EASY, MIDDLE, HARD = 0.85, 0.65, 0.45
GOOD, FAIR = 0.30, 0.20  # Ebel & Frisbie 1991, table 13.4: below 0.20 an item needs revision
# Words as files have them (importer's 难度 field), and the five grades from easy to hard.
DECLARED: Mapping[str, float] = {
    **dict.fromkeys(("易", "容易", "较易", "简单", "基础", "低", "easy"), EASY),
    **dict.fromkeys(("中", "中等", "适中", "一般", "普通", "medium"), MIDDLE),
    **dict.fromkeys(("难", "较难", "困难", "高", "hard", "difficult"), HARD),
    **{"1": 0.9, "2": 0.775, "3": MIDDLE, "4": 0.525, "5": 0.4},
}
COEFFICIENT = re.compile(r"0?\.\d+")


@dataclass(frozen=True)
class Measure:
    """What the answers to one question showed."""

    facility: float  # 0–1
    discrimination: float | None  # -1–1; None where all were alike
    count: int  # answers it rests on


def expected_facility(declared: str | None, measured: float | None) -> float:
    """Give the facility to count on: what was measured, else what the words mean, else 0.65.

    A declared 0.72 is a 难度系数 and is taken as it is.
    """
    if measured is not None:
        return measured
    if declared and declared in DECLARED:
        return DECLARED[declared]
    said = unicodedata.normalize("NFKC", declared or "").strip().casefold()
    if COEFFICIENT.fullmatch(said):
        return float(said)
    return DECLARED.get(said, MIDDLE)


def record_measures(session: Session, measures: Mapping[str, Measure | None]) -> None:
    """Write what was measured of each question (by its id), in place of what was there.

    None says that nothing tells of it any more: its words count again.

    No new version: what a question says does not change by being asked.
    """
    version = stamp(session).fields()
    for question_id, one in measures.items():
        session.execute(
            update(Question)
            .where(Question.id == question_id)
            .values(
                measured_facility=one.facility if one else None,
                measured_discrimination=one.discrimination if one else None,
                measured_count=one.count if one else 0,
                **version,
            )
        )
