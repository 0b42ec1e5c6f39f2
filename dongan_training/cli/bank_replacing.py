"""``bank regulations replace`` and what follows it: affected, carry, confirm, undo."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy.orm import Session

from dongan_training import clock
from dongan_training.bank.finding import find_question
from dongan_training.bank.regulations import awaiting, carrying, keeping, replacing, settling
from dongan_training.bank.regulations.changes import changes_text
from dongan_training.bank.regulations.register import EditionName
from dongan_training.bank.regulations.replacement import Replacement, change_words
from dongan_training.bank.regulations.settling import WaitingRow
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
from dongan_training.exam.affected import Affected, affected_by
from dongan_training.sheets.text import read_text
from dongan_training.storage.base import short_code
from dongan_training.texts import _, listed

app = typer.Typer()
Which = Annotated[str, typer.Argument(metavar="REPLACEMENT", help=_("换版的编号，或它的后 8 位。"))]
MOST_LISTED = 50


@app.command(help=_("登记换版：新版从哪天施行，哪些条有变化；受影响的题目标为待复核。"))
def replace(
    context: typer.Context,
    title: Title,
    year: Year,
    in_force: InForce = "",
    of: Annotated[int | None, typer.Option(help=_("取代哪一版；不写则是现行的。"))] = None,
    renamed: Annotated[str, typer.Option(help=_("新版的名称，与旧版不同时才写。"))] = "",
    changes: Annotated[
        str, typer.Option(help=_("条文对照，如“44-49→49-54；50→56 改；117 删；新 55；其余不变”。"))
    ] = "",
    changes_file: Annotated[
        Path | None, typer.Option("--changes-file", help=_("写有条文对照的文本文件。"))
    ] = None,
    issued: Issued = "",
    articles: Articles = None,
    chapter: ChapterTexts = None,
    source: Source = "",
    carry_over: Annotated[
        bool, typer.Option("--carry", help=_("同时把没有变化的条沿用到新版。"))
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("只看影响，不登记。"))] = False,
    as_json: Json = False,
) -> None:
    """Put a new edition in the place of the one that holds."""
    face = Face.of(context)
    new = edition_of(
        EditionName(renamed or title, year),
        in_force=in_force,
        issued=issued,
        articles=articles,
        chapters=chapter,
        source=source,
    )
    text = read_text(changes_file) if changes_file else changes
    value: dict[str, Any] = {"replacement": None, "carried": 0}
    lines: list[str] = []
    with face.progress(_("登记换版")) as progress, face.writing() as (session, by):
        old, now = _old_name(session, title, of), clock.now()
        plan = replacing.plan_replacement(session, old=old, new=new, changes=text)
        found = affected_by(session, plan)
        if not dry_run:
            done = replacing.replace_edition(session, plan=plan, by=by, at=now)
            value["replacement"], lines = done.id, [f"[{short_code(done.id)}] {done.told()}"]
            if carry_over:
                count = carrying.carry_over(
                    session, replacement_id=done.id, by=by, at=now, progress=progress
                )
                value["carried"] = count
                lines.append(_carried_line(count))
    face.show(value | _plain(plan, found), [*_lines(plan, found), *lines], as_json=as_json)


@app.command(help=_("看一次换版影响哪些题目、试卷和命题细目表。"))
def affected(context: typer.Context, replacement: Which, as_json: Json = False) -> None:
    """Print what still rests on the edition that was replaced."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        key = replacing.find_replacement(session, replacement)
        plan = replacing.stored_replacement(session, key)
        found = affected_by(session, plan)
    face.show({"replacement": key} | _plain(plan, found), _lines(plan, found), as_json=as_json)


@app.command(help=_("把没有变化的条的题目沿用到新版：依据改为新版的条号，各成一个新版本。"))
def carry(context: typer.Context, replacement: Which, as_json: Json = False) -> None:
    """Let questions of unchanged articles cite the new edition."""
    face = Face.of(context)
    with face.progress(_("沿用到新版")) as progress, face.writing() as (session, by):
        key = replacing.find_replacement(session, replacement)
        count = carrying.carry_over(
            session, replacement_id=key, by=by, at=clock.now(), progress=progress
        )
    face.show({"replacement": key, "carried": count}, [_carried_line(count)], as_json=as_json)


@app.command(help=_("撤销一次换版：沿用过去的题目恢复原来的依据，待复核的不再待复核。"))
def undo(context: typer.Context, replacement: Which, as_json: Json = False) -> None:
    """Take a replacement back."""
    face = Face.of(context)
    with face.progress(_("撤销换版")) as progress, face.writing() as (session, by):
        key = replacing.find_replacement(session, replacement)
        undone = carrying.undo_replacement(
            session, replacement_id=key, by=by, at=clock.now(), progress=progress
        )
    face.show({"replacement": key, "undone": undone}, [undone.told()], as_json=as_json)


@app.command(help=_("确认待复核的题目仍然正确，不必改动。"))
def confirm(
    context: typer.Context,
    questions: Annotated[
        list[str], typer.Argument(metavar="QUESTION…", help=_("试题编号，或它的后 8 位。"))
    ],
    as_json: Json = False,
) -> None:
    """Say of questions that they still hold as they are."""
    face = Face.of(context)
    with face.writing() as (session, by):
        ids = [find_question(session, one) for one in questions]
        count = awaiting.confirm_questions(session, question_ids=ids, by=by, at=clock.now())
    line = _("已确认 {count} 题。").format(count=count)
    face.show({"confirmed": count}, [line], as_json=as_json)


@app.command(help=_("列出因换版待复核的题目：原来的依据、条文的变化和新版的条号。"))
def waiting(context: typer.Context, as_json: Json = False) -> None:
    """Print the questions that a person has to look at."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        rows = settling.waiting_questions(session)
        progress = settling.review_progress(session)
    value = {
        "done": progress.done,
        "total": progress.total,
        "questions": [
            {
                "id": one.id,
                "replacement": one.replacement_id,
                "type": one.type,
                "stem": one.stem,
                "citation": one.citation,
                "new": str(one.new),
                "changes": one.changes,
                "proposed": one.proposed,
            }
            for one in rows
        ],
    }
    face.show(value, _waiting_lines(rows, progress), as_json=as_json)


@app.command(help=_("复核一道题，改引新版：不写 --citation 就用新版的对应条号。"))
def cite(
    context: typer.Context,
    question: Annotated[
        str, typer.Argument(metavar="QUESTION", help=_("试题编号，或它的后 8 位。"))
    ],
    citation: Annotated[str, typer.Option(help=_("新的依据，写明文件、版本和条号。"))] = "",
    as_json: Json = False,
) -> None:
    """Let a question that waits rest on the new edition."""
    face = Face.of(context)
    with face.writing() as (session, by):
        key = find_question(session, question)
        known = {one.id: one.proposed for one in settling.waiting_questions(session)}
        text = citation or known.get(key) or ""
        settling.cite_anew(session, question_id=key, citation=text, by=by, at=clock.now())
    line = _("依据已改为：{citation}").format(citation=text)
    face.show({"question": key, "citation": text}, [line], as_json=as_json)


def _old_name(session: Session, title: str, year: int | None) -> EditionName:
    if year is not None:
        return EditionName(keeping.bare_title(title), year)
    today = clock.local(clock.now()).date()
    return keeping.edition_in_force(session, title, today).name


def _plain(plan: Replacement, found: Affected) -> dict[str, Any]:
    return {
        "old": str(plan.old.name),
        "new": str(plan.new.name),
        "in_force": plan.new.in_force,
        "changes": changes_text(plan.changes),
        "questions": found.questions,
        "for_review": len(found.disturbed),
        "unchanged": len(found.unchanged),
        "papers": found.papers,
        "blueprints": found.blueprints,
    }


def _lines(plan: Replacement, found: Affected) -> Iterator[str]:
    yield _("{old} 换成 {new}").format(old=plan.old.name, new=plan.new.name)
    told = _("依据的条文有变化的 {changed} 题，没有变化的 {same} 题。")
    yield told.format(changed=len(found.disturbed), same=len(found.unchanged))
    for one in found.disturbed[:MOST_LISTED]:
        stem = " ".join(one.stem.split())
        yield f"　[{short_code(one.id)}] {change_words(one.changes)}　{stem}"
    if len(found.disturbed) > MOST_LISTED:
        yield "　" + _("还有 {count} 题").format(count=len(found.disturbed) - MOST_LISTED)
    for paper in found.papers:
        numbers = listed(map(str, paper.numbers))
        yield _("试卷“{title}”：第 {numbers} 题").format(title=paper.title, numbers=numbers)
    for blueprint in found.blueprints:
        sources = listed(blueprint.sources)
        yield _("命题细目表“{title}”：{sources}").format(title=blueprint.title, sources=sources)


def _waiting_lines(rows: Sequence[WaitingRow], progress: settling.ReviewProgress) -> Iterator[str]:
    yield _("已复核 {done} 题，共 {total} 题。").format(done=progress.done, total=progress.total)
    for one in rows:
        yield f"[{short_code(one.id)}] {' '.join(one.stem.split())}"
        yield f"　{one.citation}　{change_words(one.changes)}"
        if one.proposed:
            yield "　" + _("新版：{citation}").format(citation=one.proposed)


def _carried_line(count: int) -> str:
    return _("{count} 题已沿用到新版。").format(count=count)
