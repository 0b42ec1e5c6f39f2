"""How a command is told which class, lesson, exam or person it is about."""

from typing import Annotated

import typer

from dongan_training.texts import _

ClassText = Annotated[
    str, typer.Argument(metavar="CLASS", help=_("培训班：编号（如 2026Q4-02）、名称或 id。"))
]
LessonText = Annotated[
    str, typer.Argument(metavar="LESSON", help=_("课次：编号（如 2026Q4-02-1）或 id。"))
]
ExamText = Annotated[
    str, typer.Argument(metavar="EXAM", help=_("考试：编号、标题或培训班编号（如 2026Q4-02）。"))
]
PersonText = Annotated[str, typer.Argument(help=_("编号、编号的开头，或者姓名。"))]
