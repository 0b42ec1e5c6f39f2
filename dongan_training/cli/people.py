"""``people``: the roll, from a file and by hand."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from dongan_training import clock
from dongan_training.cli import outside, people_bulk, people_found, people_more, roll_history, units
from dongan_training.cli.face import Face, Json
from dongan_training.cli.named import PersonText
from dongan_training.cli.people_found import Full
from dongan_training.people import finding, queries, roll
from dongan_training.people.facts import LABELS
from dongan_training.people.identity import masked_id_number, masked_phone
from dongan_training.people.roster import RosterReport, import_roster
from dongan_training.people.roster_plan import (
    Choice,
    RosterEntry,
    RosterPlan,
    Verdict,
    plan_roster,
)
from dongan_training.people.roster_sheet import read_roster
from dongan_training.texts import _, clauses, listed
from dongan_training.workspace import Workspace

app = typer.Typer(no_args_is_help=True, help=_("人员花名册：导入名册、查找、添加和修改。"))
app.add_typer(units.app, name="units")
app.add_typer(outside.app, name="outside")
app.add_typer(roll_history.app)  # its verbs stand beside these
app.add_typer(people_more.app)
app.add_typer(people_found.app)
app.add_typer(people_bulk.app)

TYPED = tuple(name for name in LABELS if name not in ("active", "reserve"))

RosterFile = Annotated[Path, typer.Argument(help=_("名册文件（.xlsx、.xls、.csv）。"))]
DryRun = Annotated[bool, typer.Option("--dry-run", help=_("只核对，不导入。"))]
Choose = Annotated[
    list[str] | None,
    typer.Option(
        "--choose", help=_("怎样处理一行待确认的人：行号=same、new 或 skip，例如 7=same。")
    ),
]
Leave = Annotated[
    bool, typer.Option("--leave", help=_("名册里已经没有的人同时离册；默认只列出来。"))
]
Set = Annotated[
    list[str] | None,
    typer.Option("--set", help=_("栏目=内容，例如 post=书记；内容为空表示清除。")),
]


@app.command("import", help=_("导入名册：新增和更新直接存入，待确认和有问题的行列出来。"))
def import_(
    context: typer.Context,
    file: RosterFile,
    dry_run: DryRun = False,
    choose: Choose = None,
    leave: Leave = False,
    as_json: Json = False,
) -> None:
    """Plan a roll and, unless it is a dry run, store what is clear and what was chosen."""
    face = Face.of(context)
    with face.workspace() as workspace, face.progress(_("导入名册")) as progress:
        table = read_roster(file, progress)
        at = clock.now()
        with workspace.read() as session:
            plan = plan_roster(session, table=table, at=at, progress=progress)
        report = None
        if not dry_run:
            choices = _choices(plan, choose or ())
            choices |= {one.id: Choice.LEAVE for one in plan.gone if leave}
            by = face.actor(workspace)
            with workspace.begin() as session:
                report = import_roster(
                    session, plan=plan, choices=choices, by=by, at=at, progress=progress
                )
    face.show(_told(file, plan, report), _lines(plan, report), as_json=as_json)


@app.command(help=_("显示一个人；证件号和电话默认遮住。"))
def show(
    context: typer.Context, person: PersonText, full: Full = False, as_json: Json = False
) -> None:
    """Print one person; in full only when asked, which is logged."""
    face = Face.of(context)
    with face.workspace() as workspace:
        with workspace.read() as session:
            person_id = finding.find_person(session, person)
            card = queries.person_card(session, person_id)
        told = vars(card) | {"full": full}
        if full:
            by = face.actor(workspace)
            with workspace.begin() as session:
                numbers = roll.show_in_full(session, person_id=person_id, by=by, at=clock.now())
            told |= {"id_number": numbers.id_number or "", "phone": numbers.phone or ""}
    face.show(told, _card_lines(told), as_json=as_json)


@app.command(help=_("添加一个人。"))
def add(context: typer.Context, set_: Set = None, as_json: Json = False) -> None:
    """Put somebody on the roll."""
    face = Face.of(context)
    with face.writing() as (session, by):
        person_id = roll.add_person(session, typed=_typed(set_), by=by, at=clock.now())
    face.show({"id": person_id}, [_("已添加，编号 {id}。").format(id=person_id)], as_json=as_json)


@app.command(help=_("修改一个人。"))
def change(
    context: typer.Context, person: PersonText, set_: Set = None, as_json: Json = False
) -> None:
    """Change what is named by ``--set``."""
    face = Face.of(context)
    with face.writing() as (session, by):
        person_id = finding.find_person(session, person)
        changed = roll.change_person(
            session, person_id=person_id, typed=_typed(set_), by=by, at=clock.now()
        )
    lines = [_("已保存。") if changed else _("没有改动。")]
    face.show({"id": person_id, "changed": changed}, lines, as_json=as_json)


@app.command(help=_("让一个人离册；他的培训记录都保留。"))
def leave(context: typer.Context, person: PersonText, as_json: Json = False) -> None:
    """Take somebody off the roll."""
    face = Face.of(context)
    with face.workspace() as workspace:
        person_id = _set_active(face, workspace, person, roll.leave_roll)
    face.show({"id": person_id, "active": False}, [_("已离册。")], as_json=as_json)


@app.command("return", help=_("恢复一个已离册的人。"))
def return_(context: typer.Context, person: PersonText, as_json: Json = False) -> None:
    """Put somebody back on the roll."""
    face = Face.of(context)
    with face.workspace() as workspace:
        person_id = _set_active(face, workspace, person, roll.return_to_roll)
    face.show({"id": person_id, "active": True}, [_("已恢复在册。")], as_json=as_json)


def _set_active(face: Face, workspace: Workspace, person: str, act: Any) -> str:
    by = face.actor(workspace)
    with workspace.begin() as session:
        person_id = finding.find_person(session, person)
        act(session, person_id=person_id, by=by, at=clock.now())
    return person_id


def _typed(pairs: Sequence[str] | None) -> dict[str, str]:
    typed = {}
    for pair in pairs or ():
        name, equals, text = pair.partition("=")
        if not equals or name not in TYPED:
            raise typer.BadParameter(
                _("“{pair}”应写成 栏目=内容，栏目是 {names} 之一。").format(
                    pair=pair, names=listed(TYPED)
                )
            )
        typed[name] = text
    return typed


def _choices(plan: RosterPlan, wishes: Sequence[str]) -> dict[str, Choice]:
    """Read ``7=same``, or ``名册:7=same`` where several sheets have a row 7."""
    by_name = {name: one.id for one in plan.entries for name in (str(one.row), one.id)}
    choices = {}
    for wish in wishes:
        row, _equals, choice = wish.rpartition("=")
        if row not in by_name or choice not in list(Choice):
            raise typer.BadParameter(_("“{wish}”应写成 行号=same、new 或 skip。").format(wish=wish))
        choices[by_name[row]] = Choice(choice)
    return choices


def _told(file: Path, plan: RosterPlan, report: RosterReport | None) -> Mapping[str, Any]:
    return {
        "file": file,
        "stored": report is not None,
        "counts": plan.counts(),
        "report": report,
        "entries": [_entry(one) for one in plan.entries],
        "problems": plan.problems,
        "gone": plan.gone,
        "sheets_left": plan.sheets_left,
        "columns_left": plan.columns_left,
        "remark": plan.remark,
    }


def _entry(entry: RosterEntry) -> Mapping[str, Any]:
    facts = entry.facts
    shown = {"id_number": masked_id_number(facts.id_number), "phone": masked_phone(facts.phone)}
    return vars(entry) | {"facts": vars(facts) | shown}


def _lines(plan: RosterPlan, report: RosterReport | None) -> list[str]:
    counts = plan.counts()
    lines = [plan.remark] if plan.remark else []
    lines += [
        _("第 {row} 行 {name}：{reasons}").format(
            row=one.row, name=one.name, reasons=clauses(one.reasons)
        )
        for one in plan.problems
    ]
    lines += [
        _("第 {row} 行 {name} 待确认：{reason}").format(
            row=one.row, name=one.facts.name, reason=one.reason
        )
        for one in plan.entries
        if one.verdict is Verdict.QUESTION
    ]
    lines += [
        _("名册里已经没有：{name}（{unit}）").format(name=one.name, unit=one.unit)
        for one in plan.gone
    ]
    lines.append(
        _("新增 {new}，更新 {changed}，不变 {same}，待确认 {question}，有问题 {problem}。").format(
            **counts
        )
    )
    if report is None:
        lines.append(_("只做了核对，没有导入。"))
    else:
        lines.append(
            _("已导入：新增 {added} 人，更新 {changed} 人，新建党组织 {units} 个。").format(
                added=len(report.added), changed=len(report.changed), units=report.units_created
            )
        )
        if report.left:
            lines.append(_("已离册 {count} 人。").format(count=len(report.left)))
    return lines


def _card_lines(told: Mapping[str, Any]) -> list[str]:
    shown = (
        ("id", _("编号")),
        ("name", _("姓名")),
        ("path", _("所在党组织")),
        ("post", _("职务")),
        ("post_since", _("任职时间")),
        ("status", _("政治面貌")),
        ("joined_on", _("入党时间")),
        ("full_member_on", _("转正时间")),
        ("transferred_on", _("组织关系转入时间")),
        ("categories", _("类别")),
        ("reserve", _("后备名单")),
        ("born_on", _("出生年月")),
        ("id_number", _("身份证号")),
        ("phone", _("联系电话")),
        ("note", _("备注")),
    )
    return [f"{label}：{_words(told[name])}" for name, label in shown if told[name]]


def _words(value: Any) -> str:
    return listed(value) if isinstance(value, tuple) else str(value)
