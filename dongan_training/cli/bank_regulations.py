"""``bank regulations``: the register of regulations, their editions, and what rests on them."""

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Annotated, Any

import typer

from dongan_training import clock
from dongan_training.bank.regulations import keeping
from dongan_training.bank.regulations.coverage import (
    Coverage,
    coverage,
    spans,
)
from dongan_training.bank.regulations.overview import edition_rows
from dongan_training.bank.regulations.register import STANDINGS, Edition, EditionName
from dongan_training.bank.regulations.replacing import ReplacementRow, replacements
from dongan_training.cli import bank_replacing
from dongan_training.cli.edition_facts import (
    Articles,
    ChapterTexts,
    InForce,
    Issued,
    Source,
    Title,
    Year,
    edition_of,
)
from dongan_training.cli.face import Face, Json
from dongan_training.cli.moments import OnDay, exam_day
from dongan_training.storage.base import short_code
from dongan_training.texts import _

app = typer.Typer(
    no_args_is_help=True,
    help=_("法规登记：查看和添加法规、版本，登记换版，看哪些题目、试卷受影响。"),
)
app.add_typer(bank_replacing.app)


@app.command("list", help=_("列出法规、各个版本和依据它的在用题数，以及登记过的换版。"))
def list_all(context: typer.Context, on: OnDay = "", as_json: Json = False) -> None:
    """Print the register."""
    face, day = Face.of(context), exam_day(on)
    with face.workspace() as workspace, workspace.read() as session:
        rows = edition_rows(session, day)
        past = replacements(session)
    by_title = {
        title: list(some) for title, some in groupby(rows, key=lambda one: one.edition.title)
    }
    value = {
        "regulations": [
            {
                "title": title,
                "editions": [
                    _plain(one.edition) | {"standing": one.standing, "questions": one.questions}
                    for one in some
                ],
            }
            for title, some in by_title.items()
        ],
        "replacements": [_past(one) for one in past],
    }

    def lines() -> Iterator[str]:
        for title, some in by_title.items():
            yield f"《{title}》"
            for one in some:
                yield _line(one.edition, _(STANDINGS[one.standing]), one.questions)
        yield from map(_past_line, past)

    face.show(value, lines(), as_json=as_json)


@app.command(help=_("看一部法规的各章各条有几道题，哪些条还没有题。"))
def show(
    context: typer.Context,
    title: Title,
    edition: Annotated[int | None, typer.Option(help=_("哪一版；不写则是现行的。"))] = None,
    on: OnDay = "",
    as_json: Json = False,
) -> None:
    """Print chapters, the questions of each article, and the articles without one."""
    face, day = Face.of(context), exam_day(on)
    with face.workspace() as workspace, workspace.read() as session:
        if edition is None:
            meant = keeping.edition_in_force(session, title, day)
        else:
            meant = keeping.find_edition(session, EditionName(keeping.bare_title(title), edition))
        standing = keeping.register(session).standing(meant, day)
        found = coverage(session, meant, day)
    value = _plain(meant) | {
        "title": meant.title,
        "standing": standing,
        "questions": found.questions,
        "whole": found.whole,
        "per_article": found.articles,
        "missing": found.missing,
        "chapters": found.chapters,
    }
    face.show(value, _shown(found, _(STANDINGS[standing])), as_json=as_json)


def _entering(name: str, told: str, keep: Callable[..., EditionName]) -> None:
    """A command that takes the facts of an edition and hands them to ``keep``."""

    def command(
        context: typer.Context,
        title: Title,
        year: Year,
        in_force: InForce = "",
        issued: Issued = "",
        articles: Articles = None,
        chapter: ChapterTexts = None,
        source: Source = "",
        as_json: Json = False,
    ) -> None:
        face = Face.of(context)
        told = edition_of(
            EditionName(title, year),
            in_force=in_force,
            issued=issued,
            articles=articles,
            chapters=chapter,
            source=source,
        )
        with face.writing() as (session, by):
            name = keep(session, edition=told, by=by, at=clock.now())
            kept = keeping.find_edition(session, name)
        line = _("已登记{edition}。").format(edition=kept.name)
        face.show(_plain(kept) | {"title": kept.title}, [line], as_json=as_json)

    app.command(name, help=told)(command)


_entering("add", _("登记一部新的法规和它的第一个版本。"), keeping.add_regulation)
_entering(
    "edition",
    _("给已有的法规添加一个版本，或改动一个版本的日期、条数、各章和来源。"),
    keeping.keep_edition,
)


@app.command(help=_("删除自己登记的一个版本。"))
def remove(context: typer.Context, title: Title, year: Year, as_json: Json = False) -> None:
    """Take an edition away that was entered here."""
    face = Face.of(context)
    with face.writing() as (session, by):
        name = EditionName(keeping.bare_title(title), year)
        name = keeping.find_edition(session, name).name
        keeping.remove_edition(session, name=name, by=by, at=clock.now())
    line = _("已删除{edition}。").format(edition=name)
    face.show({"title": name.title, "year": name.year}, [line], as_json=as_json)


def _plain(one: Edition) -> dict[str, Any]:
    return {
        "year": one.year,
        "in_force": one.in_force,
        "issued": one.issued,
        "articles": one.articles,
        "chapters": one.chapters,
        "source": one.source,
        "shipped": one.is_shipped,
    }


def _line(one: Edition, standing: str, questions: int) -> str:
    since = one.in_force or one.issued
    return "　" + _("{year} 年版　{standing}　{since}　{articles}　{questions} 题").format(
        year=one.year,
        standing=standing,
        since=since.isoformat() if since else "—",
        articles="—" if one.articles is None else _("{count} 条").format(count=one.articles),
        questions=questions,
    )


def _past(one: ReplacementRow) -> dict[str, Any]:
    return {
        "id": one.id,
        "old": str(one.old),
        "new": str(one.new),
        "at": one.at,
        "actor": one.actor,
        "waiting": one.waiting,
        "carried": one.carried,
        "undone": one.undone,
    }


def _past_line(one: ReplacementRow) -> str:
    told = _("[{code}] {old} 换成 {new}：{waiting} 题待复核，{carried} 题已沿用到新版").format(
        code=short_code(one.id),
        old=one.old,
        new=one.new,
        waiting=one.waiting,
        carried=one.carried,
    )
    return told + (_("（已撤销）") if one.undone else "")


def _shown(found: Coverage, standing: str) -> Iterator[str]:
    yield f"《{found.edition.title}》"
    yield _line(found.edition, standing, found.questions)
    if found.edition.source:
        yield "　" + found.edition.source
    for one in found.chapters:
        yield _("{chapter}（{first}–{last}）：{questions} 题，没有题的条：{missing}").format(
            chapter=one.title,
            first=one.first,
            last=one.last,
            questions=one.questions,
            missing=spans(one.missing) or "—",
        )
    if not found.chapters:
        yield from (
            _("第 {article} 条：{count} 题").format(article=article, count=count)
            for article, count in sorted(found.articles.items())
        )
