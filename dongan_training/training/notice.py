"""The notice of a class (培训通知), with places, timetable and reply form as attachments."""

from collections.abc import Sequence
from datetime import datetime
from itertools import count
from pathlib import Path

from sqlalchemy.orm import Session

from dongan_training import clock
from dongan_training.printing.official import (
    Attachment,
    Kind,
    OfficialPaper,
    Paragraph,
    draw_official,
)
from dongan_training.printing.page import Align
from dongan_training.printing.table import Column
from dongan_training.texts import _, listed
from dongan_training.training import planning, queries, quotas
from dongan_training.training.notice_facts import NoticeFacts
from dongan_training.training.planning import ClassFacts
from dongan_training.training.queries import ClassCard, LessonRow

REPLY_LINES = 10  # empty lines of the reply form
NUMERALS = "一二三四五六七八九"


def write_notice(
    session: Session, *, class_id: str, facts: NoticeFacts, path: Path, now: datetime
) -> None:
    """Write the notice as PDF, or as Word where ``path`` ends in .docx."""
    paper = notice(session, class_id=class_id, facts=facts, now=now)
    if path.suffix.lower() == ".docx":
        from dongan_training.printing.official_word import write_official_word  # loads docx

        write_official_word(path, paper)
    else:
        draw_official(path, paper)


def notice(session: Session, *, class_id: str, facts: NoticeFacts, now: datetime) -> OfficialPaper:
    """Put the notice together from what is planned; what is not known yet says so."""
    card = queries.class_card(session, class_id)
    lessons = queries.lessons(session, class_id)
    of = planning.class_facts(session, class_id)
    rows = quotas.quotas(session, class_id)
    attachments = [_timetable(lessons)] if lessons else []
    attachments.append(_reply_form())
    if rows:
        places = [(one.township, str(one.places), "") for one in rows]
        places.append((_("合计"), str(sum(one.places for one in rows)), ""))
        attachments.insert(0, _places(places))
    signed = facts.signed_on or clock.local(now).date()
    return OfficialPaper(
        title=_("关于举办{title}的通知").format(title=card.title.replace(" · ", "")),
        paragraphs=_paragraphs(card, of, lessons, facts),
        signer=card.organizer,
        date=_("{year}年{month}月{day}日").format(
            year=signed.year, month=signed.month, day=signed.day
        ),
        attachments=tuple(attachments),
    )


def _paragraphs(
    card: ClassCard, of: ClassFacts, lessons: Sequence[LessonRow], facts: NoticeFacts
) -> tuple[Paragraph, ...]:
    addressee = facts.addressee or _("各乡镇党委，县直有关单位党组织：")
    opening = _("根据{year}年度培训计划，决定举办{title}。现将有关事项通知如下：").format(
        year=card.year, title=card.title.replace(" · ", "")
    )
    told = [Paragraph(addressee, Kind.ADDRESSEE), Paragraph(opening)]
    number = count()
    for heading, texts in _sections(card, of, lessons, facts):
        said = f"{NUMERALS[next(number)]}、{heading}"
        told += [Paragraph(said, Kind.HEADING), *map(Paragraph, texts)]
    return tuple(told)


def _sections(
    card: ClassCard, of: ClassFacts, lessons: Sequence[LessonRow], facts: NoticeFacts
) -> list[tuple[str, list[str]]]:
    when = _("时间另行通知。")
    if card.starts_at and card.ends_at:
        when = _("{span}，共 {hours:g} 学时。").format(
            span=_span(card.starts_at, card.ends_at), hours=card.hours
        )
    place = card.venue or _("地点另行通知")
    courses = list(dict.fromkeys(name for lesson in lessons for name in lesson.courses))
    sections = [
        (_("培训时间"), [when]),
        (_("培训地点"), [f"{place}。"]),
        (_("培训对象"), [_whom(card, of)]),
    ]
    if courses:
        sections.append((_("培训内容"), [listed(courses) + "。"]))
    sections.append((_("有关要求"), _demands(of, facts)))
    return sections


def _whom(card: ClassCard, of: ClassFacts) -> str:
    whom = listed(of.targets) or _("基层党组织有关人员")
    if not card.quota:
        return _("{whom}。").format(whom=whom)
    return _("{whom}，共 {quota} 人。").format(whom=whom, quota=card.quota)


def _demands(of: ClassFacts, facts: NoticeFacts) -> list[str]:
    reply = _("请各单位按名额确定参训人员，填写报名回执报送{organizer}。").format(
        organizer=of.organizer
    )
    if facts.reply_by:
        reply = _("请各单位于{month}月{day}日前确定参训人员，填写报名回执报送{organizer}。").format(
            month=facts.reply_by.month, day=facts.reply_by.day, organizer=of.organizer
        )
    demands = [
        "1." + reply,
        "2." + _("参训人员请提前 15 分钟到场，凭胸牌签到；因故不能参加的，须事先请假。"),
    ]
    if of.needs_exam:
        demands.append("3." + _("培训结束时组织考试，合格的发给结业证书。"))
    if facts.contact:
        demands.append(_("联系人：{contact}").format(contact=facts.contact))
    return demands


def _span(starts_at: datetime, ends_at: datetime) -> str:
    first, last = clock.local(starts_at), clock.local(ends_at)
    start = _("{year}年{month}月{day}日").format(year=first.year, month=first.month, day=first.day)
    if first.date() == last.date():
        return f"{start}{first:%H:%M}—{last:%H:%M}"
    end = _("{month}月{day}日").format(month=last.month, day=last.day)
    return _("{start}至{end}").format(start=start, end=end)


def _places(rows: Sequence[tuple[str, str, str]]) -> Attachment:
    columns = (Column(_("单位"), 66), Column(_("名额"), 40), Column(_("备注"), 50))
    return Attachment(_("名额分配表"), columns, tuple(rows))


def _timetable(lessons: Sequence[LessonRow]) -> Attachment:
    columns = (
        *(Column(_("日期"), 25), Column(_("时间"), 30), Column(_("课程"), 41, Align.LEFT)),
        *(Column(_("授课人"), 26, wraps=True), Column(_("地点"), 34, wraps=True)),
    )
    return Attachment(_("课程安排"), columns, tuple(_lesson_line(one) for one in lessons))


def _lesson_line(one: LessonRow) -> tuple[str, ...]:
    start, end = clock.local(one.starts_at), clock.local(one.ends_at)
    day = _("{month}月{day}日").format(month=start.month, day=start.day)
    what = listed(one.courses) or one.title
    return (day, f"{start:%H:%M}—{end:%H:%M}", what, listed(one.lecturers), one.venue)


def _reply_form() -> Attachment:
    columns = (
        *(Column(_("姓名"), 26), Column(_("性别"), 14), Column(_("所在党组织"), 48)),
        *(Column(_("职务"), 26), Column(_("联系电话"), 28), Column(_("备注"), 14)),
    )
    empty = ("",) * len(columns)
    remark = _("填报单位（盖章）：　　　　　　　　填报人：　　　　　　联系电话：")
    return Attachment(_("报名回执"), columns, (empty,) * REPLY_LINES, remark)
