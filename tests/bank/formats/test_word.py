# ruff: noqa: E501  (banks stand here as their authors typed them)
"""Word documents built as XML, with what Word does to them."""

import zipfile

import pytest

from dongan_training.bank.formats import read
from dongan_training.bank.formats.word import NoWords, OnlyPictures
from dongan_training.bank.formats.word_numbering import rendered
from dongan_training.progress import Silent
from dongan_training.sheets import refusals
from tests.bank.formats.test_habits import found_in
from tests.bank.formats.word_files import (
    BLANK,
    W,
    cell,
    level,
    numbered,
    numbering,
    par,
    reading,
    run,
    saved,
    table,
)


def test_automatic_numbers_and_letters_are_computed(tmp_path):
    levels = level(0, "decimal", "%1."), level(1, "upperLetter", "%2.")
    body = []
    for key in "BC":
        body += [
            numbered(BLANK, 1),
            *(numbered(text, 1, 1) for text in "甲乙丙丁"),
            par(f"答案：{key}"),
        ]
    found = reading(tmp_path, *body, **{"word__numbering.xml": numbering(*levels)})
    assert found_in(found) == (("single", 4, ("B",)), ("single", 4, ("C",)))
    assert [draft.number for draft in found.drafts] == ["1", "2"]


def test_automatic_section_heads_set_the_type(tmp_path):
    numbers = numbering(level(0, "chineseCounting", "%1、"), level(1, "decimal", "%2."))
    found = reading(
        tmp_path,
        numbered("填空题（每空2分）", 1),
        numbered("党支部每届任期____年。", 1, 1),
        par("答案：五"),
        numbered("简答题", 1),
        numbered("简述党员义务。", 1, 1),
        par("答：见党章。"),
        **{"word__numbering.xml": numbers},
    )
    assert found_in(found) == (("fill", 0, (("五",),)), ("short", 0, ("见党章。",)))
    assert (found.drafts[1].section, found.drafts[1].number) == ("二、简答题", "1")


def test_lists_with_a_start_of_their_own_begin_again(tmp_path):
    numbers = numbering(level(0, "decimal", "%1、"), lists=2, restart=True)
    found = reading(
        tmp_path,
        par("一、判断题"), numbered("可以退党。（√）", 1), numbered("不交党费。（×）", 1),
        par("二、判断题"), numbered("可以申诉。（√）", 2),
        **{"word__numbering.xml": numbers},
    )  # fmt: skip
    assert [draft.number for draft in found.drafts] == ["1", "2", "1"]


def test_numbers_may_come_from_the_style(tmp_path):
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:styleId="Q"><w:name w:val="q"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>'
    )
    found = reading(
        tmp_path,
        par("可以退党。（√）", properties='<w:pStyle w:val="Q"/>'),
        par("不交党费。（×）", properties='<w:pStyle w:val="Q"/>'),
        **{
            "word__numbering.xml": numbering(level(0, "decimal", "%1.")),
            "word__styles.xml": styles,
        },
    )
    assert [draft.number for draft in found.drafts] == ["1", "2"]


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("decimal", 12, "12"), ("upperLetter", 2, "B"), ("lowerLetter", 27, "aa"),
        ("upperRoman", 9, "IX"), ("chineseCounting", 21, "二十一"), ("chineseCounting", 10, "十"),
        ("decimalEnclosedCircle", 3, "③"), ("decimalZero", 5, "05"), ("ideographTraditional", 1, "甲"),
        ("none", 4, ""), ("unheardOf", 4, "4"),
    ],
)  # fmt: skip
def test_numbers_are_shown_in_the_manner_of_word(kind, value, text):
    assert rendered(value, kind) == text


@pytest.mark.parametrize(
    "properties",
    [
        "<w:b/>",
        '<w:color w:val="FF0000"/>',
        '<w:u w:val="single"/>',
        '<w:highlight w:val="yellow"/>',
    ],
)
def test_the_right_option_may_be_marked_by_its_looks(tmp_path, properties):
    found = reading(
        tmp_path, par("1、" + BLANK), par("A.甲"), par(run("B.乙", properties)), par("C.丙")
    )
    assert found_in(found) == (("single", 3, ("B",)),)


def test_looks_that_all_options_share_mean_nothing(tmp_path):
    bold = [par(run(text, "<w:b/>")) for text in ("A.甲", "B.乙", "C.丙")]
    found = reading(tmp_path, par("1、" + BLANK), *bold)
    assert found_in(found) == (("single", 3, ()),)


def test_black_is_no_colour(tmp_path):
    black = run("B.乙", '<w:color w:val="000000"/>')
    found = reading(tmp_path, par("1、" + BLANK), par("A.甲"), par(black))
    assert found.drafts[0].answer == ()


def test_a_character_style_marks_like_direct_formatting(tmp_path):
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:type="character" w:styleId="Right">'
        '<w:rPr><w:b/></w:rPr></w:style></w:styles>'
    )  # fmt: skip
    strong = run("B.乙", '<w:rStyle w:val="Right"/>')
    found = reading(
        tmp_path, par("1、" + BLANK), par("A.甲"), par(strong), **{"word__styles.xml": styles}
    )
    assert found.drafts[0].answer == ("B",)


def test_underlined_words_of_a_fill_in_are_its_answers(tmp_path):
    line = '<w:u w:val="single"/>'
    found = reading(
        tmp_path,
        par("一、填空题"),
        par("1、坚持", run("民主", line), run("集中制", line), "和", run("群众路线", line), "。"),
        par("2、任期", run("      ", line), "年。"),
        par("答案：五"),
    )
    assert found_in(found)[0] == ("fill", 0, (("民主集中制",), ("群众路线",)))
    assert found.drafts[0].stem == "坚持____和____。"
    assert found.drafts[1].stem == "任期______年。"


def test_soft_breaks_part_lines(tmp_path):
    broken = "<w:r><w:t>1、任期是（ ）。</w:t><w:br/><w:t>A.甲</w:t><w:br/><w:t>B.乙</w:t></w:r>"
    found = reading(tmp_path, par(broken), par("答案：B"))
    assert found_in(found) == (("single", 2, ("B",)),)


def test_deleted_words_of_a_revision_are_gone_and_inserted_ones_are_there(tmp_path):
    gone = f"<w:del><w:r><w:delText>旧</w:delText><w:t>旧</w:t></w:r></w:del><w:ins>{run('新')}</w:ins>"
    found = reading(tmp_path, par("1、党的", gone, "章程。（√）"))
    assert found.drafts[0].stem == "党的新章程。"


def test_a_question_table_is_read_by_its_head(tmp_path):
    rows = table(("题干", "选项A", "选项B", "答案"), (BLANK, "甲", "乙", "B"))
    assert found_in(reading(tmp_path, rows)) == (("single", 2, ("B",)),)


def test_a_layout_table_is_read_cell_by_cell(tmp_path):
    rows = table(("A.甲", "B.乙"), ("C.丙", "D.丁"))
    found = reading(tmp_path, par("1、" + BLANK), rows, par("答案：D"))
    assert found_in(found) == (("single", 4, ("D",)),)


def test_a_table_may_set_the_right_option_off_by_its_looks(tmp_path):
    red = cell(par(run("B.乙", '<w:color w:val="FF0000"/>')))
    row = f"<w:tr>{cell(par('A.甲'))}{red}</w:tr>"
    layout = reading(tmp_path, par("1、" + BLANK), f"<w:tbl>{row}</w:tbl>")
    assert found_in(layout) == (("single", 2, ("B",)),)
    head = "".join(cell(par(text)) for text in ("题干", "选项A", "选项B", "解析"))
    bold = cell(par(run("乙", "<w:b/>")))
    row = f"{cell(par(BLANK))}{cell(par('甲'))}{bold}{cell(par('略'))}"
    listed = reading(tmp_path, f"<w:tbl><w:tr>{head}</w:tr><w:tr>{row}</w:tr></w:tbl>")
    assert found_in(listed) == (("single", 2, ("B",)),)


@pytest.mark.parametrize(
    "keys",
    [
        table(("题号", "1", "2"), ("答案", "B", "C")),
        table(("题号", "答案"), ("1", "B"), ("2", "C")),
    ],
)
def test_a_table_of_keys_answers_the_questions_above(tmp_path, keys):
    options = par("A.甲"), par("B.乙"), par("C.丙")
    found = reading(
        tmp_path,
        par("一、单选题"), par("1、" + BLANK), *options, par("2、规定是（ ）。"), *options,
        par("参考答案"), keys,
    )  # fmt: skip
    assert [draft.answer for draft in found.drafts] == [("B",), ("C",)]


def test_text_boxes_are_read_once(tmp_path):
    inner = "".join(par(text) for text in ("1、" + BLANK, "A.甲", "B.乙", "答案：B"))
    box = f"<wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx>"
    old = f"<w:pict><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></w:pict>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    found = reading(tmp_path, f"<w:p>{both}</w:p>")
    assert found_in(found) == (("single", 2, ("B",)),)
    assert not found.problems


RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="aFChunk" Target="{target}"/></Relationships>'
)
PAGE = (
    "<html><head><title>无关</title></head><body><p>1、任期是（ ）。</p><p>A.甲<br>B.乙</p>"
    "<div>答案：B</div></body></html>"
)


@pytest.mark.parametrize(
    ("target", "content"),
    [
        ("afchunk.html", PAGE),
        (
            "afchunk.mht",
            "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n"
            f"Content-Transfer-Encoding: 8bit\n\n{PAGE}",
        ),
        ("afchunk.txt", "1、任期是（ ）。\nA.甲\nB.乙\n答案：B"),
    ],
)
def test_a_body_kept_as_a_web_page_is_read(tmp_path, target, content):
    found = reading(
        tmp_path,
        '<w:altChunk r:id="r1"/>',
        **{
            "word___rels__document_xml_rels": RELATIONS.format(target=target),
            f"word__{target}": content.encode(),
        },
    )
    assert found_in(found) == (("single", 2, ("B",)),)


PICTURE = '<w:r><w:drawing><a:blip r:embed="r9"/></w:drawing></w:r>'


def test_a_document_of_pictures_says_so(tmp_path):
    with pytest.raises(OnlyPictures, match="只有图片"):
        reading(tmp_path, par(PICTURE))


def test_a_document_without_words_says_so(tmp_path):
    with pytest.raises(NoWords):
        reading(tmp_path, par(""))


PNG, JPEG = b"\x89PNG\r\n\x1a\nred", b"\xff\xd8\xffblue"
PICTURE_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r9" Type="image" Target="media/image1.png"/>'
    '<Relationship Id="r8" Type="image" Target="/word/media/image2.png"/>'
    '<Relationship Id="r7" Type="image" Target="http://x/y.png" TargetMode="External"/>'
    "</Relationships>"
)
MEDIA = {
    "word___rels__document_xml_rels": PICTURE_RELATIONS,
    "word__media__image1.png": PNG,
    "word__media__image2.png": JPEG,
}
OTHER = PICTURE.replace("r9", "r8")
OLD_PICTURE = '<w:r><w:pict><v:shape><v:imagedata r:id="r9"/></v:shape></w:pict></w:r>'


def test_pictures_stay_with_their_question_and_their_place(tmp_path):
    found = reading(
        tmp_path,
        *(par("1、如图", PICTURE, BLANK), par("A.甲"), par("B.", OTHER), par("答案：B")),
        *(par("2、规定是（ ）。"), par(OLD_PICTURE), par("A.甲"), par("B.乙"), par("答案：A")),
        **MEDIA,
    )
    first, second = found.drafts
    assert (first.stem, first.options) == ("如图〔图1〕任期是（ ）。", ("甲", "〔图2〕"))
    assert [(one.media_type, one.data) for one in first.pictures] == [
        ("image/png", PNG),
        ("image/jpeg", JPEG),
    ]
    assert (second.stem, second.options) == ("规定是（ ）。\n〔图1〕", ("甲", "乙"))
    assert [one.data for one in second.pictures] == [PNG]
    assert (first.images, second.images, found.problems) == (2, 1, [])


def test_options_may_be_nothing_but_pictures_below_their_letters(tmp_path):
    found = reading(
        tmp_path,
        *(
            par("1、正确的是（ ）。"),
            par("A."),
            par(PICTURE),
            par("B."),
            par(OTHER),
            par("答案：B"),
        ),
        **MEDIA,
    )
    assert found.drafts[0].options == ("〔图1〕", "〔图2〕")


def test_a_picture_outside_the_file_is_missed_aloud(tmp_path):
    found = reading(
        tmp_path, par("1、如图", PICTURE.replace("r9", "r7"), "，可以退党。（√）"), **MEDIA
    )
    assert (found.drafts[0].stem, found.drafts[0].images) == ("如图，可以退党。", 1)
    assert "读不出来" in found.drafts[0].warnings[0]


def test_a_picture_without_a_question_is_named_among_the_problems(tmp_path):
    found = reading(tmp_path, par("会议照片", PICTURE), par("1、可以退党。（√）"), **MEDIA)
    assert [one.text for one in found.problems] == ["会议照片（图片）"]


def test_two_questions_that_differ_only_in_their_picture_are_two(tmp_path):
    body = [
        line
        for picture in (PICTURE, OTHER)
        for line in (par("1、图中是（ ）。", picture), par("A.甲"), par("B.乙"), par("答案：A"))
    ]
    assert reading(tmp_path, *body, **MEDIA).problems == []


def test_fractions_and_powers_are_not_run_together(tmp_path):
    space = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    half = (
        f"<m:oMath {space}><m:f><m:fPr/><m:num><m:r><m:t>1</m:t></m:r></m:num>"
        "<m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"
    )
    raised = run("8", '<w:vertAlign w:val="superscript"/>')
    found = reading(tmp_path, par("1、须", half, "以上，10", raised, "人以下。（√）"))
    assert found.drafts[0].stem == "须1/2以上，10⁸人以下。"


def test_notes_outside_the_body_are_told_of(tmp_path):
    note = f'<w:footnotes xmlns:w="{W}"><w:footnote>{par("见党章")}</w:footnote></w:footnotes>'
    found = reading(tmp_path, par("1、可以退党。（√）"), **{"word__footnotes.xml": note})
    assert [(one.line, one.text) for one in found.problems] == [(0, "见党章")]


def test_the_style_of_a_paragraph_marks_like_direct_formatting(tmp_path):
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:styleId="Right">'
        '<w:rPr><w:color w:val="FF0000"/></w:rPr></w:style></w:styles>'
    )
    right = par("B.乙", properties='<w:pStyle w:val="Right"/>')
    found = reading(
        tmp_path, par("1、" + BLANK), par("A.甲"), right, **{"word__styles.xml": styles}
    )
    assert found.drafts[0].answer == ("B",)


def test_broken_xml_is_a_damaged_file(tmp_path):
    path = saved(tmp_path, "<w:p><w:r>")
    with pytest.raises(refusals.DamagedFile):
        read(path, Silent())


def test_the_strict_form_of_the_format_is_read_too(tmp_path):
    path = saved(tmp_path, par("1、可以退党。（√）"))
    content = zipfile.ZipFile(path).read("word/document.xml")
    strict = content.replace(W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("word/document.xml", strict)
    assert found_in(read(path, Silent())) == (("truth", 0, (True,)),)


def test_lecture_notes_give_no_questions_and_lose_no_line(tmp_path):
    lines = (
        "第一章 总则",
        "一、概述",
        "1.党是领导核心。",
        "2.党员要守纪律。",
        "（1）政治纪律；",
        "结语",
    )
    found = reading(tmp_path, *(par(line) for line in lines))
    assert found.drafts == []
    told = "\n".join([one.text for one in found.problems] + [one.text for one in found.headings])
    assert all(line in told for line in lines)


def test_elements_a_thousand_deep_are_refused(tmp_path):
    with pytest.raises(refusals.DamagedFile):
        reading(tmp_path, "<w:p>" + "<w:ins>" * 1500 + "</w:ins>" * 1500 + "</w:p>")
