"""Badges and sign-in sheets: collects the facts, and lets the sheets be drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training import clock, settings
from dongan_training.accounts.actor import Actor
from dongan_training.attendance.attendance_sheet import (
    AttendanceSheet,
    SheetPerson,
    draw_attendance_sheet,
)
from dongan_training.attendance.badge_sheet import (
    BadgeCard,
    BadgeSheet,
    badge_values,
    draw_badge_sheet,
)
from dongan_training.attendance.ledger import (
    LedgerRow,
    LessonFacts,
    active_rows,
    lesson_in_rooms,
    lessons_of_class,
    read_ledger,
)
from dongan_training.attendance.sheet_choice import Scope, SheetChoice, SheetColumn
from dongan_training.attendance.sheet_code import sheet_code
from dongan_training.attendance.status import AttendanceStatus, hour
from dongan_training.designs.keeping import find_design
from dongan_training.designs.shipped import card_sheet
from dongan_training.errors import UserError
from dongan_training.people.identity import masked_phone
from dongan_training.people.models import Person, PersonPhoto
from dongan_training.printing.designs.checking import Flaw, people_flaws
from dongan_training.printing.designs.model import Design
from dongan_training.printing.picture import PrintedPicture, printed_picture
from dongan_training.printing.purpose import Purpose
from dongan_training.progress import Progress
from dongan_training.storage.vault import vault_of
from dongan_training.texts import N_, _, listed
from dongan_training.training.badges import (
    PrintableBadge,
    foreseen_badges,
    issue_badges,
    reprint_badge,
)
from dongan_training.training.class_names import class_title_on_paper
from dongan_training.training.models import Enrolment
from dongan_training.training.queries import ClassCard, class_card, lesson

STATUS_NAMES = {
    AttendanceStatus.PRESENT: N_("出勤"),
    AttendanceStatus.LATE: N_("迟到"),
    AttendanceStatus.LEFT_EARLY: N_("早退"),
    AttendanceStatus.ON_LEAVE: N_("请假"),
    AttendanceStatus.ABSENT: N_("缺勤"),
    AttendanceStatus.NOT_YET: N_("未到"),
}
NOTED = frozenset(STATUS_NAMES) - {AttendanceStatus.PRESENT, AttendanceStatus.NOT_YET}
NOT_THEIRS = "/"  # in the column of a lesson whose courses somebody did not choose


@dataclass(eq=False)
class NobodyToSign(UserError):
    message = N_("这个班还没有学员，没有签到表可印。")
    advice = N_("请先在“学员”里添加学员，再打印签到表。")


@dataclass(frozen=True)
class Printed:
    """What was drawn: how many people, on how many pages."""

    path: Path
    people: int
    pages: int


@dataclass(frozen=True)
class BadgePaper:
    """Which badges to print, where to, on which sheets; an empty design is the usual of these."""

    class_id: str
    path: Path
    sheet: str = "a4-8"
    design: str = ""


def write_badges(
    session: Session,
    *,
    paper: BadgePaper,
    by: Actor,
    at: datetime,
    progress: Progress | None = None,
) -> Printed:
    """Issue the badges that are missing in a class, and draw all of them.

    Drawn inside the transaction: badges that could not be written are not issued either.
    """
    badges = issue_badges(session, class_id=paper.class_id, by=by, at=at)
    return _draw_badges(session, paper, badges, progress)


def write_new_badge(
    session: Session, *, enrolment_id: str, path: Path, by: Actor, at: datetime
) -> Printed:
    """Make the old badge of one person void, and draw the new one on a sheet of its own."""
    badge = reprint_badge(session, enrolment_id=enrolment_id, by=by, at=at)
    class_id = session.get_one(Enrolment, enrolment_id).class_id
    return _draw_badges(session, BadgePaper(class_id, path), [badge], None)


def badge_design(session: Session, sheet: str, design: str = "") -> Design:
    """The design named, else the usual one of these sheets. Raises SheetUnknown, DesignUnknown."""
    return find_design(session, design or card_sheet(sheet).design, Purpose.BADGE).design


def badge_flaws(session: Session, *, class_id: str, design: Design, at: datetime) -> list[Flaw]:
    """What comes out badly on the badges of a class in this design; nothing is issued.

    Raises NobodyEnrolled.
    """
    badges = foreseen_badges(session, class_id=class_id, at=at)
    return people_flaws(design, badge_values(_badge_sheet(session, class_id, badges, design)))


def write_attendance_sheet(
    session: Session,
    *,
    lesson_id: str,
    path: Path,
    now: datetime,
    choice: SheetChoice = SheetChoice(),  # noqa: B008  frozen
) -> Printed:
    """Draw the sign-in sheet of a lesson, with a column for each lesson of the chosen scope.

    Before anybody has come it is blank, to be signed by hand; later it tells what the door
    knows. Raises NobodyToSign or TooManySignatures.
    """
    sheet = attendance_sheet(session, lesson_id=lesson_id, now=now, choice=choice)
    return Printed(path, len(sheet.people), draw_attendance_sheet(path, sheet))


def attendance_sheet(
    session: Session,
    *,
    lesson_id: str,
    now: datetime,
    choice: SheetChoice = SheetChoice(),  # noqa: B008  frozen
) -> AttendanceSheet:
    """Collect what ``write_attendance_sheet`` draws."""
    facts = lesson_in_rooms(session, lesson_id)
    card = class_card(session, facts.class_id)
    lessons = _lessons_in(choice.scope, lessons_of_class(session, facts.class_id), facts)
    rows = list(active_rows(read_ledger(session, lessons, now=now)))
    if not rows:
        raise NobodyToSign
    begun = facts.rules.starts_at <= now
    asked = [row for row in rows if row.lesson.id == facts.id]
    present = sum(row.attendance.arrived_at is not None for row in asked)
    phones = _phones(session, rows) if SheetColumn.PHONE in choice.columns else {}
    return AttendanceSheet(
        title=_("{title}签到表").format(title=_full_title(card)),
        time=_told_times(lessons),
        place=facts.venue,
        organiser=card.organizer or settings.load(session).organizer,
        code=lesson(session, lesson_id).code,
        qr=partial(sheet_code, vault_of(session), lesson_id, scope=choice.scope),
        people=_people(rows, lessons, facts, phones),
        signatures=_signatures(lessons, choice.scope),
        present=present if begun or present else None,
        walk_ins=choice.blank_rows,
        columns=choice.columns,
        paper=choice.paper,
    )


def _signatures(lessons: Sequence[LessonFacts], scope: Scope) -> tuple[str, ...]:
    """A heading for each lesson; over several days it names the day."""
    if scope is not Scope.CLASS:
        return tuple(_("{lesson}签名").format(lesson=one.title) for one in lessons)
    starts = [clock.local(one.rules.starts_at) for one in lessons]
    return tuple(
        f"{start.month}.{start.day} {one.title}" for start, one in zip(starts, lessons, strict=True)
    )


def _phones(session: Session, rows: Sequence[LedgerRow]) -> dict[str, str]:
    """The phones of these people, masked, by person."""
    ids = {row.place.person_id for row in rows}
    found = session.scalars(select(Person).where(Person.id.in_(ids)))
    return {one.id: masked_phone(one.phone) for one in found}


def _draw_badges(
    session: Session,
    paper: BadgePaper,
    badges: Sequence[PrintableBadge],
    progress: Progress | None,
) -> Printed:
    design = badge_design(session, paper.sheet, paper.design)
    drawn = _badge_sheet(session, paper.class_id, badges, design)
    pages = draw_badge_sheet(paper.path, drawn, card_sheet(paper.sheet), design, progress)
    return Printed(paper.path, len(badges), pages)


def _badge_sheet(
    session: Session, class_id: str, badges: Sequence[PrintableBadge], design: Design
) -> BadgeSheet:
    card = class_card(session, class_id)
    photos = _photos(session, badges) if _shows_photos(design) else {}
    return BadgeSheet(
        title=_full_title(card),
        organiser=card.organizer or settings.load(session).organizer,
        cards=tuple(_badge_card(card, one, photos.get(one.enrolment_id)) for one in badges),
    )


def _shows_photos(design: Design) -> bool:
    return any("photo" in item.fields() for item in design.items)


def _photos(session: Session, badges: Sequence[PrintableBadge]) -> dict[str, PrintedPicture]:
    """The photos there are, by enrolment."""
    asked = (
        select(Enrolment.id, Person.name, PersonPhoto.content)
        .join(Person, Person.id == Enrolment.person_id)
        .join(PersonPhoto, PersonPhoto.person_id == Person.id)
        .where(Enrolment.id.in_([one.enrolment_id for one in badges]))
    )
    return {key: printed_picture(data, name) for key, name, data in session.execute(asked)}


def _lessons_in(
    scope: Scope, lessons: Sequence[LessonFacts], facts: LessonFacts
) -> list[LessonFacts]:
    if scope is Scope.CLASS:
        return list(lessons)
    if scope is Scope.LESSON:
        return [facts]
    day = clock.local(facts.rules.starts_at).date()
    return [one for one in lessons if clock.local(one.rules.starts_at).date() == day]


def _people(
    rows: Sequence[LedgerRow],
    lessons: Sequence[LessonFacts],
    facts: LessonFacts,
    phones: Mapping[str, str],
) -> tuple[SheetPerson, ...]:
    """One line per person: the arrival in each lesson, and a remark on the lesson asked for."""
    known = {(row.lesson.id, row.place.enrolment_id): row for row in rows}
    people = []
    places = {row.place.enrolment_id: row.place for row in rows}
    for place in places.values():
        of_day = [known.get((one.id, place.enrolment_id)) for one in lessons]
        asked = known.get((facts.id, place.enrolment_id))
        marks = tuple(_mark(row) if row else NOT_THEIRS for row in of_day)
        people.append(
            SheetPerson(
                name=place.name,
                number=place.number,
                org=place.org,
                post=place.post,
                marks=marks,
                note=_remark(asked) if asked else "",
                group=place.group,
                seat=place.seat,
                phone=phones.get(place.person_id, ""),
            )
        )
    return tuple(people)


def _mark(row: LedgerRow) -> str:
    arrived = row.attendance.arrived_at
    return hour(arrived) if arrived else ""


def _remark(row: LedgerRow) -> str:
    """Only what is out of the ordinary."""
    status = row.attendance.status
    if status is AttendanceStatus.ON_LEAVE and row.leave:
        return _(row.leave.kind)
    entered = _("补录") if row.attendance.by_hand else ""
    noted = _(STATUS_NAMES[status]) if status in NOTED else ""
    return listed(word for word in (noted, entered) if word)


def _badge_card(card: ClassCard, badge: PrintableBadge, photo: PrintedPicture | None) -> BadgeCard:
    return BadgeCard(
        seat=badge.seat,
        photo=photo,
        name=badge.name,
        org=badge.org,
        post=badge.post,
        code=badge.code,
        group=badge.group,
        number=f"{card.code}-{badge.number:03}",
    )


def _full_title(card: ClassCard) -> str:
    return class_title_on_paper(card.name, card.number)


def _told_times(lessons: Sequence[LessonFacts]) -> str:
    local = clock.local(lessons[0].rules.starts_at)
    day = _("{year}年{month}月{day}日").format(year=local.year, month=local.month, day=local.day)
    last = clock.local(lessons[-1].rules.starts_at)
    if last.date() != local.date():
        until = _("{month}月{day}日").format(month=last.month, day=last.day)
        return _("{first}至{last}，共 {count} 课").format(first=day, last=until, count=len(lessons))
    times = [f"{one.title} {hour(one.rules.starts_at)}" for one in lessons]
    return "　".join([day, *times])
