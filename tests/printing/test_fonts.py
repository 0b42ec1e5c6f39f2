import re
import shutil
import subprocess

import pytest

from dongan_training import paths
from dongan_training.printing import fonts
from dongan_training.printing.fonts import (
    Role,
    UnprintableCharacters,
    Wording,
    missing_characters,
    require_printable,
    runs,
)
from dongan_training.printing.layout import Style
from dongan_training.printing.machine_fonts import fangsong
from dongan_training.printing.page import Pages
from tests.printing.reading import flat, page_texts

# The Chinese characters of GB 18030-2022, by the ranges of the standard.
GB18030_RANGES = (
    (0x3400, 0x4DB5),
    (0x4E00, 0x9FEF),
    (0x20000, 0x2A6D6),
    (0x2A700, 0x2B734),
    (0x2B740, 0x2B81D),
    (0x2B820, 0x2CEA1),
    (0x2CEB0, 0x2EBE0),
)
GB18030_COMPATIBLE = "﨎﨏﨑﨓﨔﨟﨡﨣﨤﨧﨨﨩"


GB18030 = (
    "".join(chr(code) for first, last in GB18030_RANGES for code in range(first, last + 1))
    + GB18030_COMPATIBLE
)


@pytest.mark.parametrize("role", list(Role))
def test_every_chinese_character_of_the_national_standard_can_be_printed(role):
    assert len(GB18030) == 87_887
    assert not [one for one in GB18030 if fonts.font_for(one, role) is None]


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler's pdftotext is not installed")
def test_every_chinese_character_of_the_national_standard_copies_out_of_the_file(tmp_path):
    path = tmp_path / "all.pdf"
    pages = Pages(title="GB 18030-2022", author="东安")
    lines = [GB18030[start : start + 50] for start in range(0, len(GB18030), 50)]
    for number, line in enumerate(lines):
        if number and number % 60 == 0:
            pages.next_page()
        pages.text(10, 10 + number % 60 * 4.5, line, Style(Role.SERIF, 8))
    pages.save(path)
    command = ["pdftotext", "-enc", "UTF-8", path, "-"]
    told = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    assert flat(told) == GB18030


def test_the_machines_own_fangsong_is_used_where_it_has_one(tmp_path):
    fonts_of_machine = tmp_path / "truetype" / "office"
    fonts_of_machine.mkdir(parents=True)
    (fonts_of_machine / "FangSong.ttf").write_bytes(b"OTTO: outlines ReportLab cannot embed")
    assert fangsong([tmp_path]) is None
    own = fonts_of_machine / "SIMFANG.TTF"
    shutil.copy(paths.resource("fonts", "LXGWWenKai-Regular.ttf"), own)
    assert fangsong([tmp_path / "none", tmp_path]) == own


@pytest.mark.parametrize("role", list(Role))
def test_every_role_covers_gb2312_and_the_marks_of_papers_without_help(role):
    marks = "，。、；：？！“”‘’（）〔〕【】《》—…·①√×"
    gb2312 = bytes(
        byte for high in range(0xB0, 0xD7) for low in range(0xA1, 0xFA) for byte in (high, low)
    )
    text = gb2312.decode("gb2312") + marks
    assert [run.font for run in runs(text, role)] == [role]


def test_a_rare_name_changes_the_font_only_where_it_must():
    assert [(run.font, run.text) for run in runs("王𠀁𪚥强", Role.SERIF_BOLD)] == [
        ("NotoSerifSC-Bold", "王"),
        ("HanaMinB", "𠀁"),
        ("HanaMinA", "𪚥"),
        ("NotoSerifSC-Bold", "强"),
    ]


def test_marks_without_a_shape_are_dropped_and_line_ends_become_spaces():
    assert fonts.clean("陈\u200b敏\ufeff\n书记\u3000\ufe0f") == "陈敏 书记\u3000"


def test_an_emoji_in_a_name_is_refused_by_name_and_code():
    with pytest.raises(UnprintableCharacters) as refused:
        require_printable([Wording("陈敏", "陈敏"), Wording("小明😀", "小明😀")])
    assert "“小明😀”中的“😀”（表情符号 U+1F600）" in str(refused.value)
    assert "陈敏" not in str(refused.value)


def test_many_unprintable_characters_are_counted_not_all_listed():
    wordings = [Wording(f"{number}号", "😀") for number in range(9)]
    with pytest.raises(UnprintableCharacters) as refused:
        require_printable(wordings)
    assert "等共 9 处" in str(refused.value)
    assert "8号" not in str(refused.value)


def test_each_missing_character_is_named_once_in_its_order():
    assert missing_characters("😀张🎉三😀") == ["😀", "🎉"]


@pytest.fixture
def names(tmp_path):
    path = tmp_path / "names.pdf"
    pages = Pages(title="名单", author="东安")
    for row, name in enumerate(("欧阳𬱖", "𠀀龦䶮", "王𪚥𫝀𮯠")):
        pages.text(20, 20 + 10 * row, name, Style(Role.SERIF, 12))
    pages.save(path)
    return path


def test_names_beyond_the_first_plane_copy_right(names):
    assert flat(page_texts(names)[0]) == "欧阳𬱖𠀀龦䶮王𪚥𫝀𮯠"


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler's pdftotext is not installed")
def test_pdftotext_gives_the_names_back(names):
    told = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", names, "-"], capture_output=True, check=True
    )
    assert told.stdout.decode().split() == ["欧阳𬱖", "𠀀龦䶮", "王𪚥𫝀𮯠"]


def test_reportlab_alone_still_needs_our_repair():
    """When this fails, ReportLab has mended its table and SearchableFont can go."""
    from reportlab.pdfbase.ttfonts import makeToUnicodeCMap

    assert "<2CC56>" in makeToUnicodeCMap("F", [0x2CC56])


@pytest.mark.parametrize(
    ("character", "told"),
    [
        ("\ue123", "自造字 U+E123"),
        ("\u0378", "没有编码的字符 U+0378"),
        ("\U0001e900", "外文或符号 U+1E900"),
        ("\U000323af", "汉字 U+323AF"),
    ],
)
def test_what_no_font_shows_is_named_by_its_kind_for_it_cannot_be_seen(character, told):
    assert fonts.missing_characters(character) == [character]
    with pytest.raises(UnprintableCharacters, match=re.escape(told)) as refused:
        fonts.require_printable([fonts.Wording("王某", character)])
    assert "“王某”" in str(refused.value)
