"""``attendance carry`` and ``merge``: check-ins between desks that have no network."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.orm import Session

from dongan_training import clock
from dongan_training.attendance.carry_file import read_file, write_file
from dongan_training.attendance.carry_words import (
    beside_in,
    told_carried,
    told_refused,
    told_weighed,
)
from dongan_training.attendance.carrying import gather, take_in, weigh
from dongan_training.attendance.settling import Choice
from dongan_training.cli.face import Face, Json, Output
from dongan_training.saving import save_whole
from dongan_training.texts import _
from dongan_training.training.finding import ClassUnknown, find_class, find_lesson
from dongan_training.training.models import Lesson

app = typer.Typer()


@app.command(help=_("带走签到记录：写成一个文件，拿到另一台电脑上并入。"))
def carry(
    context: typer.Context,
    which: Annotated[
        str,
        typer.Argument(
            metavar="CLASS|LESSON", help=_("培训班或课次：编号（2026Q4-02、2026Q4-02-1）或 id。")
        ),
    ],
    output: Output,
    as_json: Json = False,
) -> None:
    """Write all check-ins of a class or a lesson into one file."""
    face = Face.of(context)
    with face.workspace() as workspace:
        with workspace.read() as session:
            class_id, lesson_id = _class_or_lesson(session, which)
            file = gather(session, class_id=class_id, lesson_id=lesson_id, at=clock.now())
        save_whole(output, write_file(workspace.vault, file))
    told = {"file": output, "events": len(file.events), "people": file.seen}
    value = told | {"beside": beside_in(file)}
    face.show(value, [told_carried(file, str(output))], as_json=as_json)


@app.command(help=_("并入另一台电脑带来的签到记录；已有的不重复计，不能并入的逐条列出。"))
def merge(
    context: typer.Context,
    path: Annotated[Path, typer.Argument(metavar="FILE", help=_("签到记录文件。"))],
    theirs: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help=_("两台记录不一致时，以另一台的为准；可以写多次。")),
    ] = None,
    ours: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help=_("两台记录不一致时，以本机的为准；可以写多次。")),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("只核对，不并入。"))] = False,
    as_json: Json = False,
) -> None:
    """Take in the check-ins of another desk."""
    face = Face.of(context)
    choices = dict.fromkeys(ours or [], Choice.HERE) | dict.fromkeys(theirs or [], Choice.OTHER)
    with face.workspace() as workspace:
        by, file = face.actor(workspace), read_file(workspace.vault, path)
        if dry_run:
            with workspace.read() as session:
                weighed = weigh(session, file)
        else:
            with workspace.begin() as session:
                now = clock.now()
                weighed = take_in(session, file=file, by=by, at=now, choices=choices)
    value = {
        "file": path,
        "merged": not dry_run,
        "new": len(weighed.new),
        "known": weighed.known,
        "beside": weighed.beside.counts(),
        "refused": weighed.refused,
        "settled": len(weighed.settled),
        "reasons": Counter(one.why.value for one in weighed.refused),
    }
    lines = [told_weighed(weighed), *map(told_refused, weighed.refused)]
    if weighed.refused:
        lines.append(_("不能并入的没有写入，本机的记录也没有因此改动；需要的请在本机登记。"))
    face.show(value, lines, as_json=as_json)


def _class_or_lesson(session: Session, text: str) -> tuple[str, str]:
    """Give the id of the class, and of the lesson where one was meant; else ""."""
    try:
        return find_class(session, text), ""
    except ClassUnknown:
        lesson_id = find_lesson(session, text)
        return session.get_one(Lesson, lesson_id).class_id, lesson_id
