"""Every paper the program prints, by name: ``python -m tests.papers.every OUT [COUNT]`` writes
them for a look.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from zipfile import ZipFile

from sqlalchemy.orm import Session

from dongan_training.accounts.actor import Actor
from dongan_training.attendance.evaluation import questions_of, summary
from dongan_training.attendance.evaluation_sheet import (
    EvaluationPaper,
    draw_evaluation_form,
    draw_evaluation_summary,
)
from dongan_training.attendance.papers import BadgePaper, write_attendance_sheet, write_badges
from dongan_training.attendance.sheet_choice import Scope, SheetChoice, SheetColumn, SheetPaper
from dongan_training.certificates.issuing import certificates_of_class
from dongan_training.certificates.papers import write_certificates
from dongan_training.certificates.register_sheet import write_register
from dongan_training.designs.keeping import find_design
from dongan_training.designs.shipped import card_sheets
from dongan_training.errors import UserError
from dongan_training.exam.analysing import analyse_exam
from dongan_training.exam.analysis_print import draw_analysis
from dongan_training.exam.printed.choice import FormatName, Printing, RoomPaper
from dongan_training.exam.printed.papers import write_key, write_paper
from dongan_training.exam.printed.room_papers import write_room_paper
from dongan_training.people.models import Person
from dongan_training.printing.calibration import draw_calibration_page
from dongan_training.reports.class_archive import write_archive
from dongan_training.reports.ledger import person_entry
from dongan_training.reports.person_sheet import write_person_year
from dongan_training.training.notice import NoticeFacts, write_notice
from dongan_training.workspace import Workspace
from tests.papers.people import CROWD, ORGANISER, TITLE, Worst, make_classes

NOTICE = NoticeFacts(
    "各乡镇党委，县直各机关单位党组（党委）",
    "李老师　0746-4211234",
    date(2026, 11, 20),
    date(2026, 11, 10),
)
ALL_COLUMNS = tuple(SheetColumn)
SHEETS = {
    "attendance": SheetChoice(),
    "attendance-all-columns": SheetChoice(Scope.LESSON, SheetPaper.A4_ACROSS, ALL_COLUMNS, 5),
    "attendance-class": SheetChoice(Scope.CLASS, SheetPaper.A4_ACROSS),
    "attendance-a3": SheetChoice(Scope.DAY, SheetPaper.A3),
    "attendance-a3-across": SheetChoice(Scope.CLASS, SheetPaper.A3_ACROSS, ALL_COLUMNS),
}


@dataclass(frozen=True)
class Place:
    """Where and for which class a paper is drawn."""

    session: Session
    worst: Worst
    by: Actor
    at: datetime


Draw = Callable[[Place, Path], object]


def _attendance(name: str) -> Draw:
    def draw(place: Place, path: Path) -> object:
        return write_attendance_sheet(
            place.session,
            lesson_id=place.worst.lesson_id,
            path=path,
            now=place.at,
            choice=SHEETS[name],
        )

    return draw


def _badges(sheet: str, design: str = "") -> Draw:
    def draw(place: Place, path: Path) -> object:
        paper = BadgePaper(place.worst.class_id, path, sheet, design)
        return write_badges(place.session, paper=paper, by=place.by, at=place.at)

    return draw


def _certificates(design: str) -> Draw:
    def draw(place: Place, path: Path) -> object:
        issued = certificates_of_class(place.session, place.worst.class_id)
        return write_certificates(issued, path, find_design(place.session, design).design)

    return draw


def _register(place: Place, path: Path) -> object:
    return write_register(place.session, place.worst.class_id, path)


def _room(paper: RoomPaper) -> Draw:
    return lambda place, path: write_room_paper(place.session, place.worst.exam_id, paper, path)


def _paper(write: Callable[..., object], printing: Printing) -> Draw:
    return lambda place, path: write(place.session, place.worst.paper_id, path, printing)


def _evaluation(place: Place, path: Path) -> object:
    questions = tuple(questions_of(place.session, place.worst.class_id))
    return draw_evaluation_form(path, EvaluationPaper(TITLE, ORGANISER, questions))


def _evaluated(place: Place, path: Path) -> object:
    found = summary(place.session, place.worst.class_id)
    return draw_evaluation_summary(path, TITLE, ORGANISER, found)


def _notice(place: Place, path: Path) -> object:
    class_id = place.worst.class_id
    return write_notice(place.session, class_id=class_id, facts=NOTICE, path=path, now=place.at)


def _analysis(place: Place, path: Path) -> object:
    found = analyse_exam(place.session, place.worst.exam_id)
    return draw_analysis(path, found, author=ORGANISER, at=place.at)


def _year(place: Place, path: Path) -> object:
    person = place.session.query(Person).filter_by(name=place.worst.names[0]).first()
    entry = person_entry(place.session, person_id=person.id, year=2026, now=place.at)
    return write_person_year(entry, path, year=2026, organiser=ORGANISER)


def _of_archive(start: str) -> Draw:
    """The paper of the archive whose name starts like this."""

    def draw(place: Place, path: Path) -> object:
        packed = path.with_suffix(".zip")
        write_archive(place.session, class_id=place.worst.class_id, path=packed, at=place.at)
        with ZipFile(packed) as archive:
            (name,) = [one for one in archive.namelist() if Path(one).name.startswith(start)]
            path.write_bytes(archive.read(name))
        packed.unlink()
        return name

    return draw


# Papers on which everybody of the class stands by name.
NAMING: dict[str, Draw] = {
    **{name: _attendance(name) for name in SHEETS},
    **{f"badges-{name}": _badges(name) for name in card_sheets()},
    "badges-photo": _badges("a4-8", "badge-95x67-photo"),
    "badges-large": _badges("a4-10", "badge-90x54-large"),
    **{
        name: _certificates(name)
        for name in ("certificate-formal", "certificate-plain", "certificate-preprinted")
    },
    "register": _register,
    **{f"room-{one}": _room(one) for one in RoomPaper if one is not RoomPaper.RECORD},
}
# Papers of the class or the exam.
OTHERS: dict[str, Draw] = {
    **{f"exam-{one}": _paper(write_paper, Printing("A", one)) for one in FormatName},
    "exam-large": _paper(write_paper, Printing("B", FormatName.A4, large=True)),
    "exam-large-a3": _paper(write_paper, Printing("B", FormatName.A3, large=True)),
    "exam-key": _paper(write_key, Printing("A")),
    f"room-{RoomPaper.RECORD}": _room(RoomPaper.RECORD),
    "evaluation": _evaluation,
    "evaluated": _evaluated,
    "notice": _notice,
    "analysis": _analysis,
    "person-year": _year,
    "archive-contents": _of_archive("00-"),
    "archive-timetable": _of_archive("02-"),
    "calibration": lambda place, path: draw_calibration_page(path, "HP LaserJet Pro M404dn"),
}
EVERY = {**NAMING, **OTHERS}
WITHOUT_A_PERSON = {name: draw for name, draw in EVERY.items() if name != "person-year"}


def main(folder: Path, count: int) -> None:
    """Write every paper for so many people."""
    with TemporaryDirectory() as data:
        workspace = Workspace.open(Path(data) / "data")
        by, at = Actor("李老师", workspace.device), datetime(2026, 11, 23, 0, 27, 6, tzinfo=UTC)
        (worst,) = make_classes(workspace, by, at, (count,))
        folder.mkdir(parents=True, exist_ok=True)
        for name, draw in (EVERY if count else WITHOUT_A_PERSON).items():
            start = perf_counter()
            try:
                with workspace.begin() as session:
                    draw(Place(session, worst, by, at + timedelta(days=2)), folder / f"{name}.pdf")
                told = f"{perf_counter() - start:.2f} s"
            except UserError as error:
                told = error.told()
            print(name, told)
        workspace.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int((*sys.argv, CROWD)[2]))
