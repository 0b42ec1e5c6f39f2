"""``attendance``: spot checks, what looks strange, and the code on the projector."""

import secrets
from typing import Annotated

import typer

from dongan_training import clock
from dongan_training.attendance import spot_checks as checks
from dongan_training.attendance.ledger import lesson_facts
from dongan_training.attendance.lesson_code import lesson_code
from dongan_training.attendance.sign_queries import SIGN_NAMES, class_signs
from dongan_training.attendance.spot_checks import Called, SpotCheckView
from dongan_training.cli.face import Face, Json
from dongan_training.cli.moments import At, moment_of
from dongan_training.cli.named import ClassText, LessonText
from dongan_training.texts import _
from dongan_training.training.finding import find_class, find_enrolments, find_lesson

app = typer.Typer()


@app.command("spot-check", help=_("抽点：从已签到的人里随机抽几位，当场核对。"))
def spot_check(
    context: typer.Context,
    lesson: LessonText,
    count: Annotated[int, typer.Option(help=_("抽几人。"))] = checks.USUAL_COUNT,
    seed: Annotated[int | None, typer.Option(help=_("随机种子，同样的种子抽到同样的人。"))] = None,
    at: At = "",
    as_json: Json = False,
) -> None:
    """Name some people at random."""
    face = Face.of(context)
    drawn_by = secrets.randbits(32) if seed is None else seed
    with face.writing() as (session, by):
        lesson_id = find_lesson(session, lesson)
        checks.draw_spot_check(
            session, lesson_id=lesson_id, count=count, seed=drawn_by, by=by, at=moment_of(at)
        )
        found = checks.spot_checks(session, [lesson_id])[0]
    face.show(found, [_line(one) for one in found.called], as_json=as_json)


@app.command("spot-answer", help=_("记录最近一次抽点的结果：谁在，--missing 谁不在。"))
def spot_answer(
    context: typer.Context,
    lesson: LessonText,
    here: Annotated[
        list[str] | None, typer.Argument(metavar="PERSON…", help=_("在场的：姓名或序号。"))
    ] = None,
    missing: Annotated[
        list[str] | None, typer.Option("--missing", help=_("不在场的：姓名或序号，可写多次。"))
    ] = None,
    as_json: Json = False,
) -> None:
    """Say who of the latest spot check was there."""
    face, now = Face.of(context), clock.now()
    with face.writing() as (session, by):
        lesson_id = find_lesson(session, lesson)
        class_id = lesson_facts(session, lesson_id).class_id
        latest = next(iter(checks.spot_checks(session, [lesson_id])), None)
        calls = {one.enrolment_id: one.id for one in latest.called} if latest else {}
        for names, found in ((here, True), (missing, False)):
            for enrolment_id in find_enrolments(session, class_id, names or ()):
                if enrolment_id in calls:
                    checks.tell_found(
                        session, call_id=calls[enrolment_id], found=found, by=by, at=now
                    )
        session.flush()
        told = checks.spot_checks(session, [lesson_id])[:1]
    _show_checks(face, told, as_json)


@app.command("spot-checks", help=_("列出一课的抽点和结果。"))
def list_spot_checks(context: typer.Context, lesson: LessonText, as_json: Json = False) -> None:
    """List the spot checks of a lesson."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        found = checks.spot_checks(session, [find_lesson(session, lesson)])
    _show_checks(face, found, as_json)


@app.command(help=_("异常提示：疑似代签和不可能的签到，供人核对；不影响考勤。"))
def signs(context: typer.Context, which: ClassText, as_json: Json = False) -> None:
    """List what looks strange in a class."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        found = class_signs(session, class_id=find_class(session, which))
    lines = [
        f"{clock.local(one.at):%m-%d}　{one.lesson}　{_(SIGN_NAMES[one.kind])}　"
        f"{one.names}　{one.sentence}"
        for one in found
    ]
    face.show({"signs": found}, lines or [_("没有异常。")], as_json=as_json)


@app.command(help=_("大屏签到码：这一刻的文字，每 15 秒更换，只用于这一课。"))
def code(context: typer.Context, lesson: LessonText, at: At = "", as_json: Json = False) -> None:
    """Show the rotating code of this moment."""
    face = Face.of(context)
    with face.workspace() as workspace:
        with workspace.read() as session:
            lesson_id = find_lesson(session, lesson)
        found = lesson_code(workspace.vault, lesson_id=lesson_id, at=moment_of(at))
    face.show(found, [found.text], as_json=as_json)


def _show_checks(face: Face, found: list[SpotCheckView], as_json: bool) -> None:
    lines = [
        line
        for one in found
        for line in (f"{clock.local(one.at):%H:%M}　{one.actor}", *map(_line, one.called))
    ]
    face.show({"spot_checks": found}, lines or [_("这一课没有抽点。")], as_json=as_json)


def _line(one: Called) -> str:
    states = {None: _("未核对"), True: _("在"), False: _("不在")}
    seat = _("座位 {seat}").format(seat=one.seat) if one.seat else ""
    words = (one.name, one.unit.full, seat, states[one.found])
    return f"{one.number:>4}　" + "　".join(word for word in words if word)
