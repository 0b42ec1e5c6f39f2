"""``designs``: how certificates and badges look."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from sqlalchemy.orm import Session

from dongan_training import clock
from dongan_training.cli.face import Face, Json, Output
from dongan_training.errors import UserError
from dongan_training.exam.finding import find_exam
from dongan_training.printing.purpose import PURPOSE_NAMES, Purpose
from dongan_training.texts import N_, _
from dongan_training.training.finding import find_class

if TYPE_CHECKING:  # they bring ReportLab
    from dongan_training.printing.designs.checking import Flaw
    from dongan_training.printing.designs.model import Design

app = typer.Typer(no_args_is_help=True, help=_("版式：证书和胸牌的样子。"))


@dataclass(eq=False)
class WrongPeople(UserError):
    message = N_("这个版式不能这样检查。")
    advice = N_("证书和胸牌请写 --class 和培训班，考试证请写 --exam 和考试。")


DesignText = Annotated[str, typer.Argument(metavar="DESIGN", help=_("版式的名称或编号。"))]


@app.command("list", help=_("列出全部版式。"))
def list_all(context: typer.Context, as_json: Json = False) -> None:
    """Show all designs with their sizes."""
    from dongan_training.designs.keeping import designs

    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        found = designs(session)
    pattern = _("{key}　{name}　{purpose}　{width:g}×{height:g} 毫米")
    lines = [
        pattern.format(
            key=one.key,
            name=one.design.name,
            purpose=_(PURPOSE_NAMES[one.design.purpose]),
            width=one.design.width,
            height=one.design.height,
        )
        for one in found
    ]
    told = [
        {
            "key": one.key,
            "name": one.design.name,
            "purpose": one.design.purpose,
            "width": one.design.width,
            "height": one.design.height,
            "shipped": one.is_shipped,
        }
        for one in found
    ]
    face.show({"designs": told}, lines, as_json=as_json)


@app.command("export", help=_("把一个版式写成 JSON 文件，供别处导入。"))
def export(
    context: typer.Context, design: DesignText, output: Output, as_json: Json = False
) -> None:
    """Write one design to a file."""
    from dongan_training.designs.keeping import export_design, find_design

    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        export_design(find_design(session, design).design, output)
    lines = [_("已写入“{file}”。").format(file=output)]
    face.show({"file": output}, lines, as_json=as_json)


@app.command("import", help=_("导入一个版式文件；先检查，有问题就不导入。"))
def import_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help=_("版式文件（JSON）。"))],
    as_json: Json = False,
) -> None:
    """Check a file and keep its design; under another name where the name is taken."""
    from dongan_training.designs.keeping import copy_of, designs, keep_design, load_design

    face = Face.of(context)
    design = load_design(file)
    with face.writing() as (session, by):
        if any(one.design.name == design.name for one in designs(session)):
            design = copy_of(session, design)
        key = keep_design(session, design=design, key=None, by=by, at=clock.now())
    lines = [_("已导入版式“{name}”。").format(name=design.name)]
    face.show({"key": key, "name": design.name}, lines, as_json=as_json)


@app.command("delete", help=_("删除一个自己的版式；已经印出的不受影响。"))
def delete(context: typer.Context, design: DesignText, as_json: Json = False) -> None:
    """Delete one design."""
    from dongan_training.designs.keeping import drop_design, find_design

    face = Face.of(context)
    with face.writing() as (session, by):
        found = find_design(session, design)
        drop_design(session, key=found.key, by=by, at=clock.now())
    lines = [_("已删除版式“{name}”。").format(name=found.design.name)]
    face.show({"key": found.key}, lines, as_json=as_json)


@app.command("check", help=_("检查一个版式：出界、重叠、放不下的文字、模糊的图片。"))
def check(
    context: typer.Context,
    design: DesignText,
    training_class: Annotated[
        str, typer.Option("--class", help=_("再用这个培训班的学员检查：文字、照片、二维码。"))
    ] = "",
    exam: Annotated[str, typer.Option("--exam", help=_("考试证用这场考试的考生检查。"))] = "",
    as_json: Json = False,
) -> None:
    """Print every flaw; exit 1 where there is any."""
    from dongan_training.designs.fields import FIELDS, samples
    from dongan_training.designs.keeping import find_design
    from dongan_training.printing.designs.checking import flaws
    from dongan_training.printing.designs.drawing import Values

    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        found = find_design(session, design).design
        people = [Values(one) for one in samples(found.purpose)]
        told = flaws(found, people, FIELDS[found.purpose])
        if training_class or exam:
            told += _flaws_of_people(session, found, training_class, exam)
    pattern = _("第 {number} 项：{text}{owner}")
    lines = [
        pattern.format(
            number=(one.item or 0) + 1,
            text=one.text,
            owner=_("（{name}）").format(name=one.owner) if one.owner else "",
        )
        for one in told
    ]
    face.show({"flaws": told}, lines or [_("没有发现问题。")], as_json=as_json)
    if told:
        raise typer.Exit(1)


def _flaws_of_people(
    session: Session, design: "Design", training_class: str, exam: str
) -> "list[Flaw]":
    """The flaws that only the people of this class or exam bring out. Raises WrongPeople."""
    from dongan_training.attendance.papers import badge_flaws
    from dongan_training.certificates.papers import certificate_flaws
    from dongan_training.exam.printed.room_papers import card_flaws

    at = clock.now()
    if design.purpose is Purpose.EXAM_CARD and exam:
        return card_flaws(session, find_exam(session, exam), design)
    if design.purpose is Purpose.EXAM_CARD or not training_class:
        raise WrongPeople
    class_id = find_class(session, training_class)
    if design.purpose is Purpose.BADGE:
        return badge_flaws(session, class_id=class_id, design=design, at=at)
    return certificate_flaws(session, class_id=class_id, design=design, at=at)


@app.command("calibrate", help=_("印制校准页：用尺量出打印机偏了多少，再填进“打印位置”。"))
def calibrate(
    context: typer.Context,
    output: Output,
    printer: Annotated[str, typer.Option("--printer", help=_("打印机的名称，印在页上。"))] = "",
    as_json: Json = False,
) -> None:
    """Write the page of crosses and rulers as a PDF."""
    from dongan_training.printing.calibration import draw_calibration_page  # brings ReportLab

    draw_calibration_page(output, printer)
    lines = [_("已写入“{file}”。").format(file=output)]
    Face.of(context).show({"file": output, "pages": 1}, lines, as_json=as_json)


@app.command("schema", help=_("输出版式文件的 JSON Schema。"))
def schema(context: typer.Context) -> None:
    """Print the form of a design's file."""
    from dongan_training.printing.designs.writing import schema as schema_of

    typer.echo(json.dumps(schema_of(), ensure_ascii=False, indent=2))
