from docx import Document
from docx.oxml.ns import qn

from dongan_training.bank.drafts import Picture, QuestionType
from dongan_training.exam.printed.choice import FormatName, Printing
from dongan_training.exam.printed.facts import PaperQuestion, PaperSection
from dongan_training.exam.printed.look import look_of
from dongan_training.exam.printed.paper_word import write_paper_document
from dongan_training.exam.printed.punctuation import Punctuation
from tests.exam.printed.test_paper_sheet import OPTIONS, paper, png, section


def written(tmp_path, *sections, sheet=FormatName.A4):
    path = tmp_path / "paper.docx"
    write_paper_document(path, paper(*sections), look_of(Printing("A", sheet), Punctuation()))
    return Document(path)


def test_word_says_what_the_printed_paper_says(tmp_path):
    choices = section(QuestionType.SINGLE_CHOICE, ["题干"], OPTIONS)
    short = section(QuestionType.SHORT_ANSWER, ["请谈谈体会。"], first=2)
    document = written(tmp_path, choices, short)
    texts = [one.text for one in document.paragraphs]
    assert "第四季度培训班结业考试（A 卷）" in texts
    assert "1. 题干（　　）" in texts
    assert f"A. {OPTIONS[0]}" in "".join(texts)
    assert "二、简答题（每小题 2 分，共 2 分）" in texts
    assert [cell.text for cell in document.tables[0].rows[0].cells] == ["题号", "一", "二", "总分"]
    assert document.core_properties.title == "第四季度培训班结业考试（A 卷）"


def test_short_options_share_a_line(tmp_path):
    document = written(tmp_path, section(QuestionType.SINGLE_CHOICE, ["题干"], ("对", "错")))
    assert "A. 对\tB. 错" in [one.text for one in document.paragraphs]


def test_wide_sheets_have_two_columns(tmp_path):
    document = written(tmp_path, section(QuestionType.TRUE_FALSE, ["题干"]), sheet=FormatName.A3)
    (sheet,) = document.sections
    assert (round(sheet.page_width.mm), round(sheet.page_height.mm)) == (420, 297)
    assert 'w:num="2"' in sheet._sectPr.xml


def test_pictures_and_passages_come_along(tmp_path):
    asked = PaperQuestion(
        1, "看图〔图1〕", OPTIONS, 2, passage="村里修路。", pictures=(Picture("", png((80, 60))),)
    )
    document = written(tmp_path, PaperSection(QuestionType.SINGLE_CHOICE, (asked,)))
    assert len(document.inline_shapes) == 1
    assert "村里修路。" in [one.text for one in document.paragraphs]


def test_no_line_cuts_a_picture_and_the_grid_stays_in_its_column(tmp_path):
    picture = Picture("image/png", png((60, 40)))
    stem = PaperQuestion(1, "见图〔图1〕", ("甲", "乙"), 2, pictures=(picture,))
    section_ = PaperSection(QuestionType.SINGLE_CHOICE, (stem,))
    document = written(tmp_path, section_, sheet=FormatName.A3)
    pictured = [one for one in document.paragraphs if one._p.findall(f".//{qn('w:drawing')}")]
    assert [one.paragraph_format.line_spacing for one in pictured] == [1.0]
    grid = document.tables[0]
    assert sum(column.width.mm for column in grid.columns) <= 178
