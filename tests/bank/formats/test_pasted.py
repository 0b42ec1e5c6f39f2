"""What Word, WPS, Excel and browsers lay on the clipboard is read as their files would be."""

import base64
import tempfile

import pytest

from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.formats.pasted import Clipboard
from dongan_training.progress import Silent
from tests.bank.questions import png

OFFICE = """<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta name=ProgId content=Word.Document><style><!-- p.MsoNormal {{margin:0cm;}}
@list l0:level1 {{mso-level-text:"%1\\."; }} --></style></head>
<body lang=ZH-CN style='tab-interval:21.0pt'><!--StartFragment-->
{}
<!--EndFragment--></body></html>"""


def word(text, number="", style=""):
    """A paragraph as Word lays it on the clipboard, with the number that it counts itself."""
    label = (
        "<![if !supportLists]><span lang=EN-US style='mso-fareast-font-family:等线'>"
        f"<span style='mso-list:Ignore'>{number}<span style='font:7.0pt \"Times New Roman\"'>"
        "&nbsp;&nbsp;&nbsp;&nbsp;\n</span></span></span><![endif]>"
    )
    listed = "mso-list:l0 level1 lfo1" if number else ""
    return (
        f"<p class=MsoListParagraph style='margin-left:18.0pt;{listed}'>{label if number else ''}"
        + (f"<span style='font-family:宋体;{style}'>{text}</span>" if style else text)
        + "<span lang=EN-US><o:p></o:p></span></p>\n"
    )


def wps(text, number="", style=""):
    """The same as WPS does it: a colour for every stretch, black ones too."""
    label = (
        f"<![if !supportLists]><span style=\"font-family:宋体;\"><span style='mso-list:Ignore;'>"
        f"{number}<span>&nbsp;</span></span></span><![endif]>"
    )
    style = style or "color:rgb(0,0,0);background:rgb(255,255,255);"
    return (
        f'<p class=MsoNormal  style="mso-list:l0 level1 lfo1;" >{label if number else ""}'
        f"<span style=\"mso-spacerun:'yes';font-family:宋体;{style}font-size:10.5000pt;\" >"
        f'<font face="宋体" >{text}</font></span></p>'
    )


def read(*paragraphs):
    clipboard = Clipboard()
    lines = clipboard.lines_of(OFFICE.format("".join(paragraphs)))
    return clipboard.read(lines, Silent()), clipboard


def questions(found):
    return [(one.stem, one.options, one.answer) for one in found.drafts]


@pytest.mark.parametrize("program", [word, wps])
@pytest.mark.parametrize("style", ["color:red;", "font-weight:bold;", "background:yellow;"])
def test_numbers_that_office_counts_and_looks_of_right_options_come_along(program, style):
    found, _clipboard = read(
        program("村务公开至少多久\n一次？", "1."),
        program("一年", "A."),
        program("一季度", "B.", style),
        program("村民会议由谁召集？", "2."),
        program("村民委员会", "A.", style),
        program("乡镇", "B."),
    )
    assert questions(found) == [
        ("村务公开至少多久一次？", ("一年", "一季度"), ("B",)),
        ("村民会议由谁召集？", ("村民委员会", "乡镇"), ("A",)),
    ]
    assert found.problems == []


def test_underlined_words_are_answers_and_underlined_blanks_are_gaps():
    found, _clipboard = read(
        word("一、填空题"),
        word("党的最高理想是实现<u>共产主义</u>。", "1."),
        word("党员预备期为<u><span lang=EN-US>&nbsp;&nbsp;&nbsp; </span></u>年。", "2."),
        word("答案：一"),
    )
    assert [(one.type, one.answer) for one in found.drafts] == [
        (QuestionType.FILL_BLANK, (("共产主义",),)),
        (QuestionType.FILL_BLANK, (("一",),)),
    ]
    assert "____" in found.drafts[1].stem


def test_a_table_among_paragraphs_stays_one_with_the_looks_of_its_cells():
    rows = "".join(
        f"<tr>{''.join(f'<td><p class=MsoNormal>{cell}</p></td>' for cell in row)}</tr>"
        for row in (
            ("题目", "选项A", "选项B", "答案"),
            ("村务公开至少多久一次？", "一年|两年", "<b>一</b><p>季度</p>", "B"),
        )
    )
    found, _clipboard = read(word("第一部分"), f"<table class=MsoTableGrid>{rows}</table>")
    assert questions(found) == [("村务公开至少多久一次？", ("一年｜两年", "一\n季度"), ("B",))]


def test_pictures_of_office_come_from_its_temporary_folder_and_from_nowhere_else(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "Temp"))
    kept = tmp_path / "Temp" / "ksohtml 1" / "wps1.png"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(png(3).data)
    (tmp_path / "secret.png").write_bytes(png(4).data)
    address = str(kept).replace("/", "\\").replace(" ", "%20")
    shown = f"图中是什么标志？<img width=64 src='file:///{address}'>"
    hidden = f"这是什么？<img src='{(tmp_path / 'secret.png').as_uri()}'>"
    far = "那是什么？<img src='file://server/share/a.png'>"
    found, clipboard = read(
        *(word(shown, "1."), word("A.甲 B.乙"), word("答案：A")),
        *(word(hidden, "2."), word("A.甲 B.乙"), word("答案：A")),
        *(word(far, "3."), word("A.甲 B.乙"), word("答案：B")),
    )
    assert found.drafts[0].stem == "图中是什么标志？〔图1〕"
    assert [one.pictures for one in found.drafts] == [(png(3),), (), ()]
    assert all("图片读不出来" in "".join(one.warnings) for one in found.drafts[1:])
    assert clipboard.missing() == 2


def test_a_picture_written_into_the_page_is_kept_and_marks_stay_behind_it():
    inside = base64.b64encode(png(7).data).decode()
    found, _clipboard = read(
        word("这是什么？", "1."),
        word(f"<img src='data:image/png;base64,{inside}'>甲", "A."),
        word(f"<b><img src='data:image/png;base64,{inside}'>乙丙丁戊</b>", "B."),
        word("丙", "C."),
    )
    assert questions(found) == [("这是什么？", ("〔图1〕甲", "〔图1〕乙丙丁戊", "丙"), ("B",))]


def test_cells_of_a_sheet_are_left_to_the_tabs_of_plain_text():
    sheet = (
        "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><head><style>.xl65{}</style>"
        "</head><body><table><!--StartFragment--><col width=64><tr><td class=xl65>题目</td>"
        "<td class=xl65>答案</td></tr><!--EndFragment--></table></body></html>"
    )
    assert Clipboard().lines_of(sheet) == []


def test_lists_that_a_browser_counts_keep_their_numbers_and_ticks_of_fonts_are_ticks():
    markup = (
        "<ol><li>任期几年？<ol type='A'><li>三年<span style='font-family:Wingdings'>ü</span></li>"
        "<li>五年</li></ol></li><li style='list-style:none'>党费按月交？"
        "<ol style='list-style-type:upper-alpha'><li>是</li>"
        "<li>否<span style='font-family:Wingdings'>ü</span></li></ol></li></ol>"
    )
    lines = [one.text for one in Clipboard().lines_of(markup)]
    assert lines == [
        *("1. 任期几年？", "A. 三年√", "B. 五年"),
        *("2. 党费按月交？", "A. 是", "B. 否√"),
    ]


def test_tables_that_follow_one_another_stay_apart():
    forms = [
        (("题型", "单选题"), ("题目", stem), ("选项", "A.甲<br>B.乙"), ("答案", "A"))
        for stem in ("安全方针是（ ）。", "防火期是（ ）。")
    ]
    tables = [
        "<table>" + "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in rows) + "</table>"
        for rows in forms
    ]
    found, _clipboard = read(*tables)
    assert questions(found) == [
        ("安全方针是（ ）。", ("甲", "乙"), ("A",)),
        ("防火期是（ ）。", ("甲", "乙"), ("A",)),
    ]


def test_questions_without_numbers_stay_parted_by_empty_paragraphs():
    empty = "<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>"
    found, clipboard = read(
        *(word("村务公开多久一次？"), word("A. 一年"), word("B. 一季度"), word("答案：B"), empty),
        *(word("任期几年？"), word("A. 三年"), word("B. 五年"), word("答案：B"), empty),
    )
    assert [one.stem for one in found.drafts] == ["村务公开多久一次？", "任期几年？"]
    lines = clipboard.lines_of(f"<p>甲</p>{empty}<div><br></div><div><p>乙</p></div>")
    assert [one.text for one in lines] == ["甲", "", "", "乙"]
