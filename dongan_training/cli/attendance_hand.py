"""``attendance``: what is entered by hand, the photographs that prove it, and who did it."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.orm import Session

from dongan_training import clock
from dongan_training.accounts.actor import Actor
from dongan_training.attendance.checkin import SheetEntry, check_in_from_sheet, take_back
from dongan_training.attendance.corrections import CORRECTION_NAMES
from dongan_training.attendance.corrections import corrections as read_corrections
from dongan_training.attendance.evidence import (
    evidence_rows,
    find_evidence,
    keep_evidence,
    photograph_of,
    read_photograph,
)
from dongan_training.attendance.ledger import lesson_facts, lessons_of_class
from dongan_training.cli.face import Face, Json, Output
from dongan_training.cli.moments import At, moment_of
from dongan_training.cli.named import ClassText, LessonText
from dongan_training.saving import save_whole
from dongan_training.texts import _
from dongan_training.training.finding import find_class, find_enrolments, find_lesson

app = typer.Typer()

People = Annotated[
    list[str], typer.Argument(metavar="PERSON…", help=_("学员：姓名、胸牌上的序号或 id。"))
]
Reason = Annotated[str, typer.Option(help=_("原因，会记入日志。"))]
Photo = Annotated[
    Path | None, typer.Option("--photo", metavar="FILE", help=_("作为凭证保存的照片。"))
]


@app.command(help=_("按纸质签到表补录到课；--photo 保存签到表的照片。"))
def enter(
    context: typer.Context,
    lesson: LessonText,
    people: People,
    reason: Reason,
    time: Annotated[str, typer.Option(help=_("到课时间，如 08:25；不写为上课时间。"))] = "",
    photo: Photo = None,
    at: At = "",
    as_json: Json = False,
) -> None:
    """Record afterwards that people were there, as the paper sheet says."""
    face, now = Face.of(context), moment_of(at)
    picture = read_photograph(photo) if photo else None
    with face.writing() as (session, by):
        lesson_id = find_lesson(session, lesson)
        arrived_at = _time_of_lesson(session, lesson_id, time)
        enrolments = _enrolments(session, lesson_id, people)
        for one in enrolments:
            line = SheetEntry(one, lesson_id, arrived_at, reason)
            check_in_from_sheet(session, line=line, by=by, at=now)
        kept = (
            keep_evidence(session, lesson_id=lesson_id, photograph=picture, by=by, at=now)
            if picture
            else None
        )
    lines = [_("已补录 {count} 人。").format(count=len(enrolments))]
    value = {"lesson": lesson_id, "enrolments": enrolments, "evidence": kept}
    face.show(value, lines, as_json=as_json)


@app.command("take-back", help=_("撤销签到：记录不删除，只标为无效。"))
def take_back_entries(
    context: typer.Context,
    lesson: LessonText,
    people: People,
    reason: Reason,
    as_json: Json = False,
) -> None:
    """Declare void what was recorded for people in a lesson."""
    face, now = Face.of(context), clock.now()
    with face.writing() as (session, by):
        lesson_id = find_lesson(session, lesson)
        enrolments = _enrolments(session, lesson_id, people)
        for one in enrolments:
            take_back(session, enrolment_id=one, lesson_id=lesson_id, reason=reason, by=by, at=now)
    lines = [_("已撤销 {count} 人的签到。").format(count=len(enrolments))]
    face.show({"lesson": lesson_id, "enrolments": enrolments}, lines, as_json=as_json)


@app.command(help=_("一个班里手工登记和更改的考勤，附原因和经手人。"))
def corrections(context: typer.Context, which: ClassText, as_json: Json = False) -> None:
    """List what was entered by hand."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        lessons = lessons_of_class(session, find_class(session, which))
        found = read_corrections(session, [one.id for one in lessons])
    lines = [
        f"{clock.local(one.at):%m-%d %H:%M}　{one.lesson}　{one.name}　"
        f"{_(CORRECTION_NAMES[one.kind])}　{one.reason}　{one.actor}"
        for one in found
    ]
    face.show({"corrections": found}, lines, as_json=as_json)


@app.command(help=_("保存签到表或请假凭证的照片。"))
def keep(
    context: typer.Context,
    lesson: LessonText,
    photo: Annotated[Path, typer.Argument(metavar="FILE", help=_("照片（JPG、PNG、WebP）。"))],
    person: Annotated[str, typer.Option(help=_("哪位学员的请假凭证；不写为整课的签到表。"))] = "",
    as_json: Json = False,
) -> None:
    """Keep a photograph."""
    face, picture = Face.of(context), read_photograph(photo)
    with face.writing() as (session, by):
        lesson_id = find_lesson(session, lesson)
        enrolments = _enrolments(session, lesson_id, [person] if person else [])
        kept = keep_evidence(
            session,
            lesson_id=lesson_id,
            photograph=picture,
            by=by,
            at=clock.now(),
            enrolment_id=next(iter(enrolments), None),
        )
    lines = [_("已保存照片“{file}”。").format(file=photo.name)]
    face.show({"evidence": kept}, lines, as_json=as_json)


@app.command(help=_("列出一课保存的照片。"))
def photos(context: typer.Context, lesson: LessonText, as_json: Json = False) -> None:
    """List the photographs of a lesson."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        found = evidence_rows(session, [find_lesson(session, lesson)])
    pattern = _("{id}　{whose}　{file}　{size} KB　{actor}　{when}")
    lines = [
        pattern.format(
            id=one.id,
            whose=one.person or _("签到表"),
            file=one.name,
            size=max(one.bytes // 1024, 1),
            actor=one.added_by,
            when=f"{clock.local(one.added_at):%Y-%m-%d %H:%M}",
        )
        for one in found
    ]
    face.show({"photos": found}, lines, as_json=as_json)


@app.command(help=_("取出一张保存的照片。"))
def photo(
    context: typer.Context,
    evidence: Annotated[str, typer.Argument(metavar="PHOTO", help=_("照片的编号。"))],
    output: Output,
    as_json: Json = False,
) -> None:
    """Write a photograph that was kept into a file."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        found = photograph_of(session, find_evidence(session, evidence))
    save_whole(output, found.content)
    face.show(
        {"file": output, "media_type": found.media_type},
        [_("已写入“{file}”。").format(file=output)],
        as_json=as_json,
    )


def keep_note(
    session: Session, photo: Path | None, lesson_id: str, enrolment_id: str, by: Actor
) -> str | None:
    """Keep the document of somebody on leave, where there is one."""
    if photo is None:
        return None
    return keep_evidence(
        session,
        lesson_id=lesson_id,
        enrolment_id=enrolment_id,
        photograph=read_photograph(photo),
        by=by,
        at=clock.now(),
    )


def _enrolments(session: Session, lesson_id: str, people: list[str]) -> list[str]:
    class_id = lesson_facts(session, lesson_id).class_id
    return list(dict.fromkeys(find_enrolments(session, class_id, people)))


def _time_of_lesson(session: Session, lesson_id: str, time: str) -> datetime:
    """A time of day on the day of the lesson; nothing means its start."""
    starts_at = lesson_facts(session, lesson_id).rules.starts_at
    return moment_of(f"{clock.local(starts_at):%Y-%m-%d}T{time}") if time else starts_at
