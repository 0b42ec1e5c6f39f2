"""``exam sit`` and ``exam enter``: answers from a file, and answers typed in from paper."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.orm import Session

from dongan_training import clock
from dongan_training.cli.exam_room import PersonText
from dongan_training.cli.face import Face, Json
from dongan_training.cli.named import ExamText
from dongan_training.exam.finding import find_exam
from dongan_training.exam.models import Exam
from dongan_training.exam.paper_entry import Entered, EntryRow, Typed, enter_paper, entry_list
from dongan_training.exam.sitting_for import Sat, Script, sit_for
from dongan_training.texts import _, listed
from dongan_training.training.finding import find_enrolments

app = typer.Typer()


@app.command(help=_("按答案文件替一个人作答并交卷：逐题保存，和在屏幕上一样。"))
def sit(
    context: typer.Context,
    exam: ExamText,
    person: PersonText,
    answers: Annotated[
        Path, typer.Option(help=_("答案文件：一行字母（BADC AC √×），或 JSON（题号对应答案）。"))
    ],
    hand_in: Annotated[
        bool, typer.Option("--hand-in/--leave-open", help=_("答完交卷，或留着以后接着答。"))
    ] = True,
    as_json: Json = False,
) -> None:
    """Sit for a person; used by tests, rehearsals and the demo."""
    face = Face.of(context)
    with face.workspace() as workspace:
        by = face.actor(workspace)
        with workspace.read() as session:
            exam_id = find_exam(session, exam)
            enrolment_id = _person(session, exam_id, person)
        script = Script(exam_id, enrolment_id, answers, hand_in)
        sat = sit_for(workspace, script, by=by, now=clock.now)
    face.show(sat, [_sat_line(sat)], as_json=as_json)


@app.command(help=_("录入纸质答卷：每人录两遍，一致才算数；不写答案时列出进度。"))
def enter(
    context: typer.Context,
    exam: ExamText,
    person: Annotated[str, typer.Argument(metavar="[PERSON]", help=_("学员：序号或姓名。"))] = "",
    answers: Annotated[
        str, typer.Argument(metavar="[ANSWERS]", help=_("一行答案，如 “BADC AC √× [五/警告] -”。"))
    ] = "",
    form: Annotated[str, typer.Option(help=_("答卷上的卷别；默认按座位。"))] = "",
    as_json: Json = False,
) -> None:
    """Type in one paper, or show how far the typing is."""
    face = Face.of(context)
    with face.writing() as (session, by):
        exam_id = find_exam(session, exam)
        if not person:
            rows = entry_list(session, exam_id)
            face.show({"people": rows}, _entry_lines(rows), as_json=as_json)
            return
        enrolment_id = _person(session, exam_id, person)
        usual = next(one.form for one in entry_list(session, exam_id) if one.id == enrolment_id)
        typed = Typed(enrolment_id, form or usual, answers)
        entered = enter_paper(session, exam_id=exam_id, typed=typed, by=by, at=clock.now())
    face.show(entered, [entered_words(entered)], as_json=as_json)


def entered_words(entered: Entered) -> str:
    """Say what became of one typing."""
    if entered.receipt is not None:
        return _("{name}：两遍一致，已录入，回执码 {code}。").format(
            name=entered.name, code=entered.receipt.code
        )
    if entered.differing:
        return _("{name}：与上一遍不同的题：{list}。请对照答卷再录一遍。").format(
            name=entered.name, list=listed(str(number) for number in entered.differing)
        )
    return _("{name}：第一遍已保存，请再录一遍。").format(name=entered.name)


def _person(session: Session, exam_id: str, person: str) -> str:
    return find_enrolments(session, session.get_one(Exam, exam_id).class_id, [person])[0]


def _sat_line(sat: Sat) -> str:
    if sat.receipt is None:
        return _("保存了 {count} 题的答案，没有交卷。").format(count=sat.saved)
    return _("{name}：保存了 {count} 题的答案，已交卷，回执码 {code}。").format(
        name=sat.receipt.name, count=sat.saved, code=sat.receipt.code
    )


def _entry_lines(rows: list[EntryRow]) -> Iterator[str]:
    for row in rows:
        state = _("已有答卷") if row.is_done else _("录了 {n} 遍").format(n=row.times)
        yield f"{row.number:>4}  {row.form}  {row.name}  {state}"
