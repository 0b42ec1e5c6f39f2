"""``exam assemble``, ``approve`` and ``papers``: from a blueprint to a paper that is signed off."""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Annotated, Any

import typer

from dongan_training import clock
from dongan_training.bank.scoring import plain_number, type_name
from dongan_training.cli.blueprint import blueprint_meant
from dongan_training.cli.face import Face, Json
from dongan_training.cli.moments import OnDay, exam_day
from dongan_training.exam import queries
from dongan_training.exam.assembly import Assembly
from dongan_training.exam.blueprint import Blueprint, Kind
from dongan_training.exam.comparing import Comparison, Contrast, compare_forms, contrast_words
from dongan_training.exam.finding import find_paper
from dongan_training.exam.models import SignOffKind
from dongan_training.exam.papers import store_paper, try_paper
from dongan_training.exam.queries import PaperRow
from dongan_training.exam.signing_off import (
    approve_paper,
    copy_paper,
    discard_paper,
    reopen_paper,
    sign_offs,
)
from dongan_training.exam.sources import (
    SourceFault,
    paper_source_faults,
    source_faults,
    source_remarks,
)
from dongan_training.texts import _, listed

app = typer.Typer()
papers_app = typer.Typer(
    no_args_is_help=True, help=_("试卷：列出、查看、比较、复制、审定、退回、作废。")
)
app.add_typer(papers_app, name="papers")

LARGEST_SEED = 2**31
PaperText = Annotated[
    str, typer.Argument(metavar="PAPER", help=_("试卷：编号（至少前 8 位）或标题。"))
]


@app.command(help=_("按命题细目表从题库组卷，并存为试卷。"))
def assemble(
    context: typer.Context,
    blueprint: Annotated[
        str, typer.Option(help=_("命题细目表：JSON 文件，或保存的细目表的标题、编号。"))
    ],
    forms: Annotated[
        int | None, typer.Option(help=_("卷别：1 只有 A 卷，2 为 A、B 卷，最多 30。"))
    ] = None,
    seed: Annotated[
        int | None,
        typer.Option(min=0, max=LARGEST_SEED, help=_("随机种子；同一种子得到同一份试卷。")),
    ] = None,
    subject: Annotated[str, typer.Option(help=_("没有写明科目的大题只从这个科目抽题。"))] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("只试组，不保存。"))] = False,
    on: OnDay = "",
    as_json: Json = False,
) -> None:
    """Draw a paper; exit 1 with all that is missing where the bank is too small.

    Questions whose source does not hold on the day of the exam are told of, and kept.
    """
    face, day = Face.of(context), exam_day(on)
    chosen = secrets.randbelow(LARGEST_SEED) if seed is None else seed
    with face.workspace() as workspace:
        by, paper_id = face.actor(workspace), None
        with workspace.read() as session:
            meant, usual = blueprint_meant(session, blueprint)
            wanted, count = _within(meant, subject), usual if forms is None else forms
            drawn = try_paper(session, blueprint=wanted, forms=count, seed=chosen)
            faults = source_faults(session, [one.version_id for one in drawn.items], on=day)
        if not dry_run:
            with workspace.begin() as session:
                paper_id = store_paper(
                    session, drawn, blueprint=wanted, seed=chosen, by=by, at=clock.now()
                ).id
    drawn = replace(drawn, remarks=(*drawn.remarks, *source_remarks(faults)))
    told = _drawn(wanted, drawn, chosen, paper_id) | {"sources": faults}
    face.show(told, _drawn_lines(wanted, drawn, paper_id), as_json=as_json)


@papers_app.command(name="approve", help=_("审定一份试卷；审定后才能用于考试。"))
@app.command(help=_("审定一份试卷；审定后才能用于考试。"))
def approve(
    context: typer.Context,
    paper: PaperText,
    remark: Annotated[str, typer.Option(help=_("审定意见。"))] = "",
    approver: Annotated[str, typer.Option("--by", help=_("审定人；默认是操作人。"))] = "",
    on: OnDay = "",
    as_json: Json = False,
) -> None:
    """Sign a paper off; what rests on an edition that does not hold is told of."""
    face, day = Face.of(context), exam_day(on)
    with face.writing() as (session, by):
        paper_id = find_paper(session, paper)
        approve_paper(
            session, paper_id=paper_id, by=by, at=clock.now(), remark=remark, approver=approver
        )
        row = queries.paper_row(session, paper_id)
        faults = paper_source_faults(session, paper_id, on=day)
    lines = [_("已审定：{title}（{name}）。").format(title=row.title, name=row.approved_by)]
    lines += _noted(faults)
    face.show({"paper": row, "sources": faults}, lines, as_json=as_json)


@papers_app.command(name="list", help=_("列出试卷。"))
def list_(context: typer.Context, as_json: Json = False) -> None:
    """Show all papers, the newest first."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        rows = queries.papers(session)
    face.show({"papers": rows}, paper_lines(rows), as_json=as_json)


@papers_app.command(help=_("查看一份试卷：题目、答案，和审定的经过。"))
def show(
    context: typer.Context,
    paper: PaperText,
    form: Annotated[str, typer.Option(help=_("哪一种卷：A、B……"))] = "A",
    as_json: Json = False,
) -> None:
    """Show one form of a paper with its key, and who signed it off."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        paper_id = find_paper(session, paper)
        view = queries.paper_view(session, paper_id, form=form.strip().upper())
        history = sign_offs(session, paper_id)
    lines = [paper_line(view.row)]
    lines += [
        _("  {at}  {what}  {name}  {remark}").format(
            at=f"{clock.local(one.at):%Y-%m-%d %H:%M}",
            what=_("审定") if one.kind is SignOffKind.APPROVED else _("退回草稿"),
            name=one.actor,
            remark=one.remark,
        )
        for one in history
    ]
    lines += [f"{one.number:>4}  {one.key}  {one.stem}" for one in view.lines]
    told = {"paper": view.row, "form": view.form, "sign_offs": history, "questions": view.lines}
    face.show(told, lines, as_json=as_json)


@papers_app.command(help=_("比较两份试卷或同一试卷的两种卷：哪些题只在一份，哪些不同。"))
def compare(
    context: typer.Context,
    first: PaperText,
    second: Annotated[
        str, typer.Argument(metavar="[PAPER]", help=_("另一份试卷；不写就比较同一份。"))
    ] = "",
    forms: Annotated[str, typer.Option(help=_("比较哪两种卷，如 A,B。"))] = "",
    as_json: Json = False,
) -> None:
    """Show what differs between two forms."""
    face = Face.of(context)
    usual = "A,A" if second else "A,B"
    letters = [one.strip() for one in (forms or usual).upper().replace("，", ",").split(",")]
    if len(letters) != 2:
        raise typer.BadParameter(_("--forms 应当写两种卷，如 A,B。"))
    with face.workspace() as workspace, workspace.read() as session:
        one = find_paper(session, first)
        other = find_paper(session, second) if second else one
        found = compare_forms(session, (one, letters[0]), (other, letters[1]))
    face.show(found, _compared(found), as_json=as_json)


@papers_app.command(help=_("复制一份试卷成为新的草稿。"))
def copy(
    context: typer.Context,
    paper: PaperText,
    title: Annotated[str, typer.Option(help=_("新的标题；默认加“（副本）”。"))] = "",
    as_json: Json = False,
) -> None:
    """Make a draft with the same questions."""
    face = Face.of(context)
    with face.writing() as (session, by):
        meant = find_paper(session, paper)
        made = copy_paper(session, paper_id=meant, by=by, at=clock.now(), title=title)
        row = queries.paper_row(session, made)
    face.show({"paper": row}, [paper_line(row)], as_json=as_json)


@papers_app.command(help=_("把已审定、还没有安排考试的试卷退回草稿。"))
def reopen(
    context: typer.Context,
    paper: PaperText,
    reason: Annotated[str, typer.Option(help=_("原因。"))],
    as_json: Json = False,
) -> None:
    """Make an approved paper a draft again."""
    face = Face.of(context)
    with face.writing() as (session, by):
        meant = find_paper(session, paper)
        reopen_paper(session, paper_id=meant, reason=reason, by=by, at=clock.now())
        row = queries.paper_row(session, meant)
    face.show({"paper": row}, [paper_line(row)], as_json=as_json)


@papers_app.command(help=_("作废一份还没有审定的草稿。"))
def discard(context: typer.Context, paper: PaperText, as_json: Json = False) -> None:
    """Throw a draft away."""
    face = Face.of(context)
    with face.writing() as (session, by):
        row = queries.paper_row(session, find_paper(session, paper))
        discard_paper(session, paper_id=row.id, by=by, at=clock.now())
    line = _("已作废草稿“{title}”。").format(title=row.title)
    face.show({"discarded": row.id, "title": row.title}, [line], as_json=as_json)


def paper_line(one: PaperRow) -> str:
    """Tell of a paper in one line."""
    return _("  {id}  {title}  {questions} 题 {points} 分  {forms} 卷  {state}").format(
        id=one.id,
        title=one.title,
        questions=one.questions,
        points=plain_number(one.full_marks),
        forms=listed(one.forms),
        state=_("已审定") if one.approved_at else _("未审定"),
    )


def paper_lines(rows: Sequence[PaperRow]) -> list[str]:
    """Tell of all papers, or how the first one is made."""
    return [paper_line(one) for one in rows] or [_("  还没有试卷。用 exam assemble 组卷。")]


def _noted(faults: Sequence[SourceFault]) -> list[str]:
    return [_("注意：{remark}。").format(remark=one) for one in source_remarks(faults)]


def _compared(found: Comparison) -> Iterator[str]:
    for one in (found.first, found.second):
        yield _("{title}（{form}卷）：{count} 题，满分 {points} 分，平均难度 {facility}").format(
            title=one.title,
            form=one.form,
            count=one.questions,
            points=plain_number(one.full_marks),
            facility=f"{one.facility:.3f}",
        )
    yield _("相同 {same} 题，只在前一份 {first} 题，只在后一份 {second} 题。").format(
        same=found.count(Contrast.SAME),
        first=found.count(Contrast.ONLY_FIRST),
        second=found.count(Contrast.ONLY_SECOND),
    )
    for line in found.lines:
        if line.contrasts != (Contrast.SAME,):
            yield (
                f"{line.first or '–':>4} {line.second or '–':>4}"
                f"  {contrast_words(line.contrasts)}  {line.stem}"
            )


def _within(blueprint: Blueprint, subject: str) -> Blueprint:
    sections = tuple(
        one if one.subject else replace(one, subject=subject.strip()) for one in blueprint.sections
    )
    return replace(blueprint, sections=sections)


def _drawn(
    blueprint: Blueprint, drawn: Assembly, seed: int, paper_id: str | None
) -> dict[str, Any]:
    return {
        "paper": paper_id,
        "stored": paper_id is not None,
        "title": blueprint.title,
        "seed": seed,
        "questions": blueprint.count,
        "full_marks": blueprint.full_marks,
        "sections": blueprint.to_data()["sections"],
        "items": [
            {
                "number": number,
                "version": item.version_id,
                "section": item.section + 1,
                "type": item.type,
                "points": item.points,
            }
            for number, item in enumerate(drawn.items, start=1)
        ],
        "remarks": drawn.remarks,
        "forms": [
            {
                "letter": form.letter,
                "facility": round(form.facility, 6),
                "information": round(form.information, 6),
                "order": [
                    {"item": placed.item + 1, "options": placed.options} for placed in form.order
                ],
            }
            for form in drawn.forms
        ],
    }


def _drawn_lines(blueprint: Blueprint, drawn: Assembly, paper_id: str | None) -> Iterator[str]:
    yield _("{title}：{count} 题，满分 {points} 分，{forms} 卷。").format(
        title=blueprint.title,
        count=blueprint.count,
        points=plain_number(blueprint.full_marks),
        forms=listed(form.letter for form in drawn.forms),
    )
    for number, section in enumerate(blueprint.sections, start=1):
        yield _("  第 {number} 大题 {kind} {count} 题，每题 {points} 分").format(
            number=number,
            kind=type_name(section.type),
            count=section.count,
            points=plain_number(section.points),
        )
    for form in drawn.forms if blueprint.kind is Kind.PARALLEL else ():
        yield _("  {letter} 卷：平均难度 {facility:.4f}，信息量 {information:.2f}").format(
            letter=form.letter, facility=form.facility, information=form.information
        )
    for remark in drawn.remarks:
        yield _("注意：{remark}。").format(remark=remark)
    if paper_id is None:
        yield _("只是试组，没有保存。")
    else:
        yield _("已保存，试卷编号 {id}。审定（exam approve）后即可用于考试。").format(id=paper_id)
