"""``activity``: study activities outside a class, and the counts reported upward."""

from dataclasses import asdict, replace
from datetime import date
from typing import Annotated, Any

import typer
from sqlalchemy.orm import Session

from dongan_training import clock
from dongan_training.attendance import activities, activity_kinds, activity_queries
from dongan_training.attendance.activities import ActivityFacts
from dongan_training.attendance.activity_kinds import Kind
from dongan_training.attendance.activity_queries import Count, Period
from dongan_training.attendance.finding import find_activity, find_unit
from dongan_training.cli.face import Face, Json, Output
from dongan_training.cli.moments import day_of
from dongan_training.people.finding import find_person
from dongan_training.texts import _

app = typer.Typer(no_args_is_help=True, help=_("学习活动：登记、统计、上报数字。"))

ActivityText = Annotated[str, typer.Argument(metavar="ACTIVITY", help=_("编号或编号的开头。"))]
Since = Annotated[str, typer.Option("--since", help=_("从哪一天起，如 2026-01-01。"))]
Until = Annotated[str, typer.Option("--until", help=_("到哪一天止，如 2026-12-31。"))]
People = Annotated[
    list[str] | None, typer.Option("--person", help=_("参加人：姓名或编号，可写多次。"))
]


@app.command(help=_("登记一次学习活动；有名单写 --person，没有名单写 --headcount。"))
def add(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND", help=_("种类，如 纪律党课。"))],
    title: Annotated[str, typer.Argument(metavar="TITLE", help=_("名称，如 学习纪律处分条例。"))],
    on: Annotated[str, typer.Option("--on", help=_("哪一天，如 2026-11-23。"))],
    hours: Annotated[float, typer.Option(help=_("每人计几学时，以 0.5 为单位。"))] = 0,
    times: Annotated[int, typer.Option(help=_("几次合并为一条登记。"))] = 1,
    headcount: Annotated[int, typer.Option(help=_("参加人数。"))] = 0,
    unit: Annotated[str, typer.Option(help=_("哪个党组织举办。"))] = "",
    place: Annotated[str, typer.Option(help=_("地点。"))] = "",
    lecturer: Annotated[str, typer.Option(help=_("主讲人。"))] = "",
    person: People = None,
    as_json: Json = False,
) -> None:
    """Enter one activity."""
    face = Face.of(context)
    with face.writing() as (session, by):
        facts = ActivityFacts(
            kind=kind,
            title=title,
            held_on=day_of(on),
            hours=hours,
            times=times,
            headcount=headcount,
            place=place,
            lecturer=lecturer,
            org_unit_id=find_unit(session, unit) if unit else None,
            person_ids=tuple(find_person(session, one) for one in person or ()),
        )
        made = activities.record_activity(session, facts=facts, by=by, at=clock.now())
    lines = [_("已登记“{title}”。").format(title=title)]
    face.show({"activity": made, "people": len(facts.person_ids)}, lines, as_json=as_json)


@app.command(help=_("给已登记的活动补充参加人。"))
def join(
    context: typer.Context, activity: ActivityText, person: People = None, as_json: Json = False
) -> None:
    """Name further participants."""
    face = Face.of(context)
    with face.writing() as (session, by):
        activity_id = find_activity(session, activity)
        known = activities.activity_facts(session, activity_id)
        named = [find_person(session, one) for one in person or ()]
        facts = replace(known, person_ids=tuple(dict.fromkeys((*known.person_ids, *named))))
        activities.change_activity(
            session, activity_id=activity_id, facts=facts, by=by, at=clock.now()
        )
    lines = [_("参加人现在共 {count} 人。").format(count=len(facts.person_ids))]
    face.show({"activity": activity_id, "people": len(facts.person_ids)}, lines, as_json=as_json)


@app.command(help=_("作废一条登记；记录保留，可以恢复。"))
def remove(context: typer.Context, activity: ActivityText, as_json: Json = False) -> None:
    """Let an activity no longer count."""
    _set_counted(Face.of(context), activity, counted=False, as_json=as_json)


@app.command(help=_("恢复一条作废的登记。"))
def restore(context: typer.Context, activity: ActivityText, as_json: Json = False) -> None:
    """Let a removed activity count again."""
    _set_counted(Face.of(context), activity, counted=True, as_json=as_json)


@app.command("list", help=_("列出一段时间的学习活动。"))
def list_activities(
    context: typer.Context, since: Since = "", until: Until = "", as_json: Json = False
) -> None:
    """List the activities of a period, the latest first."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        rows = activity_queries.activities(session, period_of(since, until))
    lines = [
        f"{one.id[:13]}  {one.held_on}　{one.kind}　{one.title}　{one.org}　"
        + _("{heads} 人，{hours:g} 学时").format(heads=one.heads, hours=one.hours)
        for one in rows
    ]
    face.show({"activities": rows}, lines or [_("这段时间没有学习活动。")], as_json=as_json)


@app.command(help=_("上报数字：集中学习研讨多少次、宣讲多少场多少人次……"))
def counts(
    context: typer.Context,
    since: Since = "",
    until: Until = "",
    by_township: Annotated[bool, typer.Option("--by-township", help=_("分乡镇。"))] = False,
    as_json: Json = False,
) -> None:
    """Show the counts reported upward."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        rows = activity_queries.activities(session, period_of(since, until))
        known = activity_kinds.kinds(session)
    add_up = activity_queries.counts_by_township if by_township else activity_queries.counts_of
    found = add_up(rows, known)
    lines = ["　".join(word for word in (one.township, one.told) if word) for one in found]
    face.show({"counts": [_told(one) for one in found]}, lines, as_json=as_json)


@app.command(help=_("把学习活动和统计写成 Excel。"))
def export(
    context: typer.Context,
    output: Output,
    since: Since = "",
    until: Until = "",
    as_json: Json = False,
) -> None:
    """Write list and counts of a period."""
    from dongan_training.reports.activity_sheet import write_activities  # brings XlsxWriter

    face, period = Face.of(context), period_of(since, until)
    with face.workspace() as workspace, workspace.read() as session:
        rows = activity_queries.activities(session, period)
        known = activity_kinds.kinds(session)
    write_activities(rows, known, output, period=period)
    lines = [_("已写出 {count} 项学习活动。").format(count=len(rows))]
    face.show({"file": output, "activities": len(rows)}, lines, as_json=as_json)


@app.command(help=_("列出学习活动的种类。"))
def kinds(context: typer.Context, as_json: Json = False) -> None:
    """List the kinds, with what is reported of each."""
    face = Face.of(context)
    with face.workspace() as workspace, workspace.read() as session:
        found = activity_kinds.kinds(session)
    lines = [Count(kind, "", 0, 0).told for kind in found]
    face.show({"kinds": found}, lines, as_json=as_json)


@app.command("kind", help=_("添加或修改一种学习活动。"))
def set_kind(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help=_("名称，如 读书会。"))],
    unit: Annotated[str, typer.Option(help=_("按什么计次，如 次、场；空为不计次。"))] = "",
    heads: Annotated[bool, typer.Option(help=_("上报人次。"))] = False,
    hours: Annotated[bool, typer.Option(help=_("参加人计学时。"))] = True,
    as_json: Json = False,
) -> None:
    """Add a kind, or change one."""
    face = Face.of(context)
    kind = Kind(name, unit, heads, hours)
    with face.writing() as (session, by):
        activity_kinds.save_kind(session, kind=kind, by=by, at=clock.now())
    face.show(
        {"kind": asdict(kind)}, [_("已保存种类“{name}”。").format(name=name)], as_json=as_json
    )


def period_of(since: str, until: str) -> Period:
    """The span asked for; where an end is not named, that of this calendar year."""
    year = clock.local(clock.now()).year
    first = day_of(since) if since else date(year, 1, 1)
    return Period(first, day_of(until) if until else date(first.year, 12, 31))


def _set_counted(face: Face, text: str, *, counted: bool, as_json: bool) -> None:
    with face.writing() as (session, by):
        activity_id = find_activity(session, text)
        act = activities.restore_activity if counted else activities.remove_activity
        act(session, activity_id=activity_id, by=by, at=clock.now())
        title = _title_of(session, activity_id)
    told = _("已恢复“{title}”。") if counted else _("已作废“{title}”。")
    value = {"activity": activity_id, "counted": counted}
    face.show(value, [told.format(title=title)], as_json=as_json)


def _title_of(session: Session, activity_id: str) -> str:
    return activities.activity_facts(session, activity_id).title


def _told(count: Count) -> dict[str, Any]:
    return {
        "kind": count.kind.name,
        "township": count.township,
        "times": count.times,
        "heads": count.heads,
        "told": count.told,
    }
