import re
from functools import partial

import pytest

from dongan_training.attendance.attendance_sheet import (
    AttendanceSheet,
    SheetPerson,
    TooManySignatures,
    draw_attendance_sheet,
)
from dongan_training.attendance.sheet_choice import SheetColumn, SheetPaper
from dongan_training.attendance.sheet_code import SheetPage, read_sheet_code, sheet_code
from dongan_training.printing.fonts import UnprintableCharacters
from dongan_training.storage.base import new_id
from dongan_training.storage.vault import Vault
from tests.printing.reading import codes, flat, fonts, page_texts

OURS = Vault(*(bytes([number]) * 32 for number in range(4)))
LESSON = new_id()
HEADINGS = "序号姓名单位职务上午签名下午签名备注"


def sheet(count=9, **changes):
    people = tuple(
        SheetPerson(f"王小{chr(0x4E00 + number)}", "西江桥村党支部", "副书记")
        for number in range(count)
    )
    facts = {
        "title": "第四季度基层党务工作者培训班（第2期）签到表",
        "time": "2026年11月23日　上午 8:30　下午 14:30",
        "place": "镇政府三楼会议室",
        "organiser": "中共东安县委组织部",
        "code": "2026Q4-02-1",
        "qr": "DS1.{}".format,
        "people": people,
    }
    return AttendanceSheet(**{**facts, **changes})


def test_seventy_eight_people_take_four_pages_with_a_head_on_each(tmp_path):
    path = tmp_path / "sheet.pdf"
    assert draw_attendance_sheet(path, sheet(78)) == 4
    texts = [flat(text) for text in page_texts(path)]
    assert all(HEADINGS in text for text in texts)
    assert [f"第{page}页共4页" in text for page, text in enumerate(texts, 1)] == [True] * 4
    assert "应到：78人实到：____人" in texts[0]
    assert "地点：镇政府三楼会议室" in texts[3]


def test_the_last_page_is_filled_with_numbered_blank_rows(tmp_path):
    path = tmp_path / "sheet.pdf"
    draw_attendance_sheet(path, sheet(9))
    numbers = re.findall(r"^(\d+)\s*$", "\n".join(page_texts(path)[0].split()), re.MULTILINE)
    assert "20" in numbers and "21" not in numbers


def test_a_full_page_still_gets_rows_for_walk_ins(tmp_path):
    assert draw_attendance_sheet(tmp_path / "sheet.pdf", sheet(20)) == 2
    assert draw_attendance_sheet(tmp_path / "sheet.pdf", sheet(20, walk_ins=0)) == 1


def test_no_page_is_begun_for_one_more_blank_row(tmp_path):
    assert draw_attendance_sheet(tmp_path / "sheet.pdf", sheet(19)) == 1
    assert draw_attendance_sheet(tmp_path / "sheet.pdf", sheet(19, walk_ins=5)) == 2


def test_names_of_every_kind_are_found(tmp_path):
    names = (
        "陈敏",
        "欧阳𬱖",
        "𠀁龦䶮",
        "阿卜杜热合曼·买买提依明·吐尔逊江·艾合买提江·木沙",
        "张" * 30,
    )
    path = tmp_path / "sheet.pdf"
    draw_attendance_sheet(
        path, sheet(people=tuple(SheetPerson(name, "水岭乡机关支部") for name in names))
    )
    text = flat(page_texts(path)[0])
    assert [name for name in names if name not in text] == []
    assert all(fonts(path).values())


def test_marks_and_notes_appear_when_printed_afterwards(tmp_path):
    path = tmp_path / "sheet.pdf"
    person = SheetPerson("陈敏", "莲塘村党总支", "书记", marks=("08:21", "请假"), note="已补假条")
    draw_attendance_sheet(path, sheet(people=(person,), present=1))
    text = flat(page_texts(path)[0])
    assert "08:21请假已补假条" in text
    assert "实到：1人" in text


@pytest.mark.parametrize("signatures", [("签名",), ("1日上午", "1日下午", "2日上午", "2日下午")])
def test_a_class_of_other_length_has_its_own_columns(tmp_path, signatures):
    path = tmp_path / "sheet.pdf"
    draw_attendance_sheet(path, sheet(signatures=signatures))
    assert "".join(signatures) in flat(page_texts(path)[0])


WIDE = [paper for paper in SheetPaper if paper is not SheetPaper.A4]


@pytest.mark.parametrize("paper", WIDE)
def test_every_wide_paper_holds_every_column_and_reads_back(tmp_path, paper):
    person = SheetPerson(
        "欧阳𬱖", "西江桥村党支部", "副书记", group="第 2 组", seat="3-2", phone="138****5678"
    )
    path = tmp_path / "sheet.pdf"
    made = sheet(people=(person,), columns=tuple(SheetColumn), paper=paper, signatures=("签名",))
    draw_attendance_sheet(path, made)
    text = flat(page_texts(path)[0])
    assert "1欧阳𬱖西江桥村党支部副书记第2组3-2138****5678" in text
    assert "序号姓名单位职务分组座位号联系电话签名备注" in text
    assert codes(path) == [["DS1.1"]]


def test_too_many_lessons_for_a_page_say_what_to_do(tmp_path):
    lessons = tuple(f"11.{day} 上午" for day in range(1, 13))
    with pytest.raises(TooManySignatures, match="12 个签名栏"):
        draw_attendance_sheet(tmp_path / "sheet.pdf", sheet(signatures=lessons))
    wide = sheet(signatures=lessons, paper=SheetPaper.A3_ACROSS)
    assert draw_attendance_sheet(tmp_path / "sheet.pdf", wide) == 1


def test_each_page_of_a_sheet_finds_its_lesson(tmp_path):
    path = tmp_path / "sheet.pdf"
    draw_attendance_sheet(path, sheet(30, qr=partial(sheet_code, OURS, LESSON)))
    found = [read_sheet_code(OURS, code) for page in codes(path) for code in page]
    assert found == [SheetPage(LESSON, 1), SheetPage(LESSON, 2)]


def test_nobody_enrolled_still_gives_a_sheet_to_sign(tmp_path):
    assert draw_attendance_sheet(tmp_path / "sheet.pdf", sheet(0)) == 1


def test_an_emoji_is_refused_with_the_persons_name(tmp_path):
    with pytest.raises(UnprintableCharacters, match="小明"):
        draw_attendance_sheet(tmp_path / "sheet.pdf", sheet(people=(SheetPerson("小明🎉", "村"),)))
