"""``exam change``, ``withdraw``: what was arranged, as long as nobody has begun."""

from dataclasses import replace
from typing import Annotated, Any

import typer

from dongan_training import clock
from dongan_training.bank.scoring import Rule, plain_number, rule_name
from dongan_training.cli.face import Face, Json
from dongan_training.cli.named import ExamText
from dongan_training.exam.finding import find_exam, find_paper
from dongan_training.exam.queries import exam_row
from dongan_training.exam.rearranging import change_exam, offer_of
from dongan_training.overall.withdrawing import withdraw_exam
from dongan_training.texts import _

app = typer.Typer()

OptionPoints = Annotated[
    float | None,
    typer.Option(min=0, help=_("按选项给分时每个选对的项几分；0 为平分本题的分。")),
]
Numerals = Annotated[
    bool | None, typer.Option("--numerals/--no-numerals", help=_("填空题“五”和“5”同样算对。"))
]


@app.command(help=_("修改一场还没有人开考的考试；只改写明的项。"))
def change(
    context: typer.Context,
    exam: ExamText,
    paper: Annotated[str, typer.Option(help=_("换一份试卷：编号或标题。"))] = "",
    minutes: Annotated[int | None, typer.Option(help=_("考试时间，分钟。"))] = None,
    pass_mark: Annotated[float | None, typer.Option(help=_("及格线，分。"))] = None,
    rule: Annotated[Rule | None, typer.Option(help=_("多选题计分规则。"))] = None,
    option_points: OptionPoints = None,
    numerals: Numerals = None,
    title: Annotated[str | None, typer.Option(help=_("考试名称；空为试卷标题。"))] = None,
    markers: Annotated[
        int | None, typer.Option(min=1, max=2, help=_("每道简答题几人阅卷。"))
    ] = None,
    tolerance: Annotated[
        float | None, typer.Option(min=0, help=_("两人阅卷允许相差几分；超过由第三人定分。"))
    ] = None,
    as_json: Json = False,
) -> None:
    """Change only what is named."""
    face = Face.of(context)
    with face.writing() as (session, by):
        exam_id = find_exam(session, exam)
        before = offer_of(session, exam_id)
        marking = _with(
            before.marking, multiple_choice=rule, option_points=option_points, numerals=numerals
        )
        wanted = _with(
            before,
            paper_id=find_paper(session, paper) if paper else None,
            minutes=minutes,
            pass_mark=pass_mark,
            marking=marking,
            title=title,
            markers=markers,
            tolerance=tolerance,
        )
        change_exam(session, exam_id=exam_id, offer=wanted, by=by, at=clock.now())
        row, offer = exam_row(session, exam_id), offer_of(session, exam_id)
    line = _("已修改：{title}，{minutes} 分钟，及格 {mark} 分，多选题{rule}。").format(
        title=row.title,
        minutes=row.minutes,
        mark=plain_number(row.pass_mark),
        rule=rule_name(offer.marking.multiple_choice),
    )
    face.show({"exam": row, "marking": offer.marking}, [line], as_json=as_json)


@app.command(help=_("撤销一场没有人考过的考试；试卷和考试码都在。"))
def withdraw(context: typer.Context, exam: ExamText, as_json: Json = False) -> None:
    """Take an exam back."""
    face = Face.of(context)
    with face.writing() as (session, by):
        exam_id = find_exam(session, exam)
        title = withdraw_exam(session, exam_id=exam_id, by=by, at=clock.now())
    lines = [_("“{title}”的安排已撤销。").format(title=title)]
    face.show({"exam": exam_id, "title": title}, lines, as_json=as_json)


def _with(facts: Any, **named: Any) -> Any:
    """Replace what is named; None leaves it as it is."""
    return replace(facts, **{name: one for name, one in named.items() if one is not None})
