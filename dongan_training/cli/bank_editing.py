"""``bank add``, ``edit``, ``move``, ``history``, ``restore``: one question, JSON in and out."""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy.orm import Session

from dongan_training import clock
from dongan_training.bank import history as past
from dongan_training.bank.cautions import cautions, twin_caution
from dongan_training.bank.changing import Filed, add_question, change_question
from dongan_training.bank.differences import Difference, Kind
from dongan_training.bank.drafts import Draft
from dongan_training.bank.editing import move_below_passage
from dongan_training.bank.filtering import find_one
from dongan_training.bank.finding import find_question
from dongan_training.bank.formats.record import own_form
from dongan_training.bank.importing.storing import find_or_make_subject
from dongan_training.bank.models import QuestionStatus
from dongan_training.bank.picture_markers import below_passage, pictures_of_passage
from dongan_training.bank.queries import current_drafts
from dongan_training.bank.regulations.keeping import register
from dongan_training.bank.subjects import find_subject
from dongan_training.bank.writers.json_form import whole
from dongan_training.cli.bank_words import QuestionCode
from dongan_training.cli.face import Face, Json
from dongan_training.errors import UserError
from dongan_training.exam.version_use import VersionUse, uses_of
from dongan_training.sheets.text import read_text
from dongan_training.storage.base import short_code
from dongan_training.texts import N_, _, listed

app = typer.Typer()
Written = Annotated[str, typer.Argument(metavar="FILE", help=_("JSON 文件；- 从标准输入读。"))]
Status = Annotated[QuestionStatus | None, typer.Option(help=_("状态。"))]
BARE: dict[str, Any] = {"options": [], "answer": []}


@dataclass(eq=False)
class NotAQuestion(UserError):
    message = N_("这段 JSON 不是一道题。")
    advice = N_("没有改动。写法与 bank show --json 相同：至少要有 type、stem，答案写在 answer 里。")


@app.command(help=_("新增一道题：内容是 JSON，写法与 bank read --json 的一题相同。"))
def add(
    context: typer.Context,
    file: Written,
    subject: Annotated[str, typer.Option(help=_("放进哪个题库；没有就新建。"))],
    status: Status = None,
    beside: Annotated[str, typer.Option(help=_("与这道题共用一份材料，排在它们后面。"))] = "",
    as_json: Json = False,
) -> None:
    """Store a new question."""
    face = Face.of(context)
    draft = _draft({**BARE, **_read(file)})
    with face.writing() as (session, by):
        filed = Filed(find_or_make_subject(session, subject).id, status or QuestionStatus.IN_USE)
        other = find_question(session, beside) if beside else None
        if other is not None:
            (shared,) = current_drafts(session, [other])
            draft = below_passage(draft, shared.passage, pictures_of_passage(shared))
        made = add_question(session, draft=draft, filed=filed, by=by, at=clock.now(), beside=other)
        session.flush()
        value = _told_value(session, made, draft)
    face.show(value, _lines(value, _("已新增 [{code}]。")), as_json=as_json)


@app.command(help=_("修改一道题：JSON 里写到的改，没有写到的不动；改后成为新版本。"))
def edit(
    context: typer.Context,
    question: QuestionCode,
    file: Written,
    subject: Annotated[str | None, typer.Option(help=_("移到哪个题库。"))] = None,
    status: Status = None,
    reason: Annotated[str, typer.Option(help=_("为什么改，留在历次版本里。"))] = "",
    as_json: Json = False,
) -> None:
    """Let a question say something else."""
    face = Face.of(context)
    said = _read(file)
    with face.writing() as (session, by):
        question_id = find_question(session, question)
        row = find_one(session, question_id)
        (now,) = current_drafts(session, [question_id])
        draft = _draft({**whole(now), **said})
        place = find_subject(session, subject).id if subject else row.subject_id
        change_question(
            session,
            question_id=question_id,
            draft=draft,
            by=by,
            at=clock.now(),
            filed=Filed(place, status or row.status),
            reason=reason,
        )
        session.flush()
        value = _told_value(session, question_id, draft)
    face.show(value, _lines(value, _("[{code}] 现在是第 {version} 版。")), as_json=as_json)


@app.command(help=_("一道题的历次版本：谁、何时、为什么改，改了哪些字，哪些试卷在用。"))
def history(context: typer.Context, question: QuestionCode, as_json: Json = False) -> None:
    """Print every version with what it changed."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        question_id = find_question(session, question)
        versions = past.history(session, question_id)
        uses = uses_of(session, question_id)
    changed = {one.number: past.changes_in(versions, one.number) for one in versions}
    value = [
        {
            "number": one.number,
            "made_at": one.made_at,
            "made_by": one.made_by,
            "reason": one.reason,
            "current": one.current,
            "question": whole(one.draft),
            "changes": changed[one.number],
            "uses": [use for use in uses if use.number == one.number],
        }
        for one in versions
    ]
    lines = [line for one in versions for line in _version_lines(one, changed[one.number], uses)]
    face.show(value, lines, as_json=as_json)


@app.command(help=_("让一道题恢复某一版的内容；恢复也成为新版本。"))
def restore(
    context: typer.Context,
    question: QuestionCode,
    number: Annotated[int, typer.Argument(min=1, help=_("第几版。"))],
    as_json: Json = False,
) -> None:
    """Make an old version the newest."""
    face = Face.of(context)
    with face.writing() as (session, by):
        question_id = find_question(session, question)
        now = past.restore_version(
            session, question_id=question_id, number=number, by=by, at=clock.now()
        )
    told = _("[{code}] 已恢复第 {number} 版的内容，现在是第 {now} 版。")
    line = told.format(code=short_code(question_id), number=number, now=now)
    face.show({"id": question_id, "version": now}, [line], as_json=as_json)


@app.command(help=_("让材料题的一道小题排到第几道；其他小题依次让开，已经生成的试卷不变。"))
def move(
    context: typer.Context,
    question: QuestionCode,
    place: Annotated[int, typer.Argument(min=1, help=_("排到第几道。"))],
    reason: Annotated[str, typer.Option(help=_("为什么改，留在历次版本里。"))] = "",
    as_json: Json = False,
) -> None:
    """Give a question another place below its passage."""
    face = Face.of(context)
    with face.writing() as (session, by):
        question_id = find_question(session, question)
        ids = move_below_passage(
            session, question_id=question_id, place=place, by=by, at=clock.now(), reason=reason
        )
    told = _("[{code}] 现在是第 {place} 小题，共 {count} 道。")
    line = told.format(code=short_code(question_id), place=place, count=len(ids))
    face.show({"id": question_id, "place": place, "questions": ids}, [line], as_json=as_json)


def _read(file: str) -> dict[str, Any]:
    text = sys.stdin.read() if file == "-" else read_text(Path(file))
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        raise NotAQuestion from None
    if not isinstance(said, dict):
        raise NotAQuestion
    return said


def _draft(said: dict[str, Any]) -> Draft:
    draft = own_form(said, 0, "")
    if draft is None:
        raise NotAQuestion
    return replace(draft, number="", section=None, images=len(draft.pictures))


def _told_value(session: Session, question_id: str, draft: Draft) -> dict[str, Any]:
    on = clock.local(clock.now()).date()
    said = list(cautions(draft, register(session), on))
    if twin := twin_caution(session, draft, question_id):
        said.append(twin)
    row = find_one(session, question_id)
    facts = {"id": question_id, "version": row.version, "status": row.status}
    return {**facts, "cautions": [asdict(one) for one in said], "question": whole(draft)}


def _lines(value: dict[str, Any], told: str) -> Iterator[str]:
    yield told.format(code=short_code(value["id"]), version=value["version"])
    yield from (f"　{one['message']}" for one in value["cautions"])


def _version_lines(
    one: past.PastVersion, changes: tuple[Difference, ...], uses: list[VersionUse]
) -> Iterator[str]:
    when = clock.local(one.made_at).strftime("%Y-%m-%d %H:%M") if one.made_at else ""
    facts = (when, one.made_by, one.reason)
    yield _("第 {number} 版　{facts}").format(
        number=one.number, facts="　".join(fact for fact in facts if fact)
    )
    for change in changes:
        yield "　" + change.name + "：" + "".join(map(_marked, change.pieces))
    for use in (use for use in uses if use.number == one.number):
        told = _("　用于试卷“{paper}”") if not use.exams else _("　用于试卷“{paper}”：{exams}")
        yield told.format(paper=use.paper, exams=listed(use.exams))


def _marked(piece: Any) -> str:
    """What went stands in [-…-], what came in {+…+}, as diffs of words are written."""
    if piece.kind is Kind.REMOVED:
        return f"[-{piece.text}-]"
    return f"{{+{piece.text}+}}" if piece.kind is Kind.ADDED else str(piece.text)
