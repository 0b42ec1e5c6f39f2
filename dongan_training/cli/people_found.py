"""``people list|export``: whom the page of the window can show, by the same conditions."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Annotated

import typer
from sqlalchemy.orm import Session

from dongan_training import clock
from dongan_training.cli.face import Face, Json, Output
from dongan_training.people import queries
from dongan_training.people.order import POSTS
from dongan_training.people.reserve import find_list
from dongan_training.people.roll_export import export_roll
from dongan_training.people.searching import OTHER_POSTS, Wanted
from dongan_training.people.unit_history import find_unit
from dongan_training.texts import _, listed

app = typer.Typer()
MOST = 1_000_000  # people in a list


class Sort(StrEnum):
    """By what people are sorted; the fields of ``searching``."""

    STROKES = "strokes"
    PINYIN = "pinyin"
    UNIT = "unit"
    POST = "post"
    GENDER = "gender"
    STATUS = "status"
    CATEGORIES = "categories"


@dataclass(frozen=True)
class Said:
    """Options that name something to be looked up."""

    unit: str
    post: str
    reserve: str
    sort: Sort | None

    def complete(self, session: Session, rest: Wanted, *, from_end: bool) -> Wanted:
        """Raises what ``find_unit`` and ``find_list`` raise."""
        kinds = (*POSTS, OTHER_POSTS)
        if self.post and self.post not in kinds:
            known = listed(kinds)
            raise typer.BadParameter(
                _("没有“{post}”这一类职务；可以写 {known}。").format(post=self.post, known=known)
            )
        return replace(
            rest,
            unit_id=find_unit(session, self.unit) if self.unit else None,
            post=self.post,
            reserve_id=find_list(session, self.reserve) if self.reserve else "",
            sorted_by=self.sort or "",
            from_end=from_end,
        )


Search = Annotated[
    str,
    typer.Option("--search", help=_("姓名、拼音、首字母、党组织、职务，或完整的证件号、电话。")),
]
Unit = Annotated[str, typer.Option("--unit", help=_("党组织，含下级，例如 横塘镇/机关支部。"))]
Gone = Annotated[bool, typer.Option("--gone", help=_("列出已离册的人。"))]
Category = Annotated[str, typer.Option("--category", help=_("类别，例如 支部书记。"))]
Post = Annotated[str, typer.Option("--post", help=_("职务，例如 书记、委员；* 是其他职务。"))]
Status = Annotated[str, typer.Option("--status", help=_("政治面貌，例如 中共预备党员。"))]
Reserve = Annotated[str, typer.Option("--reserve", help=_("后备名单的名称。"))]
NoId = Annotated[bool, typer.Option("--no-id", help=_("只要证件号待核对的人。"))]
SortBy = Annotated[Sort | None, typer.Option("--sort", help=_("排列顺序；默认按设置。"))]
Reverse = Annotated[bool, typer.Option("--reverse", help=_("倒过来排。"))]
Limit = Annotated[int | None, typer.Option("--limit", min=1, max=MOST, help=_("最多列出多少人。"))]
Full = Annotated[bool, typer.Option("--full", help=_("显示完整证件号和电话，并记入日志。"))]


@app.command("list", help=_("列出人员，可以按各种条件筛选和排序。"))
def list_(
    context: typer.Context,
    search: Search = "",
    unit: Unit = "",
    gone: Gone = False,
    category: Category = "",
    post: Post = "",
    status: Status = "",
    reserve: Reserve = "",
    no_id: NoId = False,
    sort: SortBy = None,
    reverse: Reverse = False,
    limit: Limit = None,
    as_json: Json = False,
) -> None:
    """Print the people found."""
    face = Face.of(context)
    said = Said(unit, post, reserve, sort)
    rest = Wanted(search, None, not gone, limit, category, status=status, id_unknown=no_id)
    with face.workspace() as workspace, workspace.read() as session:
        found = queries.find_people(session, said.complete(session, rest, from_end=reverse))
    lines = [
        "\t".join((one.id, one.name, one.township, one.unit, one.post)) for one in found.people
    ]
    lines.append(_("共 {total} 人").format(total=found.total))
    face.show(found, lines, as_json=as_json)


@app.command(help=_("导出花名册（.xlsx）；证件号和电话默认遮住，表头可以原样再导入。"))
def export(
    context: typer.Context,
    output: Output,
    search: Search = "",
    unit: Unit = "",
    gone: Gone = False,
    category: Category = "",
    post: Post = "",
    status: Status = "",
    reserve: Reserve = "",
    no_id: NoId = False,
    sort: SortBy = None,
    reverse: Reverse = False,
    full: Full = False,
    as_json: Json = False,
) -> None:
    """Write the people found into an Excel file."""
    face = Face.of(context)
    said = Said(unit, post, reserve, sort)
    rest = Wanted(search, None, not gone, None, category, status=status, id_unknown=no_id)
    with face.writing() as (session, by), face.progress(_("导出花名册")) as progress:
        count = export_roll(
            session,
            wanted=said.complete(session, rest, from_end=reverse),
            path=output,
            full=full,
            by=by,
            at=clock.now(),
            progress=progress,
        )
    lines = [_("已导出 {count} 人到“{file}”。").format(count=count, file=output)]
    face.show({"file": output, "people": count}, lines, as_json=as_json)
