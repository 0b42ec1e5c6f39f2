"""``bank search`` and ``bank show``: questions, found by everything that is known of them."""

from collections.abc import Iterator
from typing import Annotated

import typer

from dongan_training.bank import filtering, queries
from dongan_training.bank.drafts import Draft
from dongan_training.bank.filtering import LEVELS, STATUSES, FoundRow
from dongan_training.bank.finding import find_question
from dongan_training.bank.key_text import LETTERS, key_text
from dongan_training.bank.models import QuestionStatus
from dongan_training.bank.reading_json import question_json
from dongan_training.bank.scoring import plain_number, type_name
from dongan_training.bank.subjects import tree
from dongan_training.cli.bank_wanted import Wanted, taking_wanted
from dongan_training.cli.bank_words import QuestionCode
from dongan_training.cli.face import Face, Json
from dongan_training.storage.base import short_code
from dongan_training.texts import _

app = typer.Typer()


@app.command(
    "search", help=_("查找试题：题干、选项、答案、材料、依据里的任何一段文字，加上各项条件。")
)
@taking_wanted
def search_questions(
    context: typer.Context,
    words: Annotated[str, typer.Argument(help=_("要找的文字；不写则只看条件。"))] = "",
    *,
    wanted: Wanted,
    limit: Annotated[int | None, typer.Option(min=1, help=_("最多列出几题。"))] = None,
    as_json: Json = False,
) -> None:
    """Print the questions that fit."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        rows = filtering.find(session, wanted.filter(session, words), limit=limit)
    face.show(rows, map(_line, rows) if rows else [_("没有找到。")], as_json=as_json)


@app.command(help=_("看一道题的全部内容和历次版本。"))
def show(
    context: typer.Context,
    question: QuestionCode,
    as_json: Json = False,
) -> None:
    """Print one question, whatever its status."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        question_id = find_question(session, question)
        row = filtering.find_one(session, question_id)
        (draft,) = queries.current_drafts(session, [question_id])
        history = queries.versions(session, question_id)
        subject = next(one.path for one in tree(session) if one.id == row.subject_id)
    value = {
        **question_json(draft),
        "id": row.id,
        "subject": subject,
        "status": row.status,
        "version": row.version,
        "measured_facility": row.facility,
        "versions": history,
    }
    face.show(value, _told(row, draft, subject), as_json=as_json)


def _line(row: FoundRow) -> str:
    stem = " ".join(row.stem.split())
    status = "" if row.status is QuestionStatus.IN_USE else f"（{_(STATUSES[row.status])}）"
    return f"[{short_code(row.id)}] {type_name(row.type)}{status}　{stem}"


def _told(row: FoundRow, draft: Draft, subject: str) -> Iterator[str]:
    yield _("{type}　{subject}　{status}　第 {number} 版　[{code}]").format(
        type=type_name(row.type),
        subject=subject,
        status=_(STATUSES[row.status]),
        number=row.version,
        code=short_code(row.id),
    )
    if draft.passage:
        yield _("材料：{text}").format(text=draft.passage)
    yield draft.stem
    yield from (f"{letter}. {one}" for letter, one in zip(LETTERS, draft.options, strict=False))
    yield _("答案：{key}").format(key=key_text(draft.type, draft.answer) or "—")
    for point in draft.marking:
        points = "" if point.points is None else f"（{plain_number(point.points)}）"
        yield _("要点：{text}").format(text=point.text + points)
    level = filtering.level_of(row.difficulty, row.facility)
    measured = "" if row.facility is None else _("（实测 {share:.0%}）").format(share=row.facility)
    yield _("难度：{level}").format(level=_(LEVELS[level]) + measured)
    fields = (
        (_("分值：{text}"), None if draft.points is None else plain_number(draft.points)),
        (_("标签：{text}"), "　".join(draft.tags)),
        (_("依据：{text}"), draft.citation),
        (_("章节：{text}"), draft.chapter),
        (_("解析：{text}"), draft.explanation),
    )
    yield from (told.format(text=text) for told, text in fields if text)
