"""Arguments that several commands of ``bank`` share."""

from typing import Annotated

import typer

from dongan_training.texts import _

QuestionCode = Annotated[
    str, typer.Argument(metavar="QUESTION", help=_("试题编号，或它的后 8 位。"))
]
