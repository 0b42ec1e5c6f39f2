"""``exam papers swap`` and ``unswap``: another question for one of a draft."""

from collections.abc import Iterator
from typing import Annotated

import typer
from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training import clock
from dongan_training.bank.finding import find_question
from dongan_training.bank.models import QuestionVersion
from dongan_training.cli.exam_papers import PaperText
from dongan_training.cli.face import Face, Json
from dongan_training.exam.finding import find_paper
from dongan_training.exam.items import first_places
from dongan_training.exam.models import Paper
from dongan_training.exam.queries import paper_view
from dongan_training.exam.regrading import NoSuchItem
from dongan_training.exam.swapping import (
    Choice,
    substitutes_for,
    swap_question,
    take_back_swap,
)
from dongan_training.storage.base import short_code
from dongan_training.texts import _

app = typer.Typer()

SHOWN = 20  # lines on a terminal; --json has them all


@app.command(help=_("换题：列出适合同一位置的题，或换成其中一道；只限草稿。"))
def swap(
    context: typer.Context,
    paper: PaperText,
    question: Annotated[int, typer.Option("--question", help=_("题号。"))],
    form: Annotated[str, typer.Option("--form", help=_("卷别；不写为 A 卷。"))] = "A",
    search: Annotated[str, typer.Option(help=_("只列题干中有这些字的题。"))] = "",
    with_: Annotated[str, typer.Option("--with", help=_("换成这道题：方括号里的编号。"))] = "",
    as_json: Json = False,
) -> None:
    """List what fits, or put one of them in."""
    face = Face.of(context)
    with face.writing() as (session, by):
        paper_id = find_paper(session, paper)
        item_id = _item_meant(session, paper_id, form.strip().upper(), question)
        choice = substitutes_for(session, item_id=item_id, search=search)
        if with_:
            version_id = _version_meant(session, with_)
            swap_question(session, item_id=item_id, version_id=version_id, by=by, at=clock.now())
    told = {
        "outgoing": choice.outgoing,
        "total": choice.total,
        "substitutes": choice.substitutes,
        "swapped": bool(with_),
    }
    face.show(told, _lines(choice, search, swapped=bool(with_)), as_json=as_json)


@app.command(help=_("撤销草稿上一次换题。"))
def unswap(context: typer.Context, paper: PaperText, as_json: Json = False) -> None:
    """Take back the last change of a question."""
    face = Face.of(context)
    with face.writing() as (session, by):
        paper_id = find_paper(session, paper)
        item_id = take_back_swap(session, paper_id=paper_id, by=by, at=clock.now())
        place = first_places(session.get_one(Paper, paper_id))[item_id]
    lines = [_("{form} 卷第 {number} 题已换回原来的题。").format(**vars(place))]
    face.show({"form": place.form, "number": place.number}, lines, as_json=as_json)


def _item_meant(session: Session, paper_id: str, form: str, number: int) -> str:
    lines = paper_view(session, paper_id, form=form).lines
    if not 1 <= number <= len(lines):
        raise NoSuchItem(form, number)
    return lines[number - 1].item_id


def _version_meant(session: Session, code: str) -> str:
    current = select(QuestionVersion.id).where(
        QuestionVersion.question_id == find_question(session, code),
        QuestionVersion.current.is_(True),
    )
    return session.scalars(current).one()


def _lines(choice: Choice, search: str, *, swapped: bool) -> Iterator[str]:
    out = choice.outgoing
    yield _("{form} 卷第 {number} 题　难度 {facility}　{stem}").format(
        form=out.form, number=out.number, facility=f"{out.facility:.2f}", stem=out.stem
    )
    if swapped:
        yield _("已换题。撤销：exam papers unswap。")
        return
    if not choice.total:
        yield _nothing_fits(search)
        return
    yield _("合适的 {count} 道，难度最接近的在前：").format(count=choice.total)
    for one in choice.substitutes[:SHOWN]:
        yield _("  [{code}]  难度 {facility}  用过 {uses} 次  {stem}").format(
            code=short_code(one.question_id),
            facility=f"{one.facility:.2f}",
            uses=one.uses,
            stem=one.stem,
        )


def _nothing_fits(search: str) -> str:
    if search:
        return _(
            "适合这个位置的题里，没有题干含“{search}”的。换个短一些的词，或不写 --search 看全部。"
        ).format(search=search)
    return _("题库里没有适合这个位置的其他题。可以先补充同题型、同章节的题。")
