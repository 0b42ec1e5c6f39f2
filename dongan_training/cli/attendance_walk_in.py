"""``attendance``: people at the door who are on no list, and groups that come together."""

from pathlib import Path
from typing import Annotated

import typer

from dongan_training import clock
from dongan_training.attendance import queries
from dongan_training.attendance import walk_ins as desk
from dongan_training.attendance.answers import answer_of
from dongan_training.attendance.group_sign_in import check_in_group, names_meant
from dongan_training.cli.face import Face, Json
from dongan_training.cli.moments import At, moment_of
from dongan_training.cli.named import ClassText, LessonText
from dongan_training.people.finding import find_person
from dongan_training.sheets.text import read_text
from dongan_training.texts import _, listed
from dongan_training.training.finding import find_class, find_lesson

app = typer.Typer()

WalkInText = Annotated[str, typer.Argument(metavar="WALK-IN", help=_("临时学员的编号。"))]


@app.command("walk-in", help=_("临时学员签到：名单上没有的人，先登记姓名和自报的单位，以后核对。"))
def walk_in(
    context: typer.Context,
    lesson: LessonText,
    name: Annotated[str, typer.Argument(help=_("姓名。"))],
    unit: Annotated[str, typer.Option(help=_("本人自报的单位。"))] = "",
    person: Annotated[
        str, typer.Option(help=_("花名册里已有这个人时，写姓名或编号，不再另建。"))
    ] = "",
    at: At = "",
    as_json: Json = False,
) -> None:
    """Let somebody in who is on no list."""
    face = Face.of(context)
    with face.writing() as (session, by):
        lesson_id = find_lesson(session, lesson)
        person_id = find_person(session, person) if person else None
        newcomer = desk.Newcomer(name, unit, person_id)
        arrival = desk.let_in(
            session, lesson_id=lesson_id, newcomer=newcomer, by=by, at=moment_of(at)
        )
    answer = answer_of(arrival)
    value = {
        "lesson": lesson_id,
        "enrolment": answer.enrolment_id,
        "outcome": answer.outcome.value,
        "sentence": answer.sentence,
    }
    face.show(value, [f"{answer.name}　{answer.sentence}"], as_json=as_json)


@app.command("walk-ins", help=_("列出一个班的临时学员，和花名册里同名的人。"))
def list_walk_ins(context: typer.Context, which: ClassText, as_json: Json = False) -> None:
    """List walk-ins, and who they may have been."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        found = desk.walk_ins(session, class_id=find_class(session, which))
    lines = []
    for one in found:
        state = _("已核对") if one.is_matched else _("待核对")
        lines.append(f"{one.id}　{state}　{one.lesson}　{one.name}　{one.said}")
        lines += [
            f"    {other.person_id}　{other.name}　{other.told_unit}" for other in one.suggestions
        ]
    face.show({"walk_ins": found}, lines, as_json=as_json)


@app.command(help=_("核对临时学员：写明是花名册里的谁；--new 表示确是新人。"))
def match(
    context: typer.Context,
    walk_in: WalkInText,
    person: Annotated[str, typer.Argument(help=_("花名册里的姓名或编号。"))] = "",
    new: Annotated[bool, typer.Option("--new", help=_("确是新人，留在花名册里。"))] = False,
    as_json: Json = False,
) -> None:
    """Say who a walk-in was."""
    if bool(person) == new:
        raise typer.BadParameter(_("请写明是谁，或者用 --new，二者选一。"))
    face = Face.of(context)
    with face.writing() as (session, by):
        walk_in_id = desk.find_walk_in(session, walk_in)
        if new:
            desk.keep_as_new(session, walk_in_id=walk_in_id, by=by, at=clock.now())
        else:
            person_id = find_person(session, person)
            desk.match(session, walk_in_id=walk_in_id, person_id=person_id, by=by, at=clock.now())
    face.show({"walk_in": walk_in_id, "new": new}, [_("已核对。")], as_json=as_json)


@app.command(help=_("按名单集体签到：姓名、序号，或每行一个姓名的文本文件。"))
def group(
    context: typer.Context,
    lesson: LessonText,
    names: Annotated[
        list[str] | None, typer.Argument(metavar="NAME…", help=_("姓名或序号，可写多个。"))
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--file", metavar="FILE", help=_("每行一个姓名的文本文件。"))
    ] = None,
    at: At = "",
    as_json: Json = False,
) -> None:
    """Check a list of people in at once."""
    face, moment = Face.of(context), moment_of(at)
    text = "\n".join([*(names or ()), *([read_text(file)] if file else ())])
    with face.writing() as (session, by):
        lesson_id = find_lesson(session, lesson)
        rows = queries.register(session, lesson_id=lesson_id, now=moment)
        meant = names_meant(rows, text)
        ids = [row.enrolment_id for row in meant.rows]
        answers = check_in_group(session, lesson_id=lesson_id, enrolment_ids=ids, by=by, at=moment)
    lines = [f"{'√' if one.passed else '×'} {one.name}　{one.sentence}" for one in answers]
    if meant.unknown:
        lines.append(_("名单外：{names}").format(names=listed(meant.unknown)))
    if meant.ambiguous:
        lines.append(_("有同名，请写序号：{names}").format(names=listed(meant.ambiguous)))
    value = {
        "lesson": lesson_id,
        "people": [
            {"name": one.name, "outcome": one.outcome.value, "passed": one.passed}
            for one in answers
        ],
        "unknown": meant.unknown,
        "ambiguous": meant.ambiguous,
    }
    face.show(value, lines, as_json=as_json)
