from io import BytesIO

import pytest
from PIL import Image

from dongan_training.printing.designs.checking import flaws, people_flaws, told_flaws
from dongan_training.printing.designs.drawing import DesignPrinter, Values, filled
from dongan_training.printing.designs.model import (
    CodeItem,
    Design,
    FillItem,
    PictureItem,
    Setting,
    TextItem,
)
from dongan_training.printing.page import Box, Pages, Size
from dongan_training.printing.picture import printed_picture
from dongan_training.printing.purpose import Purpose
from tests.printing.reading import flat, page_texts

KNOWN = ("name", "sentence", "code", "photo")


def design(*items, **changes):
    return Design("版式", Purpose.CERTIFICATE, 100, 60, items, **changes)


def told(made, **texts):
    people = [Values(texts)] if texts else []
    return [(flaw.item, flaw.text) for flaw in flaws(made, people, KNOWN)]


def png(width, height):
    data = BytesIO()
    Image.new("RGB", (width, height)).save(data, "PNG")
    return data.getvalue()


def test_a_field_of_a_hostile_file_is_only_a_name():
    assert filled("{name.__class__}{0}{name}", {"name": "陈敏"}) == "{name.__class__}陈敏"


def test_what_leaves_the_page_or_lies_over_another_text_is_found():
    out = TextItem(Box(90, 5, 20, 8), text="{name}")
    over = TextItem(Box(10, 10, 30, 8), text="甲")
    under = TextItem(Box(20, 12, 30, 8), text="乙")
    assert told(design(out, over, under)) == [(0, "伸出了纸边"), (2, "与第 2 项重叠")]


def test_a_picture_over_a_text_is_found_and_one_below_it_is_not():
    text = TextItem(Box(10, 10, 30, 8), text="甲")
    seal = PictureItem(Box(20, 12, 20, 20), picture="章")
    seal_data = {"章": png(600, 600)}
    assert told(design(seal, text, pictures=seal_data)) == []
    assert told(design(text, seal, pictures=seal_data)) == [(1, "盖住了第 1 项，请把它移到下层")]
    assert told(design(text, FillItem(Box(0, 0, 50, 50)))) == [(1, "盖住了第 1 项，请把它移到下层")]


def test_fields_pictures_and_codes_that_cannot_work_are_found():
    made = design(
        TextItem(Box(0, 0, 50, 8), text="{nam}"),
        CodeItem(Box(60, 10, 10, 10)),
        PictureItem(Box(0, 20, 50, 30), picture="章"),
    )
    assert [item for item, _text in told(made)] == [1, 2, 0]


def test_a_picture_with_too_few_dots_is_found():
    made = design(PictureItem(Box(0, 0, 90, 50), picture="底"), pictures={"底": png(90, 50)})
    assert told(made) == [(0, "图片每英寸只有 25 点，印出来会模糊")]


@pytest.mark.parametrize("setting", Setting)
def test_a_text_too_long_for_somebody_is_found_with_the_name(setting):
    text = TextItem(Box(5, 5, 20, 5), text="致{name}", setting=setting, smallest=10)
    made = design(text)
    assert told(made, name="陈") == []
    (flaw,) = flaws(made, [Values({"name": "阿依古丽" * 9})], KNOWN)
    assert (flaw.item, flaw.owner) == (0, "阿依古丽" * 9)


def test_photos_and_codes_of_real_people_are_looked_at():
    made = design(PictureItem(Box(0, 0, 20, 28), picture="{photo}"), CodeItem(Box(60, 10, 20, 20)))
    coarse = printed_picture(png(40, 56), "陈敏")
    people = [
        Values({"name": "陈敏", "code": "A" * 60}, {"photo": coarse}),
        Values({"name": "邓建国", "code": "A" * 700}),
    ]
    found = people_flaws(made, people)
    assert [(one.owner, one.item) for one in found] == [("陈敏", 0), ("邓建国", 0), ("邓建国", 1)]
    told = told_flaws(found)
    assert told.startswith("有 3 处印出来不好：陈敏：照片每英寸只有 51 点，印出来会模糊；")
    assert "邓建国：没有照片；" in told and "“版式”页" in told
    assert told_flaws([]) == ""


def test_a_character_no_font_has_is_found_before_printing():
    made = design(TextItem(Box(5, 5, 80, 8), text="{name}"))
    ((item, text),) = told(made, name="小明😀")
    assert item == 0 and "U+1F600" in text


def test_what_depends_on_an_empty_field_is_left_out(tmp_path):
    made = design(TextItem(Box(5, 5, 80, 8), text="补印", when="name"))
    pages = Pages(title="", author="", size=Size(100, 60))
    printer = DesignPrinter(made)
    for name in ("", "陈敏"):
        printer.draw(pages, Values({"name": name}))
        pages.next_page()
    pages.save(tmp_path / "x.pdf")
    assert [flat(text) for text in page_texts(tmp_path / "x.pdf")] == ["", "补印"]
