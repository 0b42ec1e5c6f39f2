"""The facts of an edition as the command line takes them."""

from collections.abc import Sequence
from typing import Annotated

import typer

from dongan_training.bank.regulations.register import Edition, EditionName
from dongan_training.bank.regulations.typed import chapter_of
from dongan_training.cli.moments import day_of
from dongan_training.texts import _

Title = Annotated[
    str, typer.Argument(metavar="TITLE", help=_("法规名称，可以不写“中国共产党”和书名号。"))
]
Year = Annotated[int, typer.Argument(metavar="YEAR", help=_("标明版本的年份，例如 2023。"))]
InForce = Annotated[str, typer.Option(help=_("施行日期，如 2024-01-01。"))]
Issued = Annotated[str, typer.Option(help=_("印发或通过的日期，如 2023-12-19。"))]
Articles = Annotated[int | None, typer.Option(help=_("一共几条；不分条的写 0。"))]
ChapterTexts = Annotated[
    list[str] | None,
    typer.Option("--chapter", help=_("一章的名称和起止条号，如“第一章 总则=1-6”；可写多次。")),
]
Source = Annotated[str, typer.Option(help=_("来源：谁在何时印发，从哪里核对。"))]


def edition_of(
    name: EditionName,
    *,
    in_force: str,
    issued: str,
    articles: int | None,
    chapters: Sequence[str] | None,
    source: str,
) -> Edition:
    """The edition that options describe; raises DayUnreadable or ChapterUnreadable."""
    return Edition(
        name,
        in_force=day_of(in_force) if in_force else None,
        issued=day_of(issued) if issued else None,
        articles=articles,
        chapters=tuple(map(chapter_of, chapters or ())),
        source=source,
    )
