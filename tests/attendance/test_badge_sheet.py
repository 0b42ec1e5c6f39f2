import pytest

from dongan_training.attendance.badge_sheet import (
    LOOKS,
    BadgeCard,
    BadgeSheet,
    draw_badge_sheet,
)
from dongan_training.printing.fonts import UnprintableCharacters
from dongan_training.printing.page import A4
from dongan_training.saving import FolderMissing
from tests.printing.reading import codes, flat, fonts, page_texts

NAMES = (
    "陈敏",
    "欧阳𬱖",
    "𠀁龦䶮",
    "阿卜杜热合曼·买买提依明·吐尔逊江·艾合买提江·木沙",
    "张三李四王五赵六张三李四王五赵六张三李四王五赵六张三李四王五",
)


def card(name, number=1):
    return BadgeCard(
        name=name,
        org="大盛镇驻长沙流动党员党支部",
        post="常务副书记兼党务工作办公室主任",
        code=f"DA1:{number:036}",
        group="第 2 组",
        number=f"2026Q4-02-{number:03}",
    )


def sheet(names, per_page=8):
    cards = tuple(card(name, number) for number, name in enumerate(names, start=1))
    return BadgeSheet(
        "第四季度基层党务工作者培训班（第2期）", "中共东安县委组织部", cards, per_page
    )


@pytest.mark.parametrize("per_page", [8, 10])
def test_every_badge_on_every_page_reads_back(tmp_path, per_page):
    path = tmp_path / "badges.pdf"
    badges = sheet([f"王小{chr(0x4E00 + number)}" for number in range(23)], per_page)
    assert draw_badge_sheet(path, badges) == 3
    read = codes(path)
    assert sorted(code for page in read for code in page) == [card.code for card in badges.cards]
    assert [len(page) for page in read[:2]] == [per_page, per_page]


@pytest.mark.parametrize("per_page", [8, 10])
def test_long_and_rare_names_stand_whole_on_the_card(tmp_path, per_page):
    path = tmp_path / "badges.pdf"
    draw_badge_sheet(path, sheet(NAMES, per_page))
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


@pytest.mark.parametrize("per_page", [8, 10])
def test_the_cards_leave_the_edge_that_printers_cannot_reach(per_page):
    look = LOOKS[per_page]
    assert 2 * look.rows == per_page
    assert A4.width - 2 * look.width >= 2 * 10
    assert A4.height - look.rows * look.height >= 2 * 10


def test_progress_reaches_its_end(tmp_path):
    steps = []

    class Watched:
        def step(self, done, total, text=""):
            steps.append((done, total))

    draw_badge_sheet(tmp_path / "badges.pdf", sheet(["陈敏"] * 9), Watched())
    assert steps == [(0, 2), (1, 2), (2, 2)]
