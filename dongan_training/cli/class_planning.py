"""``class``: kinds, places by township, waiting list, exchanges, menu, choices and proposals."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any

import typer
from sqlalchemy.orm import Session

from dongan_training import clock
from dongan_training.cli.face import Face, Json, Output
from dongan_training.cli.moments import day_of
from dongan_training.cli.named import ClassText
from dongan_training.errors import UserError
from dongan_training.people.unit_history import find_unit
from dongan_training.texts import N_, _, listed
from dongan_training.training import (
    budget,
    choices,
    copying,
    kinds,
    queries,
    quotas,
    slot_proposal,
    venues,
    waiting,
)
from dongan_training.training.copying import Target
from dongan_training.training.finding import (
    find_class,
    find_course,
    find_enrolments,
    find_people,
)
from dongan_training.training.kinds import KindFacts
from dongan_training.training.venues import VenueFacts
from dongan_training.training.waiting import Placed

app = typer.Typer()
EnrolledText = Annotated[str, typer.Argument(help=_("姓名、学号或 id。"))]


@dataclass(eq=False)
class NotAPair(UserError):
    pair: str
    message = N_("“{pair}”应写成 名称=数目。")
    advice = N_("没有保存。例如 横塘镇=5。")


@app.command("kinds", help=_("列出班别；用 --set 添加或修改，用 --remove 去掉。"))
def list_kinds(
    context: typer.Context,
    set_: Annotated[str, typer.Option("--set", help=_("班别名称。"))] = "",
    target: Annotated[list[str] | None, typer.Option(help=_("对象：人员类别，可写多个。"))] = None,
    quota: Annotated[int, typer.Option(min=0, help=_("通常的名额，0 表示不限。"))] = 0,
    exam: Annotated[bool, typer.Option(help=_("结业是否要求考试合格。"))] = True,
    remove: Annotated[str, typer.Option(help=_("要去掉的班别。"))] = "",
    as_json: Json = False,
) -> None:
    """List, add, change and remove kinds of classes."""
    face = Face.of(context)
    with face.writing() as (session, by):
        found = [one for one in kinds.kinds(session) if one.name != remove]
        if set_:
            new = KindFacts(set_, tuple(target or ()), quota, needs_exam=exam)
            is_known = any(one.name == set_ for one in found)
            found = [new if one.name == set_ else one for one in found]
            found += [] if is_known else [new]
        if set_ or remove:
            kinds.keep_kinds(session, wanted=found, by=by, at=clock.now())
    lines = [f"{one.name}　{listed(one.targets)}　{one.quota or _('不限')}" for one in found]
    face.show({"kinds": found}, lines, as_json=as_json)


@app.command(help=_("把一个班连同名额、菜单和课程表复制到下一季度。"))
def copy(
    context: typer.Context,
    which: ClassText,
    year: Annotated[int | None, typer.Option(help=_("年度。"))] = None,
    quarter: Annotated[int | None, typer.Option(help=_("季度，1 至 4。"))] = None,
    first_day: Annotated[str, typer.Option(help=_("第一课的日期，例如 2027-03-08。"))] = "",
    as_json: Json = False,
) -> None:
    """Copy a class into the next quarter, or another one."""
    face = Face.of(context)
    day = day_of(first_day) if first_day else None
    with face.writing() as (session, by):
        class_id = find_class(session, which)
        card = queries.class_card(session, class_id)
        usual = copying.next_quarter(card.year, card.quarter)
        target = Target(year or usual.year, quarter or usual.quarter, day)
        made = copying.copy_class(session, class_id=class_id, target=target, by=by, at=clock.now())
        new = queries.class_card(session, made)
    lines = [_("已复制为 {code}　{title}").format(code=new.code, title=new.title)]
    face.show({"id": made, "code": new.code, "lessons": new.lessons}, lines, as_json=as_json)


@app.command("quotas", help=_("查看名额分配；写 乡镇=人数 来分配，--propose 按人数分。"))
def show_quotas(
    context: typer.Context,
    which: ClassText,
    pairs: Annotated[list[str] | None, typer.Argument(help=_("乡镇=人数，可写多个。"))] = None,
    propose: Annotated[bool, typer.Option("--propose", help=_("按各乡镇人数分配。"))] = False,
    as_json: Json = False,
) -> None:
    """Show or share out the places of a class."""
    face = Face.of(context)
    with face.writing() as (session, by):
        class_id = find_class(session, which)
        if propose or pairs:
            places = {one.unit_id: one.places for one in quotas.quotas(session, class_id)}
            if propose:
                places = quotas.proposed_quotas(session, class_id)
            places |= _places(session, pairs or ())
            quotas.set_quotas(session, class_id=class_id, places=places, by=by, at=clock.now())
        rows = quotas.quotas(session, class_id)
    lines = [
        _("{township}　名额 {places}　已用 {enrolled}　候补 {waiting}").format(**vars(one))
        for one in rows
    ]
    face.show({"quotas": rows}, lines or [_("还没有按乡镇分配名额。")], as_json=as_json)


@app.command("waiting", help=_("查看候补名单；--move-up 按顺序递补，--stop 取消候补。"))
def show_waiting(
    context: typer.Context,
    which: ClassText,
    move_up: Annotated[bool, typer.Option("--move-up", help=_("有空额就按顺序递补。"))] = False,
    stop: Annotated[list[str] | None, typer.Option(help=_("不再候补的人，可写多个。"))] = None,
    as_json: Json = False,
) -> None:
    """Show the waiting list, move people up, or take them off it."""
    face = Face.of(context)
    now, placed = clock.now(), Placed((), (), ())
    with face.writing() as (session, by):
        class_id = find_class(session, which)
        for person_id in find_people(session, stop or ()):
            waiting.stop_waiting(session, class_id=class_id, person_id=person_id, by=by, at=now)
        before = waiting.waiting_list(session, class_id)
        if move_up:
            placed = waiting.move_up(session, class_id=class_id, by=by, at=now)
        rows = waiting.waiting_list(session, class_id)
    lines = [f"{one.number:>3}　{one.name}　{one.township}　{one.org}" for one in rows]
    if move_up:
        still = {one.person_id for one in rows}
        names = listed(one.name for one in before if one.person_id not in still)
        told = _("已递补 {count} 人：{names}。") if names else _("没有空出名额，无人递补。")
        lines.append(told.format(count=len(placed.enrolled), names=names))
    value = {
        "waiting": rows,
        "enrolled": [*placed.done.added, *placed.done.returned],
        "reasons": placed.reasons,
    }
    face.show(value, lines or [_("没有人候补。")], as_json=as_json)


@app.command(help=_("让两个班的两名学员互换名额。"))
def swap(
    context: typer.Context,
    which: ClassText,
    person: EnrolledText,
    other_class: ClassText,
    other: EnrolledText,
    as_json: Json = False,
) -> None:
    """Let two people of two classes exchange places."""
    face = Face.of(context)
    with face.writing() as (session, by):
        (one_id,) = find_enrolments(session, find_class(session, which), [person])
        (other_id,) = find_enrolments(session, find_class(session, other_class), [other])
        made = waiting.swap_places(session, one_id=one_id, other_id=other_id, by=by, at=clock.now())
    face.show({"enrolments": made}, [_("已互换，原胸牌作废。")], as_json=as_json)


@app.command("replace", help=_("换人：一名学员的名额给另一个人。"))
def replace_person(
    context: typer.Context,
    which: ClassText,
    person: EnrolledText,
    new: Annotated[str, typer.Option("--by", help=_("换成谁：姓名或 id。"))],
    as_json: Json = False,
) -> None:
    """Let somebody else take a place."""
    face = Face.of(context)
    with face.writing() as (session, by):
        (place,) = find_enrolments(session, find_class(session, which), [person])
        (person_id,) = find_people(session, [new])
        made = waiting.replace_person(
            session, enrolment_id=place, person_id=person_id, by=by, at=clock.now()
        )
    face.show({"enrolment": made}, [_("已换人，原胸牌作废。")], as_json=as_json)


@app.command("menu", help=_("查看一个班的课程菜单；写 课程 或 课程=人数上限 来设定。"))
def show_menu(
    context: typer.Context,
    which: ClassText,
    courses: Annotated[list[str] | None, typer.Argument(help=_("课程名称，可写多个。"))] = None,
    as_json: Json = False,
) -> None:
    """Show or set the menu of a class."""
    face = Face.of(context)
    with face.writing() as (session, by):
        class_id = find_class(session, which)
        if courses:
            capacities = dict(_capacity(session, one) for one in courses)
            choices.set_menu(
                session, class_id=class_id, capacities=capacities, by=by, at=clock.now()
            )
        rows = choices.menu(session, class_id)
    lines = [
        _("{kind}　{name}　{lecturer}　已选 {chosen}").format(
            kind=_("必修") if one.required else _("选修"),
            name=one.name,
            lecturer=one.lecturer,
            chosen=f"{one.chosen}/{one.capacity}" if one.capacity else one.chosen,
        )
        for one in rows
    ]
    face.show({"menu": rows}, lines or [_("这个班还没有课程菜单。")], as_json=as_json)


@app.command(help=_("选课：学员或整个乡镇选几门；不写课程表示取消。"))
def choose(
    context: typer.Context,
    which: ClassText,
    course: Annotated[list[str] | None, typer.Option(help=_("课程，按志愿先后。"))] = None,
    person: Annotated[list[str] | None, typer.Option(help=_("学员，可写多个。"))] = None,
    township: Annotated[str, typer.Option(help=_("替这个乡镇的全部学员选。"))] = "",
    as_json: Json = False,
) -> None:
    """Choose electives for people, or for a township."""
    face = Face.of(context)
    with face.writing() as (session, by):
        class_id = find_class(session, which)
        ids = find_enrolments(session, class_id, person or ())
        roster = queries.active_roster(session, class_id)
        ids += [one.id for one in roster if township and one.township == township]
        wanted = [find_course(session, one).id for one in course or ()]
        choices.choose(session, enrolment_ids=ids, course_ids=wanted, by=by, at=clock.now())
        rows = choices.choosers(session, class_id)
    lines = [f"{one.name}　{listed(one.courses) or '–'}" for one in rows]
    face.show({"choices": rows}, lines, as_json=as_json)


@app.command(help=_("按选课、授课人和场地建议怎样排课，排不下的说明原因；--accept 写进课程表。"))
def propose(
    context: typer.Context,
    which: ClassText,
    accept: Annotated[bool, typer.Option("--accept", help=_("写进课程表。"))] = False,
    as_json: Json = False,
) -> None:
    """Propose where and when the courses of the menu are taught."""
    face = Face.of(context)
    with face.writing() as (session, by):
        class_id = find_class(session, which)
        found = slot_proposal.propose(session, class_id)
        if accept:
            slot_proposal.accept(session, class_id=class_id, proposal=found, by=by, at=clock.now())
    lines = [
        f"{one.slot.title}　{one.wish.name}　{one.room.name}　{len(one.wish.people)}"
        for one in found.placed
    ]
    lines += [
        _("排不下“{name}”：{reason}").format(name=one.wish.name, reason=one.reason)
        for one in found.refused
    ]
    if found.refused:
        lines.append(_(slot_proposal.ADVICE))
    if not lines:
        lines = [
            _("菜单里没有要排的课程。"),
            _("请先用 class menu 把课程放进菜单；选修课要用 class choose 选了才排。"),
        ]
    face.show(found, lines, as_json=as_json)


@app.command("notice", help=_("写培训通知，附名额分配表、课程安排和报名回执：.pdf 或 .docx。"))
def write_notice(
    context: typer.Context,
    which: ClassText,
    output: Output,
    to: Annotated[str | None, typer.Option(help=_("主送单位，默认各乡镇党委和县直单位。"))] = None,
    contact: Annotated[str | None, typer.Option(help=_("联系人和电话。"))] = None,
    reply_by: Annotated[
        str | None, typer.Option(help=_('回执截止日期，例如 2026-11-18；写 "" 去掉。'))
    ] = None,
    signed_on: Annotated[
        str | None, typer.Option(help=_('落款日期，默认上次写的日期；写 "" 用今天。'))
    ] = None,
    as_json: Json = False,
) -> None:
    """Write the notice of a class; what is not given is as in the last one, "" clears."""
    from dongan_training.training import notice  # draws: loads fonts
    from dongan_training.training.notice_facts import keep_notice, kept_notice

    face, now = Face.of(context), clock.now()
    with face.writing() as (session, by):
        class_id = find_class(session, which)
        known = kept_notice(session, class_id)
        facts = replace(
            known,
            addressee=known.addressee if to is None else to,
            contact=known.contact if contact is None else contact,
            reply_by=known.reply_by if reply_by is None else _day(reply_by),
            signed_on=known.signed_on if signed_on is None else _day(signed_on),
        )
        facts = keep_notice(session, class_id=class_id, facts=facts, by=by, at=now)
        notice.write_notice(session, class_id=class_id, facts=facts, path=output, now=now)
    lines = [_("通知写在“{path}”。").format(path=output)]
    face.show({"path": output}, lines, as_json=as_json)


@app.command("venues", help=_("列出场地；写 名称=座位数 来添加或修改，--remove 去掉。"))
def list_venues(
    context: typer.Context,
    pairs: Annotated[list[str] | None, typer.Argument(help=_("名称=座位数，可写多个。"))] = None,
    kind: Annotated[str | None, typer.Option(help=_("类型，例如 会议室。"))] = None,
    remove: Annotated[list[str] | None, typer.Option(help=_("要去掉的场地，可写多个。"))] = None,
    as_json: Json = False,
) -> None:
    """List, keep and remove rooms."""
    face, now = Face.of(context), clock.now()
    with face.writing() as (session, by):
        known = {one.name: one.kind for one in venues.venues(session)}
        for pair in pairs or ():
            name, _equals, seats = pair.rpartition("=")
            usual = known.get(name, "") if kind is None else kind
            facts = VenueFacts(name, _number(pair, seats), usual)
            venues.keep_venue(session, facts=facts, by=by, at=now)
        for name in remove or ():
            venues.remove_venue(session, name=name, by=by, at=now)
        rows = venues.venues(session)
    lines = [f"{one.name}　{one.kind or '–'}　{one.capacity or _('不限')}" for one in rows]
    face.show({"venues": rows}, lines or [_("还没有场地。")], as_json=as_json)


@app.command("funds", help=_("查看或填写一个班的经费：预算和已用，单位元。"))
def show_funds(
    context: typer.Context,
    which: ClassText,
    funds: Annotated[int | None, typer.Option(help=_("预算，元。"))] = None,
    spent: Annotated[int | None, typer.Option(help=_("已用，元。"))] = None,
    note: Annotated[str | None, typer.Option(help=_("用在哪里。"))] = None,
    as_json: Json = False,
) -> None:
    """Show or say what a class costs."""
    face = Face.of(context)
    with face.writing() as (session, by):
        class_id = find_class(session, which)
        told: dict[str, Any] = {"funds": funds, "spent": spent, "spent_note": note}
        given = {name: value for name, value in told.items() if value is not None}
        if given:
            changed = replace(budget.class_funds(session, class_id), **given)
            budget.set_class_funds(session, class_id=class_id, funds=changed, by=by, at=clock.now())
        known = budget.class_funds(session, class_id)
    lines = [_("预算 {funds} 元　已用 {spent} 元　{spent_note}").format(**vars(known)).rstrip()]
    face.show(known, lines, as_json=as_json)


def _day(text: str) -> date | None:
    return day_of(text) if text.strip() else None


def _places(session: Session, pairs: Sequence[str]) -> dict[str, int]:
    places = {}
    for pair in pairs:
        name, _equals, count = pair.rpartition("=")
        places[find_unit(session, name)] = _number(pair, count)
    return places


def _number(pair: str, text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise NotAPair(pair) from error


def _capacity(session: Session, text: str) -> tuple[str, int]:
    name, equals, capacity = text.rpartition("=")
    if equals and capacity.isdigit():
        return find_course(session, name).id, int(capacity)
    return find_course(session, text).id, 0
