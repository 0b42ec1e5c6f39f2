"""The papers of a class, ready for the preview. Imported late: printing loads fonts."""

from pathlib import Path

from dongan_training import clock
from dongan_training.attendance import papers
from dongan_training.attendance.papers import BadgePaper
from dongan_training.attendance.sheet_choice import SheetChoice
from dongan_training.printing.designs.checking import told_flaws
from dongan_training.progress import Progress
from dongan_training.reports.class_overview import OverviewRow
from dongan_training.texts import _
from dongan_training.training.notice import write_notice
from dongan_training.training.notice_facts import NoticeFacts, keep_notice
from dongan_training.training.queries import ClassCard, LessonRow
from ui.kit import Desk
from ui.kit.preview import Document

USUAL_SHEET = SheetChoice()


def badges(desk: Desk, card: ClassCard, sheet: str = "a4-8", design: str = "") -> Document:
    """The badges of everybody in the class; those without one get it now."""
    by = desk.actor

    def draw(path: Path, progress: Progress) -> None:
        with desk.workspace.begin() as session:
            paper = BadgePaper(card.id, path, sheet, design)
            papers.write_badges(session, paper=paper, by=by, at=clock.now(), progress=progress)

    def warning() -> str:
        with desk.workspace.read() as session:
            look = papers.badge_design(session, sheet, design)
            found = papers.badge_flaws(session, class_id=card.id, design=look, at=clock.now())
        return told_flaws(found)

    return Document(_("胸牌"), _("{code} 胸牌.pdf").format(code=card.code), draw, warning)


def new_badge(desk: Desk, one: OverviewRow) -> Document:
    """A new badge for somebody who lost theirs; the old one is void from now on."""
    by = desk.actor

    def draw(path: Path, progress: Progress) -> None:
        with desk.workspace.begin() as session:
            papers.write_new_badge(session, enrolment_id=one.id, path=path, by=by, at=clock.now())

    return Document(_("补发胸牌"), _("{name} 胸牌.pdf").format(name=one.name), draw)


def notice_paper(desk: Desk, card: ClassCard, facts: NoticeFacts) -> Document:
    """The notice of the class with its attachments; what it says is kept with the class."""

    def draw(path: Path, progress: Progress) -> None:
        write_notice_of(desk, card, facts, path)

    return Document(_("培训通知"), _("{code} 培训通知.pdf").format(code=card.code), draw)


def write_notice_of(desk: Desk, card: ClassCard, facts: NoticeFacts, path: Path) -> None:
    """Keep what the notice says; write it as PDF or Word, as the name of the file says."""
    now = clock.now()
    with desk.workspace.begin() as session:
        facts = keep_notice(session, class_id=card.id, facts=facts, by=desk.actor, at=now)
    with desk.workspace.read() as session:
        write_notice(session, class_id=card.id, facts=facts, path=path, now=now)


def attendance_sheet(desk: Desk, lesson: LessonRow, choice: SheetChoice = USUAL_SHEET) -> Document:
    """The sign-in sheet of this lesson, usually with all lessons of its day."""

    def draw(path: Path, progress: Progress) -> None:
        with desk.workspace.read() as session:
            papers.write_attendance_sheet(
                session, lesson_id=lesson.id, path=path, now=clock.now(), choice=choice
            )

    return Document(_("签到表"), _("{code} 签到表.pdf").format(code=lesson.code), draw)
