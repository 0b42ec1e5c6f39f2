"""``attendance``: badges, sign-in sheets, scans, the register of a lesson, and leave."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy.orm import Session

from dongan_training import clock
from dongan_training.accounts.actor import Actor
from dongan_training.attendance import leave, queries
from dongan_training.attendance.answers import Answer, Door, answer_scan
from dongan_training.attendance.counting import door_counts
from dongan_training.attendance.leave import LEAVE_KINDS, LeaveRequest
from dongan_training.attendance.models import Direction, Method
from dongan_training.attendance.queries import RegisterRow
from dongan_training.cli import (
    attendance_carry,
    attendance_checks,
    attendance_hand,
    attendance_sheets,
    attendance_walk_in,
)
from dongan_training.cli.attendance_hand import Photo, keep_note
from dongan_training.cli.face import Face, Json, Output
from dongan_training.cli.moments import At, moment_of
from dongan_training.cli.named import LessonText
from dongan_training.errors import UserError
from dongan_training.texts import N_, _
from dongan_training.training.finding import find_class, find_enrolments, find_lesson
from dongan_training.training.models import Lesson
from dongan_training.workspace import Workspace

app = typer.Typer(no_args_is_help=True, help=_("签到：胸牌、签到表、扫码、考勤和请假。"))
leave_app = typer.Typer(no_args_is_help=True, help=_("请假：登记、批准、不准。"))
app.add_typer(leave_app, name="leave")
app.add_typer(attendance_carry.app)
app.add_typer(attendance_checks.app)
app.add_typer(attendance_hand.app)
app.add_typer(attendance_sheets.app)
app.add_typer(attendance_walk_in.app)

PersonText = Annotated[
    str, typer.Argument(metavar="PERSON", help=_("学员：姓名、胸牌上的序号或 id。"))
]


UNREADABLE = "unreadable"  # the outcome of a picture without a code


@dataclass(eq=False)
class NoLeaveAsked(UserError):
    name: str
    message = N_("{name}没有为这一课请假。")
    advice = N_("没有改动。请先用 attendance leave ask 登记。")


@dataclass(eq=False)
class PerPageImpossible(UserError):
    per_page: int
    message = N_("一页不能印 {per_page} 张胸牌。")
    advice = N_("没有印制。请用 --per-page 8 或 --per-page 10。")


@app.command(help=_("印制一个班的胸牌：A4 每页 8 张或 10 张，也可用 A6、卡片或不干胶。"))
def badges(
    context: typer.Context,
    training_class: Annotated[
        str, typer.Argument(metavar="CLASS", help=_("培训班：编号（如 2026Q4-02）、名称或 id。"))
    ],
    output: Output,
    per_page: Annotated[int, typer.Option(help=_("每页几张：8 或 10。"))] = 8,
    sheet: Annotated[
        str, typer.Option(help=_("别的纸：a6、card、sticker-24 等，代替 --per-page。"))
    ] = "",
    design: Annotated[str, typer.Option(help=_("版式的名称；不写用这种纸的常用版式。"))] = "",
    as_json: Json = False,
) -> None:
    """Write the badges of a class as a PDF; issues those that are missing."""
    from dongan_training.attendance.papers import (
        BadgePaper,
        badge_design,
        badge_flaws,
        write_badges,
    )
    from dongan_training.printing.designs.checking import told_flaws

    if per_page not in (8, 10):
        raise PerPageImpossible(per_page)
    face = Face.of(context)
    with face.writing() as (session, by), face.progress(_("印制胸牌")) as progress:
        class_id = find_class(session, training_class)
        paper, now = BadgePaper(class_id, output, sheet or f"a4-{per_page}", design), clock.now()
        done = write_badges(session, paper=paper, by=by, at=now, progress=progress)
        chosen = badge_design(session, paper.sheet, design)
        flaws = badge_flaws(session, class_id=class_id, design=chosen, at=now)
    pattern = _("{people} 张胸牌，{pages} 页，已写入“{file}”。")
    lines = [pattern.format(people=done.people, pages=done.pages, file=output)]
    value = {"file": output, "badges": done.people, "pages": done.pages, "flaws": flaws}
    lines += [told_flaws(flaws)] if flaws else []
    face.show(value, lines, as_json=as_json)


@app.command(help=_("识别图片或 PDF 里的胸牌二维码，给持有人签到。"))
def scan(
    context: typer.Context,
    lesson: LessonText,
    images: Annotated[
        list[Path], typer.Argument(metavar="IMAGE…", help=_("图片或 PDF 文件，可以有多个。"))
    ],
    at: At = "",
    out: Annotated[bool, typer.Option("--out", help=_("签退，而不是签到。"))] = False,
    as_json: Json = False,
) -> None:
    """Decode badge pictures and check the holders in; each scan is committed by itself.

    Exit 1 where no picture held a code at all.
    """
    face = Face.of(context)
    moment = moment_of(at)
    with face.workspace() as workspace, face.progress(_("识别胸牌")) as progress:
        by = face.actor(workspace)
        with workspace.read() as session:
            lesson_id = find_lesson(session, lesson)
        way = Direction.OUT if out else Direction.IN
        door = Door(lesson_id, Method.PICTURE, way)
        results = []
        for number, image in enumerate(images):
            progress.step(number, len(images), image.name)
            results += _scan_picture(workspace, image, door, by, moment)
        with workspace.read() as session:
            counts = door_counts(session, lesson_id)
    told = {**asdict(counts), "missing": counts.missing}
    value = {"lesson": lesson_id, "scans": results, "counts": told}
    face.show(value, _scan_lines(results, told), as_json=as_json)
    if all(one["outcome"] == UNREADABLE for one in results):
        raise typer.Exit(1)


@app.command("list", help=_("一课的考勤：每人的状态和说明。"))
def list_register(
    context: typer.Context, lesson: LessonText, at: At = "", as_json: Json = False
) -> None:
    """Show the register of a lesson as it stands."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        lesson_id = find_lesson(session, lesson)
        rows = queries.register(session, lesson_id=lesson_id, now=moment_of(at))
        counts = door_counts(session, lesson_id)
    value = {
        "lesson": lesson_id,
        "people": [_told_row(row) for row in rows],
        "counts": {**asdict(counts), "missing": counts.missing},
    }
    lines = [f"{row.number:>4}  {row.name}　{row.org}　{row.explanation}" for row in rows]
    face.show(value, lines, as_json=as_json)


@leave_app.command(help=_("登记请假；开课后要加 --afterwards 和准予的原因，直接批准并记入日志。"))
def ask(
    context: typer.Context,
    lesson: LessonText,
    person: PersonText,
    reason: Annotated[str, typer.Option(help=_("事由。"))],
    kind: Annotated[str, typer.Option(help=_("事假、病假或公假。"))] = LEAVE_KINDS[0],
    afterwards: Annotated[
        str, typer.Option("--afterwards", metavar="WHY", help=_("事后补假：写明为什么准予。"))
    ] = "",
    photo: Photo = None,
    at: At = "",
    as_json: Json = False,
) -> None:
    """Register a request for leave."""
    face, moment = Face.of(context), moment_of(at)
    with face.writing() as (session, by):
        lesson_id = find_lesson(session, lesson)
        row = _find_row(session, lesson_id, person, moment)
        request = LeaveRequest(lesson_id, row.enrolment_id, kind, reason)
        if afterwards:
            leave_id = leave.grant_leave_afterwards(
                session, request=request, exception=afterwards, by=by, at=moment
            )
        else:
            leave_id = leave.ask_leave(session, request=request, at=moment)
        kept = keep_note(session, photo, lesson_id, row.enrolment_id, by)
    lines = [_("已登记{name}的请假。").format(name=row.name)]
    value = {"leave": leave_id, "enrolment": row.enrolment_id, "evidence": kept}
    face.show(value, lines, as_json=as_json)


@leave_app.command(help=_("批准请假。"))
def approve(
    context: typer.Context,
    lesson: LessonText,
    person: PersonText,
    at: At = "",
    as_json: Json = False,
) -> None:
    """Let somebody stay away from a lesson."""
    _decide(Face.of(context), lesson, person, at, approved=True, as_json=as_json)


@leave_app.command(help=_("不准请假。"))
def refuse(
    context: typer.Context,
    lesson: LessonText,
    person: PersonText,
    at: At = "",
    as_json: Json = False,
) -> None:
    """Say no to a request."""
    _decide(Face.of(context), lesson, person, at, approved=False, as_json=as_json)


def _decide(
    face: Face, lesson: str, person: str, at: str, *, approved: bool, as_json: bool
) -> None:
    act = leave.approve_leave if approved else leave.refuse_leave
    moment = moment_of(at)
    with face.writing() as (session, by):
        lesson_id = find_lesson(session, lesson)
        row = _find_row(session, lesson_id, person, moment)
        if row.leave is None:
            raise NoLeaveAsked(row.name)
        act(session, leave_id=row.leave.id, by=by, at=moment)
    told = _("已批准{name}的请假。") if approved else _("没有批准{name}的请假。")
    value = {"leave": row.leave.id, "approved": approved}
    face.show(value, [told.format(name=row.name)], as_json=as_json)


def _scan_picture(
    workspace: Workspace, image: Path, door: Door, by: Actor, at: datetime
) -> list[dict[str, Any]]:
    """One entry per code; a picture that cannot be read is told and stops nobody else."""
    from dongan_training.attendance.scanning import read_codes

    try:
        codes = read_codes(image)
    except UserError as refusal:
        return [_unread(image, refusal.told(), refusal.advised())]
    if not codes:
        advice = _("请拍得近一些、平一些、亮一些，再试一次。")
        return [_unread(image, _("图片里没有找到二维码。"), advice)]
    results = []
    for code in codes:
        with workspace.begin() as session:
            answer = answer_scan(session, code=code.text, door=door, by=by, at=at)
        results.append({"image": image, "page": code.page, **_told(answer)})
    return results


def _unread(image: Path, sentence: str, advice: str) -> dict[str, Any]:
    told = {"outcome": UNREADABLE, "passed": False, "sentence": sentence, "advice": advice}
    return {"image": image, "page": None, **told, "name": "", "enrolment": None, "at": None}


def _told(answer: Answer) -> dict[str, Any]:
    return {
        "outcome": answer.outcome.value,
        "passed": answer.passed,
        "sentence": answer.sentence,
        "advice": answer.advice,
        "name": answer.name,
        "enrolment": answer.enrolment_id,
        "at": answer.at,
    }


def _told_row(row: RegisterRow) -> dict[str, Any]:
    return {
        "enrolment": row.enrolment_id,
        "number": row.number,
        "name": row.name,
        "org": row.org,
        "status": row.status.value,
        "explanation": row.explanation,
        "arrived_at": row.arrived_at,
        "left_at": row.left_at,
        "leave": row.leave.state.value if row.leave else None,
    }


def _scan_lines(results: Sequence[dict[str, Any]], counts: dict[str, int]) -> Iterator[str]:
    for result in results:
        name = result["name"] or result["image"].name
        yield f"{'√' if result['passed'] else '×'} {name}　{result['sentence']}"
    yield _("已签到 {arrived}　未到 {missing}　请假 {on_leave}").format(**counts)


def _find_row(session: Session, lesson_id: str, person: str, now: datetime) -> RegisterRow:
    class_id = session.get_one(Lesson, lesson_id).class_id
    enrolment_id = find_enrolments(session, class_id, [person])[0]
    rows = queries.register(session, lesson_id=lesson_id, now=now)
    return next(row for row in rows if row.enrolment_id == enrolment_id)
