"""``exam room …``: rules and seats before the exam, and what the invigilator sees and does."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any

import typer
from sqlalchemy.orm import Session

from dongan_training import clock
from dongan_training.cli.face import Face, Json
from dongan_training.cli.named import ExamText
from dongan_training.errors import UserError
from dongan_training.exam import station
from dongan_training.exam.board import Board, BoardRow, board, sitting_record
from dongan_training.exam.finding import find_exam
from dongan_training.exam.invigilating import (
    Grant,
    NotSitting,
    annul_attempt,
    answer_help,
    end_attempt,
    grant_minutes,
    open_attempts,
)
from dongan_training.exam.models import EventKind, Exam
from dongan_training.exam.record_words import (
    alert_words,
    board_state_name,
    duration_words,
    happened_words,
)
from dongan_training.exam.reopening import Reopening, reopen_attempt
from dongan_training.exam.rules import SittingRules, change_rules, rules_of
from dongan_training.exam.seating import (
    Move,
    Seat,
    Seated,
    give_extra_minutes,
    move_person,
    plan_seats,
    seat_plan,
)
from dongan_training.texts import N_, _
from dongan_training.training.finding import find_enrolments

app = typer.Typer(no_args_is_help=True, help=_("考场：规则、座位、监考。"))

PersonText = Annotated[str, typer.Argument(metavar="PERSON", help=_("学员：序号或姓名。"))]
Reason = Annotated[str, typer.Option(help=_("原因，记入考场记录。"))]
MOMENTS = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]


class NoPassword(UserError):
    """Nothing was typed in where a password was asked for."""

    message = N_("没有读到密码。")
    advice = N_("没有改动。请从标准输入给出密码；要取消密码请用 --none。")


@app.command(help=_("监考台：谁在考、答了多少、剩余时间和提醒。"))
def show(context: typer.Context, exam: ExamText, as_json: Json = False) -> None:
    """Show everybody as they stand now."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        shown = board(session, find_exam(session, exam))
    face.show(shown, _board_lines(shown), as_json=as_json)


@app.command(help=_("考场记录：发生过的每件事，按时间排列。"))
def record(context: typer.Context, exam: ExamText, as_json: Json = False) -> None:
    """Show all that happened, in order."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        found = sitting_record(session, find_exam(session, exam))
    lines = [
        f"{clock.local(one.at):%m-%d %H:%M:%S}  {one.name or _('考场')}  {happened_words(one)}"
        for one in found
    ]
    face.show({"record": found}, lines, as_json=as_json)


@app.command(help=_("查看或修改考场规则；只改写明的项。"))
def rules(
    context: typer.Context,
    exam: ExamText,
    starts: Annotated[
        datetime | None,
        typer.Option(
            formats=MOMENTS, metavar="DATETIME", help=_("最早开考时间，如 2027-01-05T09:00。")
        ),
    ] = None,
    ends: Annotated[
        datetime | None,
        typer.Option(
            formats=MOMENTS, metavar="DATETIME", help=_("入场截止时间，如 2027-01-05T09:30。")
        ),
    ] = None,
    late: Annotated[int | None, typer.Option(help=_("迟到几分钟以内可以入场；-1 不限。"))] = None,
    earliest: Annotated[int | None, typer.Option(help=_("开考满几分钟才能交卷。"))] = None,
    attempts: Annotated[int | None, typer.Option(help=_("每人可以考几次。"))] = None,
    open_book: Annotated[
        bool | None, typer.Option("--open-book/--closed-book", help=_("开卷或闭卷。"))
    ] = None,
    personal_order: Annotated[
        bool | None,
        typer.Option("--personal-order/--form-order", help=_("每人题序不同，或按卷别。")),
    ] = None,
    result: Annotated[
        bool | None,
        typer.Option("--result-at-once/--result-later", help=_("交卷后显示成绩，或以后公布。")),
    ] = None,
    room: Annotated[str | None, typer.Option(help=_("考场地点。"))] = None,
    as_json: Json = False,
) -> None:
    """Set the rules that are named, and show all."""
    wanted = {
        "starts_at": starts.astimezone() if starts else None,
        "ends_at": ends.astimezone() if ends else None,
        "late_entry": late,
        "earliest_hand_in": earliest,
        "attempts_allowed": attempts,
        "open_book": open_book,
        "personal_order": personal_order,
        "shows_result": result,
        "room": room,
    }
    named: dict[str, Any] = {name: value for name, value in wanted.items() if value is not None}
    if named.get("late_entry") == -1:
        named["late_entry"] = None
    face = Face.of(context)
    with face.writing() as (session, by):
        exam_id = find_exam(session, exam)
        if named:
            changed = replace(rules_of(session, exam_id), **named)
            change_rules(session, exam_id=exam_id, rules=changed, by=by, at=clock.now())
            session.flush()
        found = rules_of(session, exam_id)
    face.show({"rules": found}, rules_lines(found), as_json=as_json)


@app.command(help=_("编排座位，相邻的人卷别不同；不写排数时显示座位表。"))
def seats(
    context: typer.Context,
    exam: ExamText,
    rows: Annotated[int | None, typer.Option(help=_("几排。"))] = None,
    columns: Annotated[int | None, typer.Option(help=_("每排几座。"))] = None,
    as_json: Json = False,
) -> None:
    """Seat everybody, or show who sits where."""
    face = Face.of(context)
    with face.writing() as (session, by):
        exam_id = find_exam(session, exam)
        if rows or columns:
            plan_seats(
                session,
                exam_id=exam_id,
                rows=rows or 0,
                columns=columns or 0,
                by=by,
                at=clock.now(),
            )
        found = seat_plan(session, exam_id)
    told = [
        {"seat": str(one.seat), "form": one.form, "number": one.number, "name": one.name}
        for one in found
    ]
    face.show({"seats": told}, _seat_lines(found), as_json=as_json)


@app.command(help=_("开考前给一个人加时；0 为取消。"))
def extra(
    context: typer.Context,
    exam: ExamText,
    person: PersonText,
    minutes: Annotated[int, typer.Argument(metavar="MINUTES", help=_("多给几分钟。"))],
    as_json: Json = False,
) -> None:
    """Allow somebody more time from the start."""
    face = Face.of(context)
    with face.writing() as (session, by):
        exam_id, enrolment_id = _meant(session, exam, person)
        give_extra_minutes(
            session,
            exam_id=exam_id,
            enrolment_id=enrolment_id,
            minutes=minutes,
            by=by,
            at=clock.now(),
        )
        session.flush()
        row = _row(session, exam_id, enrolment_id)
    lines = [_("{name}：加时 {minutes} 分钟。").format(name=row.name, minutes=minutes)]
    face.show({"person": row}, lines, as_json=as_json)


@app.command(help=_("换座；已经开考的，卷别不变。"))
def move(
    context: typer.Context,
    exam: ExamText,
    person: PersonText,
    seat: Annotated[str, typer.Argument(metavar="SEAT", help=_("排-座，例如 3-2。"))],
    reason: Reason = "",
    as_json: Json = False,
) -> None:
    """Give somebody another seat."""
    face = Face.of(context)
    with face.writing() as (session, by):
        exam_id, enrolment_id = _meant(session, exam, person)
        wanted = Move(enrolment_id, Seat.read(seat), reason)
        move_person(session, exam_id=exam_id, move=wanted, by=by, at=clock.now())
        session.flush()
        row = _row(session, exam_id, enrolment_id)
    face.show({"person": row}, [_("{name}：{seat}。").format(**vars(row))], as_json=as_json)


@app.command(help=_("给正在考试的一个人或全场加时；--lost 为补回停机的时间。"))
def give(
    context: typer.Context,
    exam: ExamText,
    minutes: Annotated[int, typer.Argument(metavar="MINUTES", help=_("几分钟。"))],
    person: Annotated[
        list[str] | None, typer.Option(help=_("学员：序号或姓名，可以重复；不写为全场。"))
    ] = None,
    reason: Reason = "",
    lost: Annotated[bool, typer.Option("--lost", help=_("补回停机、断电失去的时间。"))] = False,
    as_json: Json = False,
) -> None:
    """Give minutes to some or to the room."""
    face = Face.of(context)
    with face.writing() as (session, by):
        exam_id = find_exam(session, exam)
        attempts = [_attempt(session, exam, one) for one in person or ()]
        kind = EventKind.CREDITED if lost else EventKind.EXTENDED
        given = grant_minutes(
            session,
            attempt_ids=attempts if person else open_attempts(session, exam_id),
            grant=Grant(minutes, reason, kind),
            by=by,
            at=clock.now(),
        )
    lines = [_("已给 {count} 人各加 {minutes} 分钟。").format(count=given, minutes=minutes)]
    face.show({"people": given, "minutes": minutes}, lines, as_json=as_json)


@app.command(name="help", help=_("记下监考人员已到举手的人身边。"))
def help_(
    context: typer.Context, exam: ExamText, person: PersonText, as_json: Json = False
) -> None:
    """Answer a raised hand."""
    face = Face.of(context)
    with face.writing() as (session, by):
        attempt_id = _attempt(session, exam, person)
        answer_help(session, attempt_id=attempt_id, by=by, at=clock.now())
    face.show({"attempt": attempt_id}, [_("已记录。")], as_json=as_json)


@app.command(help=_("收一个人的卷：按已保存的答案交卷。"))
def end(
    context: typer.Context,
    exam: ExamText,
    person: PersonText,
    reason: Reason = "",
    as_json: Json = False,
) -> None:
    """Collect somebody's answers as they stand."""
    face = Face.of(context)
    with face.writing() as (session, by):
        attempt_id = _attempt(session, exam, person)
        receipt = end_attempt(session, attempt_id=attempt_id, reason=reason, by=by, at=clock.now())
    lines = [_("{name}已收卷，回执码 {code}。").format(name=receipt.name, code=receipt.code)]
    face.show({"receipt": receipt}, lines, as_json=as_json)


@app.command(help=_("重开一个人已交的答卷：答案、题序和用时不变，本人接着答。"))
def reopen(
    context: typer.Context,
    exam: ExamText,
    person: PersonText,
    reason: Reason = "",
    minutes: Annotated[int, typer.Option(help=_("同时加时几分钟。"))] = 0,
    as_json: Json = False,
) -> None:
    """Let somebody go on with what was handed in."""
    face = Face.of(context)
    with face.writing() as (session, by):
        attempt_id = _attempt(session, exam, person)
        wanted = Reopening(reason, minutes)
        left = reopen_attempt(
            session, attempt_id=attempt_id, reopening=wanted, by=by, at=clock.now()
        )
    lines = [_("答卷已重开，剩余 {time}。").format(time=duration_words(left))]
    face.show({"attempt": attempt_id, "seconds_left": left}, lines, as_json=as_json)


@app.command(help=_("作废一个人的答卷；答案保留，成绩不算。"))
def annul(
    context: typer.Context,
    exam: ExamText,
    person: PersonText,
    reason: Reason = "",
    as_json: Json = False,
) -> None:
    """Declare somebody's attempt void."""
    face = Face.of(context)
    with face.writing() as (session, by):
        attempt_id = _attempt(session, exam, person)
        annul_attempt(session, attempt_id=attempt_id, reason=reason, by=by, at=clock.now())
    face.show({"attempt": attempt_id}, [_("答卷已作废，成绩不算。")], as_json=as_json)


@app.command(help=_("设置退出考试画面的密码（从标准输入读一行）；只保存它的散列值。"))
def password(
    context: typer.Context,
    exam: ExamText,
    none: Annotated[bool, typer.Option("--none", help=_("取消密码。"))] = False,
    as_json: Json = False,
) -> None:
    """Set the password that leaves the full screen."""
    typed = "" if none else sys.stdin.readline().rstrip("\r\n")
    if not typed and not none:
        raise NoPassword
    face = Face.of(context)
    with face.writing() as (session, by):
        exam_id = find_exam(session, exam)
        station.set_quit_password(session, exam_id=exam_id, password=typed, by=by, at=clock.now())
    lines = [_("已设置退出密码。") if typed else _("已取消退出密码。")]
    face.show({"exam": exam_id, "set": bool(typed)}, lines, as_json=as_json)


def rules_lines(found: SittingRules) -> Iterator[str]:
    """Say the rules, one a line."""
    yield _("考场：{room}").format(room=found.room or _("未填写"))
    yield _("开考：{start} 至 {end}").format(
        start=_local(found.starts_at), end=_local(found.ends_at)
    )
    late = found.late_entry
    yield _("迟到：不限") if late is None else _("迟到：{n} 分钟以内").format(n=late)
    yield _("最早交卷：开考满 {n} 分钟").format(n=found.earliest_hand_in)
    yield _("可以考 {n} 次").format(n=found.attempts_allowed)
    yield _("开卷") if found.open_book else _("闭卷")
    yield _("每人题序不同") if found.personal_order else _("按卷别的题序")
    yield _("交卷后显示成绩") if found.shows_result else _("成绩以后公布")


def _local(moment: datetime | None) -> str:
    return f"{clock.local(moment):%Y-%m-%d %H:%M}" if moment else _("不限")


def _meant(session: Session, exam: str, person: str) -> tuple[str, str]:
    exam_id = find_exam(session, exam)
    class_id = session.get_one(Exam, exam_id).class_id
    return exam_id, find_enrolments(session, class_id, [person])[0]


def _row(session: Session, exam_id: str, enrolment_id: str) -> BoardRow:
    return next(one for one in board(session, exam_id).rows if one.id == enrolment_id)


def _attempt(session: Session, exam: str, person: str) -> str:
    row = _row(session, *_meant(session, exam, person))
    if not row.attempt_id:
        raise NotSitting(row.name)
    return row.attempt_id


def _board_lines(shown: Board) -> Iterator[str]:
    yield _("{title}：正在考试 {open} 人，已交 {done} 人，未到 {absent} 人。").format(
        title=shown.title,
        open=shown.count("open"),
        done=shown.count("handed_in", "timed_out"),
        absent=shown.count("absent"),
    )
    for row in shown.rows:
        parts = [f"{row.number:>4}", row.seat, row.form, row.name, board_state_name(row.state)]
        if row.state != "absent":
            parts.append(f"{row.answered}/{row.questions}")
        if row.state == "open":
            parts.append(_("剩 {minutes} 分钟").format(minutes=round(row.seconds_left / 60)))
        yield "  ".join(part for part in (*parts, *alert_words(row)) if part)


def _seat_lines(found: list[Seated]) -> Iterator[str]:
    if not found:
        yield _("还没有编排座位。")
    for one in found:
        yield f"{one.seat!s:>6}  {one.form}  {one.number:>4}  {one.name}"
