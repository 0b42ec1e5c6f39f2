"""``settings``: what practice changes, read and set without a screen."""

from dataclasses import asdict
from typing import Annotated, Any

import typer
from sqlalchemy.orm import Session

from dongan_training import settings
from dongan_training.cli.face import Face, Json
from dongan_training.printing.purpose import Purpose
from dongan_training.texts import _

app = typer.Typer(no_args_is_help=True, help=_("查看和修改设置，例如试卷的标点。"))
PURPOSES = {
    "certificate_design": Purpose.CERTIFICATE,
    "exam_card_design": Purpose.EXAM_CARD,
}


@app.command("list", help=_("列出全部设置和现在的值。"))
def list_all(context: typer.Context, as_json: Json = False) -> None:
    """Print every setting with its value."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        found = asdict(settings.load(session))
    face.show(found, [_line(key, value) for key, value in found.items()], as_json=as_json)


@app.command("set", help=_("修改一项设置。"))
def set_one(
    context: typer.Context,
    key: Annotated[str, typer.Argument(help=_("设置的名称，见 settings list。"))],
    value: Annotated[str, typer.Argument(help=_("新的值；开关写 true 或 false，版式可写名称。"))],
    as_json: Json = False,
) -> None:
    """Change one setting, and print what it is now."""
    face = Face.of(context)
    with face.writing() as (session, _by):
        if key in PURPOSES:
            value = _design_key(session, value, PURPOSES[key])
        practice = settings.changed(settings.load(session), key, value)
        settings.save(session, practice)
    now = asdict(practice)[key]
    face.show({key: now}, [_("已保存：{line}").format(line=_line(key, now))], as_json=as_json)


def _design_key(session: Session, text: str, purpose: Purpose) -> str:
    from dongan_training.designs.keeping import find_design  # brings fonts

    return find_design(session, text, purpose).key


def _line(key: str, value: Any) -> str:
    told = str(value).lower() if isinstance(value, bool) else value
    return f"{key} = {told}"
