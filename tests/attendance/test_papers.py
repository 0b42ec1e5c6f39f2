"""Printed badges open the door, and the sign-in sheet says what the door knows."""

import subprocess

import pytest
from sqlalchemy import select

from dongan_training.attendance.answers import Door, answer_scan
from dongan_training.attendance.checkin import Outcome
from dongan_training.attendance.models import Method
from dongan_training.attendance.papers import (
    BadgePaper,
    NobodyToSign,
    attendance_sheet,
    badge_design,
    badge_flaws,
    write_attendance_sheet,
    write_badges,
)
from dongan_training.attendance.scanning import read_codes
from dongan_training.attendance.sheet_choice import Scope, SheetChoice, SheetColumn, SheetPaper
from dongan_training.attendance.sheet_code import SheetPage, read_sheet_code
from dongan_training.designs.shipped import card_sheets
from dongan_training.people.models import Person
from dongan_training.training.badges import reprint_badge
from dongan_training.training.enrolment import withdraw
from dongan_training.training.models import Badge
from tests.printing.photographs import photographs

PHOTO = "badge-95x67-photo"


def print_badges(hall, path, sheet="a4-8"):
    with hall.workspace.begin() as session:
        paper = BadgePaper(hall.class_id, path, sheet)
        return write_badges(session, paper=paper, by=hall.by, at=hall.at(-60))


def scan(hall, code, minutes=-3):
    with hall.workspace.begin() as session:
        door = Door(hall.lesson_id, Method.PICTURE)
        return answer_scan(session, code=code, door=door, by=hall.by, at=hall.at(minutes))


def read_text(path):
    outcome = subprocess.run(
        ["pdftotext", "-layout", path, "-"], capture_output=True, encoding="utf-8", check=True
    )
    return outcome.stdout


@pytest.mark.parametrize("sheet", list(card_sheets()))
def test_printed_badges_are_decoded_and_open_the_door(hall, tmp_path, sheet):
    printed = print_badges(hall, tmp_path / "badges.pdf", sheet)
    assert (printed.people, printed.pages) == (4, -(-4 // card_sheets()[sheet].per_page))
    answers = [scan(hall, found.text) for found in read_codes(tmp_path / "badges.pdf")]
    assert {answer.name for answer in answers} == set(hall.enrolments)
    assert {answer.outcome for answer in answers} == {Outcome.ON_TIME}


def test_printing_again_gives_the_same_badges_until_one_is_replaced(hall, tmp_path):
    for name in ("first", "second"):
        print_badges(hall, tmp_path / f"{name}.pdf")
    first, second = (
        {found.text for found in read_codes(tmp_path / f"{name}.pdf")}
        for name in ("first", "second")
    )
    assert first == second
    with hall.workspace.begin() as session:
        reprint_badge(session, enrolment_id=hall.enrolments["陈敏"], by=hall.by, at=hall.at(-50))
    assert {scan(hall, code).outcome for code in first} == {Outcome.ON_TIME, Outcome.VOID_BADGE}


def test_a_badge_shows_no_id_number_and_its_code_no_name(hall, tmp_path):
    print_badges(hall, tmp_path / "badges.pdf")
    assert "欧阳𬱖" in read_text(tmp_path / "badges.pdf")
    assert all("欧阳" not in found.text for found in read_codes(tmp_path / "badges.pdf"))


def test_before_the_lesson_the_sheet_is_blank_with_a_column_for_each_lesson_of_the_day(hall):
    with hall.workspace.read() as session:
        sheet = attendance_sheet(session, lesson_id=hall.lesson_id, now=hall.at(-60))
    assert sheet.title == "第四季度基层党务工作者培训班（第2期）签到表"
    assert sheet.time == "2026年11月23日　上午 08:30　下午 14:30"
    assert (sheet.place, sheet.organiser) == ("镇政府三楼会议室", "中共东安县委组织部")
    assert (sheet.code, sheet.present) == ("2026Q4-02-1", None)
    assert sheet.signatures == ("上午签名", "下午签名")
    assert {(person.marks, person.note) for person in sheet.people} == {(("", ""), "")}


def test_after_the_lesson_the_sheet_tells_arrivals_and_what_is_out_of_the_ordinary(hall):
    scan(hall, hall.codes["陈敏"])
    scan(hall, hall.codes["王芳"], 11)
    with hall.workspace.read() as session:
        sheet = attendance_sheet(session, lesson_id=hall.lesson_id, now=hall.at(300))
    known = {person.name: (person.marks, person.note) for person in sheet.people}
    assert known["陈敏"] == (("08:27", ""), "")
    assert known["王芳"] == (("08:41", ""), "迟到")
    assert known["唐建国"] == (("", ""), "缺勤")
    assert sheet.present == 2


def test_the_sheet_is_a_pdf_whose_names_can_be_searched(hall, tmp_path):
    with hall.workspace.read() as session:
        printed = write_attendance_sheet(
            session, lesson_id=hall.lesson_id, path=tmp_path / "sheet.pdf", now=hall.at(-60)
        )
    text = read_text(printed.path)
    assert "欧阳𬱖" in text
    assert "2026Q4-02-1" in text


@pytest.mark.parametrize("turned", [10, -10])
@pytest.mark.parametrize("paper", [SheetPaper.A4, SheetPaper.A3_ACROSS])
def test_a_grainy_photograph_of_the_sheet_finds_its_lesson(hall, tmp_path, paper, turned):
    path, choice = tmp_path / "sheet.pdf", SheetChoice(paper=paper)
    with hall.workspace.read() as session:
        write_attendance_sheet(
            session, lesson_id=hall.lesson_id, path=path, now=hall.at(-60), choice=choice
        )
    (picture,) = photographs(path, tmp_path, turned=turned)
    vault = hall.workspace.vault
    assert [read_sheet_code(vault, one.text) for one in read_codes(picture)] == [
        SheetPage(hall.lesson_id, 1)
    ]


def test_a_class_without_people_has_no_sheet(hall, tmp_path):
    with hall.workspace.begin() as session:
        everybody = list(hall.enrolments.values())
        withdraw(session, enrolment_ids=everybody, reason="停办", by=hall.by, at=hall.at(-90))
    with pytest.raises(NobodyToSign), hall.workspace.read() as session:
        write_attendance_sheet(
            session, lesson_id=hall.lesson_id, path=tmp_path / "sheet.pdf", now=hall.at(-60)
        )
    assert not (tmp_path / "sheet.pdf").exists()


def test_a_sheet_of_the_whole_class_has_a_column_for_each_lesson_and_masked_phones(hall):
    with hall.workspace.begin() as session:
        for person in session.scalars(select(Person)):
            person.phone = "13874605678"
    choice = SheetChoice(Scope.CLASS, columns=(SheetColumn.PHONE,), blank_rows=5)
    with hall.workspace.read() as session:
        sheet = attendance_sheet(session, lesson_id=hall.lesson_id, now=hall.at(-60), choice=choice)
    assert all("签名" not in heading for heading in sheet.signatures)
    assert {person.phone for person in sheet.people} == {"138****5678"}
    assert sheet.walk_ins == 5


def test_a_sheet_of_one_lesson_has_one_column(hall):
    with hall.workspace.read() as session:
        sheet = attendance_sheet(
            session,
            lesson_id=hall.lesson_id,
            now=hall.at(-60),
            choice=SheetChoice(Scope.LESSON),
        )
    assert sheet.signatures == ("上午签名",)


def test_badges_that_would_come_out_badly_are_named_before_any_is_issued(hall):
    with hall.workspace.begin() as session:
        for badge in session.scalars(select(Badge)):
            session.delete(badge)
        person = session.scalars(select(Person).where(Person.name == "王芳")).one()
        person.post = "常务副书记兼党务工作办公室主任" * 6
    with hall.workspace.read() as session:
        usual, photo = badge_design(session, "a4-8"), badge_design(session, "a4-8", PHOTO)
        found = badge_flaws(session, class_id=hall.class_id, design=usual, at=hall.at(-60))
        photos = badge_flaws(session, class_id=hall.class_id, design=photo, at=hall.at(-60))
        assert session.scalars(select(Badge)).all() == []
    assert [one.owner for one in found] == ["王芳"] and "放不下" in found[0].text
    assert sum(one.text == "没有照片" for one in photos) == len(hall.enrolments)
