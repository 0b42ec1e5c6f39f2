"""By what ``bank search`` and ``bank export`` find questions: the conditions of the window."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from inspect import Parameter, signature
from typing import Annotated, Any

import typer
from sqlalchemy.orm import Session

from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.filtering import Discrimination, Filter, Level
from dongan_training.bank.finding import find_import
from dongan_training.bank.models import QuestionStatus
from dongan_training.bank.subjects import find_subject
from dongan_training.cli.moments import moment_of
from dongan_training.errors import UserError
from dongan_training.texts import N_, _

ARTICLES = re.compile(r"([1-9]\d*)(?:\s*[-–—~至]\s*([1-9]\d*))?")


POINTS = re.compile(r"(\d+(?:\.\d+)?)(?:\s*[-–—~至]\s*(\d+(?:\.\d+)?))?")


@dataclass(eq=False)
class PointsUnreadable(UserError):
    text: str
    message = N_("“{text}”不是分值。")
    advice = N_("请写一个分值，例如 2；或者写从几分到几分，例如 1-3。")


@dataclass(eq=False)
class ArticlesUnreadable(UserError):
    text: str
    message = N_("“{text}”不是条的编号。")
    advice = N_("请写一条，例如 13；或者写从第几条到第几条，例如 13-18。")


class Presence(StrEnum):
    """Whether questions that have something are wanted, or those that lack it."""

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
LevelName = Annotated[Level | None, typer.Option("--difficulty", help=_("难度，实测的优先。"))]
Cited = Annotated[Presence | None, typer.Option("--citation", help=_("有没有写依据。"))]
Explained = Annotated[Presence | None, typer.Option("--explanation", help=_("有没有解析。"))]
Pointed = Annotated[Presence | None, typer.Option("--points-given", help=_("有没有写分值。"))]
Told = Annotated[
    Discrimination | None,
    typer.Option(help=_("实测的区分度；negative 为负，多半要核对答案。")),
]
BroughtBy = Annotated[
    str, typer.Option("--import", help=_("哪一次导入的，写它的编号；用 bank imports 可以看到。"))
]


@dataclass(frozen=True)
class Wanted:
    """The options; each has the name that the window gives its condition."""

    subject: SubjectName = None
    kind: Kind = None
    status: Annotated[StatusWanted, typer.Option(help=_("状态；all 不论状态。"))] = (
        StatusWanted.IN_USE
    )
    tag: Annotated[str, typer.Option(help=_("有这个标签的。"))] = ""
    chapter: Annotated[str, typer.Option(help=_("章节，写名称的一部分即可。"))] = ""
    difficulty: LevelName = None
    measured: Annotated[Presence | None, typer.Option(help=_("难度有没有实测过。"))] = None
    regulation: Annotated[str, typer.Option(help=_("依据的文件，写名称的一部分即可。"))] = ""
    edition: Annotated[int | None, typer.Option(help=_("依据文件的版本（年份）。"))] = None
    article: Annotated[str, typer.Option(help=_("依据第几条；13-18 是第 13 至 18 条。"))] = ""
    citation: Cited = None
    explanation: Explained = None
    points: Annotated[str, typer.Option(help=_("分值；1-3 是 1 至 3 分。"))] = ""
    pointed: Pointed = None
    discrimination: Told = None
    pictures: Annotated[Presence | None, typer.Option(help=_("有没有图片。"))] = None
    passage: Annotated[Presence | None, typer.Option(help=_("是不是材料题。"))] = None
    source: Annotated[str, typer.Option(help=_("导入自哪个文件，写文件名的一部分即可。"))] = ""
    brought_by: BroughtBy = ""
    hand: Annotated[str, typer.Option("--by", help=_("谁写的、导入的或改过的，写姓名。"))] = ""
    for_review: Annotated[bool, typer.Option(help=_("依据的法规换版后待复核的。"))] = False
    never_used: Annotated[bool, typer.Option(help=_("没有进过任何试卷的。"))] = False
    changed_since: Annotated[
        str, typer.Option(help=_("这一天以来新增或改过的，例如 2026-11-01。"))
    ] = ""

    def filter(self, session: Session, text: str = "") -> Filter:
        """Raises ArticlesUnreadable, PointsUnreadable, and what looking up and reading raise."""
        first, last = _articles(self.article)
        least, most = _points(self.points)
        named, since = self.status, self.changed_since
        return Filter(
            text=text.strip(),
            subject_id=find_subject(session, self.subject).id if self.subject else None,
            kind=self.kind,
            status=None if named is StatusWanted.ALL else QuestionStatus(named.value),
            tag=self.tag,
            level=self.difficulty,
            regulation=self.regulation,
            edition=self.edition,
            article=first,
            last_article=last,
            chapter=self.chapter,
            source=self.source,
            brought_by=find_import(session, self.brought_by) if self.brought_by else None,
            cited=_is_with(self.citation),
            explained=_is_with(self.explanation),
            measured=_is_with(self.measured),
            pointed=_is_with(self.pointed),
            least_points=least,
            most_points=most,
            discrimination=self.discrimination,
            hand=self.hand,
            pictured=_is_with(self.pictures),
            in_passage=_is_with(self.passage),
            for_review=self.for_review or None,
            used=False if self.never_used else None,
            changed_since=moment_of(since) if since else None,
        )


def taking_wanted(command: Callable[..., None]) -> Callable[..., None]:
    """Let a command have all options of Wanted; it gets them together as ``wanted``.

    Typer reads the options of a command from its signature.
    """
    options = list(signature(Wanted, eval_str=True).parameters.values())
    own = signature(command, eval_str=True)
    before = [one for one in own.parameters.values() if one.name != "wanted"]
    keyword_only = [one.replace(kind=Parameter.KEYWORD_ONLY) for one in (*options, *before[1:])]

    @wraps(command)
    def taking(context: typer.Context, **given: Any) -> None:
        said = {one.name: given.pop(one.name) for one in options}
        command(context, wanted=Wanted(**said), **given)

    whole = own.replace(parameters=[before[0], *keyword_only])
    taking.__signature__ = whole  # type: ignore[attr-defined]  # where inspect looks first
    taking.__annotations__ = {one.name: one.annotation for one in whole.parameters.values()}
    return taking


def _is_with(wanted: Presence | None) -> bool | None:
    return None if wanted is None else wanted is Presence.WITH


def _articles(text: str) -> tuple[int | None, int | None]:
    if not text:
        return None, None
    said = ARTICLES.fullmatch(text.strip())
    if said is None:
        raise ArticlesUnreadable(text)
    return int(said[1]), int(said[2]) if said[2] else None


def _points(text: str) -> tuple[float | None, float | None]:
    if not text:
        return None, None
    said = POINTS.fullmatch(text.strip())
    if said is None:
        raise PointsUnreadable(text)
    return float(said[1]), float(said[2] or said[1])
