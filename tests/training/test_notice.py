"""The notice of a class, in the form of GB/T 9704."""

import re
from datetime import date

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn

from dongan_training.people.models import OrgUnit
from dongan_training.printing.official import (
    LINES,
    LOOK,
    PITCH,
    Attachment,
    OfficialPaper,
    Paragraph,
    draw_official,
)
from dongan_training.printing.table import Column, Table
from dongan_training.training import menu, notice, quotas, timetable
from dongan_training.training.menu import CourseFacts
from dongan_training.training.notice import NoticeFacts

from .conftest import lesson_facts

FACTS = NoticeFacts(contact="唐老师 0746-4211000", reply_by=date(2026, 11, 18))


@pytest.fixture
def who(trainer, now):
    return {"by": trainer, "at": now}


@pytest.fixture
def planned(workspace, class_id, who):
    """A class with a lesson, a course and places for two townships."""
    with workspace.begin() as session:
        course = menu.add_course(
            session, facts=CourseFacts("《纪律处分条例》解读", lecturer="王老师"), **who
        )
        lesson = lesson_facts("2026-11-23T08:30", "2026-11-23T11:30", course_ids=(course,))
        timetable.add_lesson(session, class_id=class_id, facts=lesson, **who)
        units = [OrgUnit(name=name, kind="乡镇") for name in ("横塘镇", "南桥镇")]
        session.add_all(units)
        session.flush()
        places = {unit.id: number for number, unit in enumerate(units, start=1)}
        quotas.set_quotas(session, class_id=class_id, places=places, **who)
    return class_id


@pytest.fixture
def write(workspace, now, tmp_path):
    def write(class_id, name):
        path = tmp_path / name
        with workspace.read() as session:
            notice.write_notice(session, class_id=class_id, facts=FACTS, path=path, now=now)
        return path

    return write


def pdf_pages(path):
    document = pypdfium2.PdfDocument(path)
    texts = [re.sub(r"\s", "", page.get_textpage().get_text_bounded()) for page in document]
    document.close()
    return texts


def test_the_notice_says_all_that_is_planned(write, planned):
    *texts, places, timetable_page, reply = pdf_pages(write(planned, "通知.pdf"))
    text = "".join(texts)
    for words in (
        "关于举办第四季度基层党务工作者培训班第1期的通知",
        "各乡镇党委，县直有关单位党组织：",
        "一、培训时间",
        "2026年11月23日08:30—11:30，共4学时。",
        "请各单位于11月18日前",
        "附件：1.名额分配表",
        "2026年11月23日",
        "—1—",
    ):
        assert words in text
    assert places.startswith("附件1名额分配表") and "横塘镇1" in places and "合计3" in places
    assert "《纪律处分条例》解读王老师三楼会议室" in timetable_page
    assert reply.startswith("附件3报名回执")


def test_word_has_the_page_and_grid_of_the_standard(write, planned):
    document = docx.Document(write(planned, "通知.docx"))
    section = document.sections[0]
    margins = (section.top_margin, section.left_margin, section.bottom_margin, section.right_margin)
    assert [round(one.mm) for one in margins] == [37, 28, 35, 26]
    grid = section._sectPr.find(qn("w:docGrid"))
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "580")
    title = document.paragraphs[0].text.replace("\n", "")
    assert title == "关于举办第四季度基层党务工作者培训班第1期的通知"
    assert [len(table.rows) for table in document.tables] == [4, 2, 11]
    faces = {
        run._r.rPr.rFonts.get(qn("w:eastAsia"))
        for paragraph in document.paragraphs
        for run in paragraph.runs
    }
    assert {"方正小标宋简体", "黑体", "仿宋"} <= faces


def test_a_class_about_which_little_is_known_has_a_notice_too(write, class_id):
    *texts, reply = pdf_pages(write(class_id, "通知.pdf"))
    text = "".join(texts)
    assert "时间另行通知。" in text and "附件：报名回执" in text
    assert reply.startswith("附件报名回执")


def test_a_page_has_22_lines_and_a_heading_stays_with_its_text(tmp_path):
    assert round(LINES * PITCH) == 225
    paragraphs = tuple(Paragraph("文" * 27) for _line in range(40))
    paper = OfficialPaper("通知", paragraphs, "东安县委组织部", "2026年11月23日")
    path = tmp_path / "长.pdf"
    assert draw_official(path, paper) == 4
    first = pdf_pages(path)[0]
    assert first.count("文") == 10 * 27  # of 22 lines two are the title and an empty one


@pytest.mark.parametrize("lines", range(8, 20))
def test_attachments_and_signer_never_stand_on_a_page_without_text(tmp_path, lines):
    paper = OfficialPaper(
        title="关于举办培训班的通知",
        paragraphs=(
            *(Paragraph(f"第{number}条。") for number in range(lines)),
            Paragraph("末行。"),
        ),
        signer="中共东安县委组织部",
        date="2026年11月26日",
        attachments=(Attachment("名额分配表", (Column("单位", 66),), (("白牙市镇",),)),),
    )
    draw_official(tmp_path / "notice.pdf", paper)
    *text, _attachment = pdf_pages(tmp_path / "notice.pdf")
    assert "末行。" in text[-1] and "2026年11月26日" in text[-1]


def test_the_lines_of_a_title_in_word_stand_as_close_as_on_paper(write, planned):
    title = docx.Document(write(planned, "通知.docx")).paragraphs[0]
    assert title.paragraph_format.line_spacing.mm == pytest.approx(PITCH, abs=0.1)
    (snap,) = title._p.pPr.findall(qn("w:snapToGrid"))
    assert snap.get(qn("w:val")) == "0"


def test_a_long_name_of_a_lecturer_wraps_sooner_than_it_becomes_small(workspace, planned, who, now):
    with workspace.begin() as session:
        name = "县委党校党史党建教研室主任、高级讲师欧阳建国"
        course = menu.add_course(session, facts=CourseFacts("党史", lecturer=name), **who)
        lesson = lesson_facts("2026-11-24T08:30", "2026-11-24T11:30", course_ids=(course,))
        timetable.add_lesson(session, class_id=planned, facts=lesson, **who)
        paper = notice.notice(session, class_id=planned, facts=FACTS, now=now)
    attachment = paper.attachments[1]
    for row, most in zip(attachment.rows, (1, 4), strict=True):
        drawn = Table(attachment.columns, LOOK).row(row).cells[3]
        assert len(drawn.lines) == most and drawn.style.size > 9.5
