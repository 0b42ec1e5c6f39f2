"""``bank search`` and ``bank show``: questions, found by everything that is known of them."""

from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from typing import Annotated

import typer
from sqlalchemy.orm import Session

from dongan_training.bank import filtering, queries
from dongan_training.bank.drafts import Draft, QuestionType
from dongan_training.bank.filtering import LEVELS, STATUSES, Filter, FoundRow, Level
from dongan_training.bank.finding import find_question
from dongan_training.bank.key_text import LETTERS, key_text
from dongan_training.bank.models import QuestionStatus
from dongan_training.bank.reading_json import question_json
from dongan_training.bank.scoring import plain_number, type_name
from dongan_training.bank.subjects import find_subject, tree
from dongan_training.cli.bank_words import QuestionCode
from dongan_training.cli.face import Face, Json
from dongan_training.cli.moments import moment_of
from dongan_training.storage.base import short_code
from dongan_training.texts import _

app = typer.Typer()


class Pictures(StrEnum):
    """Whether questions with pictures are wanted."""

    WITH = "with"
    WITHOUT = "without"


class StatusWanted(StrEnum):
    """The statuses, and all of them."""

    IN_USE = QuestionStatus.IN_USE
    DRAFT = QuestionStatus.DRAFT
    RETIRED = QuestionStatus.RETIRED
    ALL = "all"


SubjectName = Annotated[
    str | None, typer.Option("--subject", help=_("题库名称或路径（党纪/第一章），含下级。"))
]
Kind = Annotated[QuestionType | None, typer.Option("--type", help=_("题型。"))]
Status = Annotated[StatusWanted, typer.Option(help=_("状态；all 不论状态。"))]
TagName = Annotated[str, typer.Option("--tag", help=_("有这个标签的。"))]
LevelName = Annotated[Level | None, typer.Option("--difficulty", help=_("难度，实测的优先。"))]
Regulation = Annotated[str, typer.Option(help=_("依据的文件，写名称的一部分即可。"))]
Edition = Annotated[int | None, typer.Option(help=_("依据文件的版本（年份）。"))]
Article = Annotated[int | None, typer.Option(min=1, help=_("依据第几条。"))]
Pictured = Annotated[Pictures | None, typer.Option("--pictures", help=_("有没有图片。"))]
ForReview = Annotated[bool, typer.Option("--for-review", help=_("依据的法规换版后待复核的。"))]
NeverUsed = Annotated[bool, typer.Option("--never-used", help=_("没有进过任何试卷的。"))]
ChangedSince = Annotated[str, typer.Option(help=_("这一天以来新增或改过的，例如 2026-11-01。"))]


def wanted(session: Session, text: str, subject: str | None, rest: Filter) -> Filter:
    """Complete a filter by what has to be looked up; raises what ``find_subject`` raises."""
    subject_id = find_subject(session, subject).id if subject else None
    return replace(rest, text=text.strip(), subject_id=subject_id)


def status_of(named: StatusWanted) -> QuestionStatus | None:
    """The status that an option names; None for all."""
    return None if named is StatusWanted.ALL else QuestionStatus(named.value)


@app.command(
    "search", help=_("查找试题：题干、选项、答案、材料、依据里的任何一段文字，加上各项条件。")
)
def search_questions(
    context: typer.Context,
    words: Annotated[str, typer.Argument(help=_("要找的文字；不写则只看条件。"))] = "",
    subject: SubjectName = None,
    kind: Kind = None,
    status: Status = StatusWanted.IN_USE,
    tag: TagName = "",
    difficulty: LevelName = None,
    regulation: Regulation = "",
    edition: Edition = None,
    article: Article = None,
    pictures: Pictured = None,
    for_review: ForReview = False,
    never_used: NeverUsed = False,
    changed_since: ChangedSince = "",
    limit: Annotated[int | None, typer.Option(min=1, help=_("最多列出几题。"))] = None,
    as_json: Json = False,
) -> None:
    """Print the questions that fit."""
    face = Face.of(context)
    rest = Filter(
        kind=kind,
        status=status_of(status),
        tag=tag,
        level=difficulty,
        regulation=regulation,
        edition=edition,
        article=article,
        pictured=None if pictures is None else pictures is Pictures.WITH,
        for_review=True if for_review else None,
        used=False if never_used else None,
        changed_since=moment_of(changed_since) if changed_since else None,
    )
    with face.workspace() as workspace, workspace.read() as session:
        rows = filtering.find(session, wanted(session, words, subject, rest), limit=limit)
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
