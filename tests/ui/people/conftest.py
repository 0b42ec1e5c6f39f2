"""A desk with a few people on the roll."""

import pytest
import xlsxwriter

from dongan_training.people import roll
from ui.people.people_page import PeoplePage

PEOPLE = (
    {
        "name": "陈敏",
        "id_number": "431122196410249987",
        "phone": "13812345678",
        "township": "白牙市镇",
        "unit": "莲塘村党总支",
        "post": "书记",
    },
    {"name": "欧阳𬱖", "township": "横塘镇", "unit": "机关支部", "post": "干事"},
    {"name": "曾小明", "township": "横塘镇", "unit": "横塘村党支部", "post": "委员"},
)


@pytest.fixture
def people(workspace, trainer, now):
    """The ids of the people, by name."""
    with workspace.begin() as session:
        return {
            typed["name"]: roll.add_person(session, typed=typed, by=trainer, at=now)
            for typed in PEOPLE
        }


@pytest.fixture
def write_roll(tmp_path):
    """Write a roll as .xlsx: 姓名, 身份证号, 乡镇, 所在党组织, 职务, 联系电话."""

    def write(*rows):
        path = tmp_path / "名册.xlsx"
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet("名册")
            sheet.write_row(0, 0, ("姓名", "身份证号", "乡镇", "所在党组织", "职务", "联系电话"))
            for number, row in enumerate(rows, start=1):
                sheet.write_row(number, 0, row)
        return path

    return write


@pytest.fixture
def page(qtbot, desk, people):
    page = PeoplePage(desk)
    qtbot.addWidget(page)
    page.resize(1180, 700)
    page.show()
    return page
