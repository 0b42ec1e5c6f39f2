from docx import Document

from dongan_training.exam.offering import Offer, open_exam
from dongan_training.exam.printed.choice import FormatName
from ui.exam.paper_page import PaperPage


def opened(qtbot, desk, hall):
    page = PaperPage(desk, hall.paper_id)
    qtbot.addWidget(page)
    page.show()
    page.print_paper()
    return page, page.dialog


def test_the_chosen_sheet_is_previewed(desk, hall, qtbot):
    page, dialog = opened(qtbot, desk, hall)
    dialog.sheet.setCurrentIndex(dialog.sheet.findData(FormatName.A3))
    dialog.large.setChecked(True)
    dialog.submit.click()
    qtbot.waitUntil(lambda: bool(page.shown and page.shown.sheets))
    (first, _second) = [sheet.points for sheet in page.shown.sheets]
    assert round(first.width() * 25.4 / 72) == 420
    page.shown.reject()


def test_the_paper_is_written_for_word(desk, hall, qtbot, tmp_path):
    _page, dialog = opened(qtbot, desk, hall)
    desk.dialogs.path = tmp_path / "试卷.docx"
    dialog.word.click()
    texts = [one.text for one in Document(tmp_path / "试卷.docx").paragraphs]
    assert any("一、单项选择题" in text for text in texts)
    assert not dialog.isVisible()


def test_the_exam_is_chosen_where_several_use_the_paper(desk, hall, qtbot, trainer, now):
    _page, dialog = opened(qtbot, desk, hall)
    assert dialog.printing.exam_id == hall.exam_id and not dialog.exam.isVisible()
    dialog.reject()
    with desk.workspace.begin() as session:
        offer = Offer(hall.paper_id, minutes=30, pass_mark=12, title="补测")
        open_exam(session, class_id=hall.class_id, offer=offer, by=trainer, at=now)
    _page, dialog = opened(qtbot, desk, hall)
    assert dialog.exam.isVisible()
    assert [dialog.exam.itemText(one).split("　")[1] for one in range(2)] == [
        "补测",
        "第四季度党纪学习教育测试",
    ]
    dialog.exam.setCurrentIndex(1)
    assert dialog.printing.exam_id == hall.exam_id
