"""``people posts|membership|reserve|photo``: what else is kept of people."""

from pathlib import Path
from typing import Annotated

import typer

from dongan_training import clock
from dongan_training.cli.face import Face, Json, Output
from dongan_training.cli.named import PersonText
from dongan_training.people import careers, finding, photos, queries, reserve, roll
from dongan_training.people.careers import PostFacts, shown_day
from dongan_training.people.photo_folder import match_folder
from dongan_training.people.reserve import EntryLine
from dongan_training.saving import save_whole
from dongan_training.texts import _

app = typer.Typer()
posts = typer.Typer(no_args_is_help=True, help=_("任职经历：列出、添加、修改、删除。"))
lists = typer.Typer(no_args_is_help=True, help=_("后备名单：建立名单，列入和移出人员。"))
photo = typer.Typer(no_args_is_help=True, help=_("照片：存入、导出、删除。"))
app.add_typer(posts, name="posts")
app.add_typer(lists, name="reserve")
app.add_typer(photo, name="photo")

ListText = Annotated[str, typer.Argument(help=_("后备名单的名称。"))]
Since = Annotated[str, typer.Option(help=_("开始时间，例如 2021-03。"))]
Until = Annotated[str, typer.Option(help=_("结束时间；没有写就是还在任。"))]
Org = Annotated[str, typer.Option(help=_("当时的单位。"))]
Reason = Annotated[str, typer.Option(help=_("原因。"))]


@app.command(help=_("党籍时间：列出；写了选项就修改，内容为空表示清除。"))
def membership(
    context: typer.Context,
    person: PersonText,
    joined: Annotated[str | None, typer.Option(help=_("入党时间。"))] = None,
    full: Annotated[str | None, typer.Option(help=_("转正时间。"))] = None,
    transferred: Annotated[str | None, typer.Option(help=_("组织关系转入时间。"))] = None,
    as_json: Json = False,
) -> None:
    """Print the days of a membership, after changing those that were named."""
    face = Face.of(context)
    said = {"joined": joined, "full_member": full, "transferred": transferred}
    typed = {name: text for name, text in said.items() if text is not None}
    with face.writing() as (session, by):
        person_id = finding.find_person(session, person)
        if typed:
            at = clock.now()
            roll.change_person(session, person_id=person_id, typed=typed, by=by, at=at)
        card = queries.person_card(session, person_id)
    days = {
        "joined_on": (_("入党时间"), card.joined_on),
        "full_member_on": (_("转正时间"), card.full_member_on),
        "transferred_on": (_("组织关系转入时间"), card.transferred_on),
    }
    value = {"id": person_id, "status": card.status}
    value |= {name: day.isoformat() if day else "" for name, (_label, day) in days.items()}
    face.show(
        value,
        [f"{label}：{shown_day(day) or '—'}" for label, day in days.values()],
        as_json=as_json,
    )


@posts.command("list", help=_("列出一个人的任职经历，现任的在前。"))
def list_posts(context: typer.Context, person: PersonText, as_json: Json = False) -> None:
    """Print what somebody holds and held."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        person_id = finding.find_person(session, person)
        found = careers.posts_of(session, person_id)
    lines = [
        "\t".join((one.id, one.post, one.org, f"{shown_day(one.since)}–{shown_day(one.until)}"))
        for one in found
    ]
    face.show({"id": person_id, "posts": found}, lines or [_("没有任职记录。")], as_json=as_json)


@posts.command("add", help=_("添加一段任职。"))
def add_post(
    context: typer.Context,
    person: PersonText,
    post: Annotated[str, typer.Argument(help=_("职务。"))],
    org: Org = "",
    since: Since = "",
    until: Until = "",
    as_json: Json = False,
) -> None:
    """Note a post beside the one on the roll."""
    face = Face.of(context)
    with face.writing() as (session, by):
        person_id = finding.find_person(session, person)
        facts = PostFacts(post, org, since, until)
        kept = careers.add_post(session, person_id=person_id, facts=facts, by=by, at=clock.now())
    face.show({"id": kept}, [_("已保存。")], as_json=as_json)


@posts.command("change", help=_("修改一段任职；没有写的栏目清空。"))
def change_post(
    context: typer.Context,
    post_id: Annotated[str, typer.Argument(help=_("任职记录的编号。"))],
    post: Annotated[str, typer.Argument(help=_("职务。"))],
    org: Org = "",
    since: Since = "",
    until: Until = "",
    as_json: Json = False,
) -> None:
    """Change a post that was noted."""
    face = Face.of(context)
    with face.writing() as (session, by):
        facts = PostFacts(post, org, since, until)
        careers.change_post(session, post_id=post_id, facts=facts, by=by, at=clock.now())
    face.show({"id": post_id}, [_("已保存。")], as_json=as_json)


@posts.command("remove", help=_("删除一段任职。"))
def remove_post(
    context: typer.Context,
    post_id: Annotated[str, typer.Argument(help=_("任职记录的编号。"))],
    as_json: Json = False,
) -> None:
    """Strike a post that was noted."""
    face = Face.of(context)
    with face.writing() as (session, by):
        said = careers.remove_post(session, post_id=post_id, by=by, at=clock.now())
    face.show({"removed": said}, [_("已删除。")], as_json=as_json)


@lists.command("lists", help=_("列出后备名单。"))
def show_lists(context: typer.Context, as_json: Json = False) -> None:
    """Print all reserve lists."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        found = reserve.reserve_lists(session)
    lines = [f"{one.name}\t{one.level}\t{one.people}" for one in found]
    face.show({"lists": found}, lines or [_("还没有后备名单。")], as_json=as_json)


@lists.command("keep", help=_("建立一份后备名单；已有这个名称就修改它。"))
def keep_list(
    context: typer.Context,
    name: ListText,
    level: Annotated[str, typer.Option(help=_("层级，例如 县级、乡镇级、村级。"))] = "",
    note: Annotated[str, typer.Option(help=_("备注。"))] = "",
    rename: Annotated[str, typer.Option(help=_("改成这个名称。"))] = "",
    as_json: Json = False,
) -> None:
    """Begin a list, or change it."""
    face = Face.of(context)
    with face.writing() as (session, by):
        known = [one.id for one in reserve.reserve_lists(session) if one.name == name]
        kept = reserve.keep_list(
            session,
            name=rename or name,
            level=level,
            note=note,
            list_id=known[0] if known else None,
            by=by,
            at=clock.now(),
        )
    face.show({"id": kept}, [_("已保存。")], as_json=as_json)


@lists.command("drop", help=_("删除一份从来没有人的后备名单。"))
def drop_list(context: typer.Context, name: ListText, as_json: Json = False) -> None:
    """Delete a list nobody ever was on."""
    face = Face.of(context)
    with face.writing() as (session, by):
        list_id = reserve.find_list(session, name)
        reserve.remove_list(session, list_id=list_id, by=by, at=clock.now())
    face.show({"removed": list_id}, [_("已删除。")], as_json=as_json)


@lists.command("list", help=_("列出一份名单上的人。"))
def show_entries(
    context: typer.Context,
    name: ListText,
    all_: Annotated[bool, typer.Option("--all", help=_("连同已经移出的人。"))] = False,
    as_json: Json = False,
) -> None:
    """Print who is on a list."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        list_id = reserve.find_list(session, name)
        found = reserve.entries(session, list_id=list_id, ended=all_)
    lines = [_entry_line(one) for one in found]
    face.show({"id": list_id, "entries": found}, lines or [_("名单上没有人。")], as_json=as_json)


@lists.command("add", help=_("把一个人列入名单。"))
def enlist(
    context: typer.Context,
    name: ListText,
    person: PersonText,
    since: Since = "",
    reason: Reason = "",
    as_json: Json = False,
) -> None:
    """Put somebody on a list."""
    face = Face.of(context)
    with face.writing() as (session, by):
        entry = reserve.put_on_list(
            session,
            list_id=reserve.find_list(session, name),
            person_id=finding.find_person(session, person),
            since=since,
            reason=reason,
            by=by,
            at=clock.now(),
        )
    face.show({"id": entry}, [_("已列入“{name}”。").format(name=name)], as_json=as_json)


@lists.command("end", help=_("把一个人移出名单，记录仍然保留。"))
def end(
    context: typer.Context,
    name: ListText,
    person: PersonText,
    until: Annotated[str, typer.Option(help=_("移出时间；默认今天。"))] = "",
    reason: Reason = "",
    as_json: Json = False,
) -> None:
    """Take somebody off a list."""
    face = Face.of(context)
    ended = []
    with face.writing() as (session, by):
        list_id = reserve.find_list(session, name)
        person_id = finding.find_person(session, person)
        for one in reserve.entries(session, list_id=list_id, person_id=person_id, ended=False):
            reserve.take_off_list(
                session, entry_id=one.id, until=until, reason=reason, by=by, at=clock.now()
            )
            ended.append(one.id)
    lines = [_("已移出“{name}”。").format(name=name) if ended else _("他不在这份名单上。")]
    face.show({"ended": ended}, lines, as_json=as_json)


@photo.command("set", help=_("存入一个人的照片，按一寸、二寸照片的比例裁好。"))
def set_photo(
    context: typer.Context,
    person: PersonText,
    picture: Annotated[Path, typer.Argument(help=_("图片文件（.jpg、.png、.webp、.bmp）。"))],
    as_json: Json = False,
) -> None:
    """Keep a photo of somebody."""
    face = Face.of(context)
    content = photos.cut_photo(photos.read_picture(picture))
    with face.writing() as (session, by):
        person_id = finding.find_person(session, person)
        at = clock.now()
        photos.keep_photo(session, person_id=person_id, content=content, by=by, at=at)
    value = {"id": person_id, "bytes": len(content)}
    face.show(value, [_("已存入照片。")], as_json=as_json)


@photo.command("match", help=_("按文件名存入一个文件夹里的照片：文件名是身份证号或者姓名。"))
def match_photos(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help=_("放照片的文件夹。"))],
    as_json: Json = False,
) -> None:
    """Keep the photos of many; what fits nobody or several is told, and nothing else."""
    face = Face.of(context)
    with face.writing() as (session, by), face.progress(_("存入照片")) as progress:
        matched = match_folder(session, folder, by=by, at=clock.now(), progress=progress)
    lines = [f"{one.file}：{one.reason}" for one in matched.left]
    lines.append(_("已存入 {count} 张照片。").format(count=len(matched.kept)))
    face.show(matched, lines, as_json=as_json)


@photo.command("export", help=_("把一个人的照片写成 .jpg 文件。"))
def export_photo(
    context: typer.Context, person: PersonText, output: Output, as_json: Json = False
) -> None:
    """Write the photo of somebody into a file."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        person_id = finding.find_person(session, person)
        content = photos.photo_of(session, person_id)
    if content is not None:
        save_whole(output, content)
    lines = [_("已写入“{file}”。").format(file=output) if content else _("这个人还没有照片。")]
    face.show({"id": person_id, "file": output if content else None}, lines, as_json=as_json)


@photo.command("remove", help=_("删除一个人的照片。"))
def remove_photo(context: typer.Context, person: PersonText, as_json: Json = False) -> None:
    """Take the photo of somebody away."""
    face = Face.of(context)
    with face.writing() as (session, by):
        person_id = finding.find_person(session, person)
        gone = photos.remove_photo(session, person_id=person_id, by=by, at=clock.now())
    lines = [_("已删除照片。") if gone else _("这个人还没有照片。")]
    face.show({"id": person_id, "removed": gone is not None}, lines, as_json=as_json)


def _entry_line(one: EntryLine) -> str:
    span = f"{shown_day(one.since)}–{shown_day(one.until)}"
    return "\t".join((one.person, span, one.reason))
