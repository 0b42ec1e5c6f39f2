"""``exam mark``, ``regrade``, ``results``, ``explain``: what answers are worth, and why."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy.orm import Session

from dongan_training import clock
from dongan_training.bank.scoring import marks_text, plain_number
from dongan_training.certificates.regraded import Foreseen, foresee_regrade
from dongan_training.cli.face import Face, Json, written
from dongan_training.cli.named import ExamText
from dongan_training.exam.bands import band_name
from dongan_training.exam.explaining import AttemptExplained, explain_attempt
from dongan_training.exam.finding import find_exam
from dongan_training.exam.hand_marking import GivenPoints, mark_answer
from dongan_training.exam.mark_list import MarkList, MarkRow, NoAttempt, mark_list, state_name
from dongan_training.exam.marking_desk import (
    BlindAnswer,
    MarkingTask,
    NoSuchAnswer,
    answers_to_mark,
    marking_tasks,
)
from dongan_training.exam.marks_sheet import write_marks, write_posted_marks
from dongan_training.exam.models import CorrectionKind, Exam
from dongan_training.exam.regrading import (
    Correction,
    correct_key,
    corrections_made,
    item_by_number,
    kind_name,
    read_key,
)
from dongan_training.texts import _, listed
from dongan_training.training.finding import find_enrolments

app = typer.Typer()

QuestionNumber = Annotated[int | None, typer.Option("--question", help=_("题号。"))]
FormLetter = Annotated[str, typer.Option("--form", help=_("卷别；不写为 A 卷。"))]


@app.command(help=_("成绩册：名次、等次、缺考、待阅卷；可导出 Excel 和公示名单。"))
def results(
    context: typer.Context,
    exam: ExamText,
    search: Annotated[str, typer.Option(help=_("只列出姓名、单位中有这些字的人。"))] = "",
    excel: Annotated[Path | None, typer.Option(help=_("把成绩册写到这个 Excel 文件。"))] = None,
    posted: Annotated[
        Path | None, typer.Option(help=_("把公示名单（姓名隐去一部分）写到这个 Excel 文件。"))
    ] = None,
    as_json: Json = False,
) -> None:
    """Show everybody's marks, the best first."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        found = mark_list(session, find_exam(session, exam))
    for path, write in ((excel, write_marks), (posted, write_posted_marks)):
        if path is not None:
            write(found, path, at=clock.now())
    rows = [one for one in found.rows if search in f"{one.name}{one.unit}"]
    told = {"exam": found.exam, "people": [_told(one) for one in rows], "waiting": found.waiting}
    lines = [*_mark_lines(found, rows), *written(excel, posted)]
    face.show(told, lines, as_json=as_json)


@app.command(help=_("说明一个人每道题的得分：作答、答案、规则、分数。"))
def explain(
    context: typer.Context,
    exam: ExamText,
    person: Annotated[str, typer.Argument(metavar="PERSON", help=_("学员：序号或姓名。"))],
    as_json: Json = False,
) -> None:
    """Show why somebody has these marks."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        found = explain_attempt(session, _attempt_meant(session, find_exam(session, exam), person))
    face.show(found, _explained(found), as_json=as_json)


@app.command(help=_("人工阅卷：列出待阅的题和答案，或给一份答案打分。"))
def mark(
    context: typer.Context,
    exam: ExamText,
    marker: Annotated[str, typer.Option(help=_("阅卷人；默认为设置里的培训员。"))] = "",
    question: QuestionNumber = None,
    form: FormLetter = "",
    answer: Annotated[int | None, typer.Option(help=_("第几份答案（本人的顺序）。"))] = None,
    points: Annotated[str, typer.Option(help=_("得分；按要点给分时用逗号隔开，如 4,2.5。"))] = "",
    comment: Annotated[str, typer.Option(help=_("评语。"))] = "",
    as_json: Json = False,
) -> None:
    """List what waits, show the pile of one question, or give points."""
    if (answer is None) != (not points) or (answer is not None and question is None):
        raise typer.BadParameter(_("打分要同时写 --question、--answer 和 --points。"))
    face = Face.of(context)
    with face.writing() as (session, by):
        name, exam_id = marker.strip() or by.name, find_exam(session, exam)
        if question is not None and answer is not None:
            item_id = item_by_number(session, exam_id=exam_id, number=question, form=form)
            pile = answers_to_mark(session, exam_id=exam_id, item_id=item_id, marker=name)
            given = GivenPoints(name, _numbers(points), comment)
            one = _answer_meant(pile, answer)
            mark_answer(
                session,
                attempt_id=one.attempt_id,
                item_id=item_id,
                given=given,
                by=by,
                at=clock.now(),
            )
        tasks = marking_tasks(session, exam_id, marker=name)
        shown: tuple[BlindAnswer, ...] = ()
        if question is not None:
            item_id = item_by_number(session, exam_id=exam_id, number=question, form=form)
            shown = answers_to_mark(session, exam_id=exam_id, item_id=item_id, marker=name)
    told = {"marker": name, "questions": tasks, "answers": [_blind(one) for one in shown]}
    face.show(told, _task_lines(tasks, () if points else shown), as_json=as_json)


@app.command(help=_("考后更正一道题：先列出谁的成绩会变，加 --apply 才执行。"))
def regrade(
    context: typer.Context,
    exam: ExamText,
    question: Annotated[int, typer.Option("--question", help=_("题号。"))],
    form: FormLetter = "",
    key: Annotated[str, typer.Option(help=_("改成这个答案。"))] = "",
    also: Annotated[str, typer.Option(help=_("原答案之外，这个答案也对。"))] = "",
    everybody: Annotated[bool, typer.Option("--everybody", help=_("全体给分。"))] = False,
    drop: Annotated[bool, typer.Option("--drop", help=_("本题作废，其余题折算成满分。"))] = False,
    restore: Annotated[bool, typer.Option("--restore", help=_("恢复原答案。"))] = False,
    reason: Annotated[str, typer.Option(help=_("原因；执行时必须写明。"))] = "",
    apply: Annotated[bool, typer.Option("--apply", help=_("执行更正。"))] = False,
    as_json: Json = False,
) -> None:
    """Preview or apply a correction."""
    ways: dict[CorrectionKind, str | bool] = {
        CorrectionKind.NEW_KEY: key,
        CorrectionKind.ALSO: also,
        CorrectionKind.EVERYBODY: everybody,
        CorrectionKind.DROP: drop,
        CorrectionKind.RESTORE: restore,
    }
    face = Face.of(context)
    with face.writing() as (session, by):
        exam_id, now = find_exam(session, exam), clock.now()
        item_id = item_by_number(session, exam_id=exam_id, number=question, form=form)
        correction = _correction(session, item_id, ways, reason)
        seen = foresee_regrade(session, exam_id=exam_id, correction=correction, at=now)
        if apply:
            correct_key(session, exam_id=exam_id, correction=correction, by=by, at=now)
    told = {
        **asdict(seen.regrade),
        "now_passed": seen.regrade.now_passed,
        "now_failed": seen.regrade.now_failed,
        "certificates": seen.certificates,
        "applied": apply,
    }
    face.show(told, _regrade_lines(seen, applied=apply), as_json=as_json)


@app.command(help=_("列出一场考试的历次更正。"))
def corrections(context: typer.Context, exam: ExamText, as_json: Json = False) -> None:
    """Show what was corrected, when, by whom and why."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        made = corrections_made(session, find_exam(session, exam))
    lines = [
        f"{one.form}{one.number:>4}  {kind_name(one.kind)} {one.answer}"
        f"  {one.reason}  {one.made_by}"
        for one in made
    ]
    face.show({"corrections": made}, lines, as_json=as_json)


def _correction(
    session: Session, item_id: str, ways: dict[CorrectionKind, str | bool], reason: str
) -> Correction:
    chosen = [(kind, text) for kind, text in ways.items() if text]
    if len(chosen) != 1:
        raise typer.BadParameter(
            _("--key、--also、--everybody、--drop、--restore 要写一个，只能写一个。")
        )
    ((kind, text),) = chosen
    answer = read_key(session, item_id, text) if isinstance(text, str) else ()
    return Correction(item_id, kind, answer, reason)


def _attempt_meant(session: Session, exam_id: str, person: str) -> str:
    class_id = session.get_one(Exam, exam_id).class_id
    (enrolment_id,) = find_enrolments(session, class_id, [person])
    row = next(one for one in mark_list(session, exam_id).rows if one.enrolment_id == enrolment_id)
    if not row.attempt_id:
        raise NoAttempt(row.name)
    return row.attempt_id


def _answer_meant(pile: tuple[BlindAnswer, ...], place: int) -> BlindAnswer:
    for one in pile:
        if one.place == place:
            return one
    raise NoSuchAnswer(place)


def _numbers(text: str) -> tuple[float, ...]:
    try:
        return tuple(float(one) for one in text.replace("，", ",").split(","))
    except ValueError as error:
        raise typer.BadParameter(_("得分应当是数字，用逗号隔开。")) from error


def _told(one: MarkRow) -> dict[str, Any]:
    return {**asdict(one), "passed": one.passed}


def _blind(one: BlindAnswer) -> dict[str, Any]:
    """Whose answer it is stays inside."""
    return {
        key: value for key, value in asdict(one).items() if key not in ("attempt_id", "item_id")
    }


def _mark_lines(found: MarkList, rows: list[MarkRow]) -> Iterator[str]:
    yield _("{title}：{count} 人，满分 {full} 分，及格 {mark} 分，{waiting} 份答案待阅").format(
        title=found.exam.title,
        count=len(found.rows),
        full=plain_number(found.exam.full_marks),
        mark=plain_number(found.exam.pass_mark),
        waiting=found.waiting,
    )
    for one in rows:
        score = _marks(one.score)
        result = band_name(one.band) if one.band else state_name(one.state)
        final = f"→ {_marks(one.final):>6}  " if found.has_resits else ""
        yield f"{one.rank or '–':>4}  {score:>6}  {final}{result}  {one.name}  {one.unit}"


def _explained(found: AttemptExplained) -> Iterator[str]:
    score = _marks(found.score)
    yield _("{name}　{title}（{form}卷）　{score} 分").format(
        name=found.name, title=found.title, form=found.form, score=score
    )
    for one in found.lines:
        points = "–" if one.points is None else plain_number(one.points)
        yield _("{number}. {stem}").format(number=one.number, stem=one.stem)
        yield _("    作答 {answer}　答案 {key}　{points} / {full} 分").format(
            answer=one.answer, key=one.key, points=points, full=plain_number(one.full)
        )
        yield _("    规则：{rule}。{why}").format(rule=one.rule, why=one.why)


def _task_lines(tasks: tuple[MarkingTask, ...], shown: tuple[BlindAnswer, ...]) -> Iterator[str]:
    if not tasks:
        yield _("这场考试没有需要人工阅卷的题。")
    for task in tasks:
        yield _(
            "{form} 卷第 {number} 题：{answers} 份，阅完 {done}，待阅 {mine}，分歧 {disputed}"
        ).format(
            form=task.form,
            number=task.number,
            answers=task.answers,
            done=task.done,
            mine=task.mine,
            disputed=task.disputed,
        )
    for one in shown:
        yield f"{one.place:>4}  {_blind_state(one)}  {one.text}"


def _blind_state(one: BlindAnswer) -> str:
    if one.parts:
        return _("已给 {points} 分").format(points=" + ".join(map(plain_number, one.parts)))
    if one.others:
        return _("分歧：{points}").format(points=listed(map(plain_number, one.others)))
    return _("待阅") if one.mine else _("已阅完")


def _regrade_lines(foreseen: Foreseen, *, applied: bool) -> Iterator[str]:
    seen = foreseen.regrade
    yield _(
        "{form}{number} 题{kind}：变动 {changed} 人，不变 {unchanged}；新及格 {up}，不及格 {down}。"
    ).format(
        form=seen.form,
        number=seen.number,
        kind=kind_name(seen.kind),
        changed=len(seen.changes),
        unchanged=seen.unchanged,
        up=seen.now_passed,
        down=seen.now_failed,
    )
    for one in seen.changes:
        yield f"{one.number:>4}  {_marks(one.before):>6} → {_marks(one.after):>6}  {one.name}"
    for affected in foreseen.certificates:
        yield _("  证书 {number}：{told}").format(
            number=affected.number or "–", told=affected.told()
        )
    yield _("已执行。") if applied else _("只是预览，没有改动。加 --apply 执行。")


def _marks(score: float | None) -> str:
    return "–" if score is None else marks_text(score)
