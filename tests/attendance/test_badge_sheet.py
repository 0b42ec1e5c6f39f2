from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader

from dongan_training.attendance.badge_sheet import BadgeCard, BadgeSheet, group_colours
from dongan_training.attendance.badge_sheet import draw_badge_sheet as draw
from dongan_training.designs.fields import GROUP_COLOURS
from dongan_training.designs.shipped import card_sheet, card_sheets, shipped_designs
from dongan_training.printing.designs.imposing import CardTooLarge
from dongan_training.printing.fonts import UnprintableCharacters
from dongan_training.printing.picture import printed_picture
from dongan_training.saving import FolderMissing
from tests.printing.reading import codes, flat, fonts, page_texts

NAMES = (
    "陈敏",
    "欧阳𬱖",
    "𠀁龦䶮",
    "阿卜杜热合曼·买买提依明·吐尔逊江·艾合买提江·木沙",
    "张三李四王五赵六张三李四王五赵六张三李四王五赵六张三李四王五",
)


CUT_SHEETS = ("a4-8", "a4-10")


def draw_badge_sheet(path, badges, progress=None, *, on="a4-8", design=""):
    sheet = card_sheet(on)
    return draw(path, badges, sheet, shipped_designs()[design or sheet.design], progress)


def card(name, number=1):
    return BadgeCard(
        name=name,
        org="大盛镇驻长沙流动党员党支部",
        post="常务副书记兼党务工作办公室主任",
        code=f"DA1:{number:036}",
        group="第 2 组",
        number=f"2026Q4-02-{number:03}",
    )


def sheet(names):
    cards = tuple(card(name, number) for number, name in enumerate(names, start=1))
    return BadgeSheet("第四季度基层党务工作者培训班（第2期）", "中共东安县委组织部", cards)


@pytest.mark.parametrize("on", list(card_sheets()))
def test_every_badge_on_every_page_reads_back(tmp_path, on):
    path = tmp_path / "badges.pdf"
    badges = sheet([f"王小{chr(0x4E00 + number)}" for number in range(23)])
    per_page = card_sheet(on).per_page
    assert draw_badge_sheet(path, badges, on=on) == -(-23 // per_page)
    read = codes(path)
    assert sorted(code for page in read for code in page) == [card.code for card in badges.cards]
    assert len(read[0]) == min(per_page, 23)


@pytest.mark.parametrize("on", list(card_sheets()))
def test_long_and_rare_names_stand_whole_on_the_card(tmp_path, on):
    path = tmp_path / "badges.pdf"
    draw_badge_sheet(path, sheet(NAMES), on=on)
    text = flat("".join(page_texts(path)))
    assert [name for name in NAMES if name not in text] == []
    assert "大盛镇驻长沙流动党员党支部" in text
    assert "2026Q4-02-005" in text


def test_fonts_are_embedded(tmp_path):
    path = tmp_path / "badges.pdf"
    draw_badge_sheet(path, sheet(NAMES))
    assert all(fonts(path).values())


def test_an_emoji_is_refused_before_anything_is_written(tmp_path):
    path = tmp_path / "badges.pdf"
    with pytest.raises(UnprintableCharacters) as refused:
        draw_badge_sheet(path, sheet(["陈敏", "小明😀"]))
    assert "小明😀" in str(refused.value) and "U+1F600" in str(refused.value)
    assert not path.exists()


def test_a_pulled_stick_is_explained(tmp_path):
    with pytest.raises(FolderMissing):
        draw_badge_sheet(tmp_path / "gone" / "badges.pdf", sheet(["陈敏"]))


@pytest.mark.parametrize("on", CUT_SHEETS)
def test_the_cards_leave_the_edge_that_printers_cannot_reach(on):
    one = card_sheet(on)
    assert one.left >= 10 and one.page.width - one.left - one.columns * one.across >= 10
    assert one.top >= 10 and one.page.height - one.top - one.rows * one.down >= 10


def test_a_design_larger_than_its_place_is_refused(tmp_path):
    with pytest.raises(CardTooLarge, match="70×37"):
        draw_badge_sheet(tmp_path / "b.pdf", sheet(["陈敏"]), on="sticker-24", design="badge-a6")


def test_each_group_has_a_colour_of_its_own():
    cards = [BadgeCard("陈敏", "", "", "", group, "") for group in ("乙", "甲", "乙", "")]
    colours = group_colours(cards)
    assert (colours["乙"], colours["甲"]) == GROUP_COLOURS[:2]


def test_a_photo_is_printed_where_the_design_has_room_for_it(tmp_path):
    data = BytesIO()
    Image.new("RGB", (250, 350), "#557799").save(data, "JPEG")
    shown = replace(card("陈敏"), photo=printed_picture(data.getvalue(), "陈敏"))
    badges = BadgeSheet("班", "部", (shown, card("邓建国")))
    draw_badge_sheet(tmp_path / "b.pdf", badges, design="badge-95x67-photo")
    resources = PdfReader(tmp_path / "b.pdf").pages[0]["/Resources"]
    assert len(resources["/XObject"]) == 1  # the codes are drawn inline


def test_progress_reaches_its_end(tmp_path):
    steps = []

    class Watched:
        def step(self, done, total, text=""):
            steps.append((done, total))

    draw_badge_sheet(tmp_path / "badges.pdf", sheet(["陈敏"] * 9), Watched())
    assert steps == [(0, 2), (1, 2), (2, 2)]
