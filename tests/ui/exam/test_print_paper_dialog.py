from docx import Document

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
