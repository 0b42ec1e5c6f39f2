import pypdf
import pypdfium2
import pytest
import shiboken6
from PIL import ImageOps
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter

from dongan_training.printing.calibration import draw_calibration_page
from dongan_training.printing.page import A4, A4_LANDSCAPE, Box, Pages
from dongan_training.saving import DiskFull
from ui.kit import Page
from ui.kit.preview import Document, PreviewWindow, preview
from ui.kit.printer_dialog import PrinterDialog
from ui.kit.printing import Offset, keep_offset, offset_of


def two_pages(path, progress):
    pages = Pages(title="试印", author="东安")
    pages.next_page()
    pages.next_page()
    pages.save(path)


@pytest.fixture
def page(qtbot, desk):
    page = Page(desk)
    qtbot.addWidget(page)
    return page


@pytest.fixture
def window(qtbot, page):
    window = preview(page, Document("试印", "试印.pdf", two_pages))
    qtbot.waitUntil(lambda: len(window.sheets) == 2)
    yield window
    if shiboken6.isValid(window):
        window.close()


def test_the_pages_are_drawn_as_wide_as_the_window(qtbot, window):
    qtbot.waitExposed(window)
    first = window.sheets[0]
    assert abs(first.width() - (window.area.viewport().width() - 32)) < 20
    assert window.count.text() == "共 2 页"
    pixel = first.grab().toImage().pixelColor(first.width() // 2, first.height() // 2)
    assert pixel.name() == "#ffffff"


def test_nothing_of_a_page_lies_beside_the_window(qtbot, window):
    qtbot.waitExposed(window)
    assert not window.area.horizontalScrollBar().isVisible()


def test_zooming_goes_in_steps_and_back_to_the_width(window):
    before = window.sheets[0].width()
    window.zoom_out()
    assert window.sheets[0].width() < before
    window.fit_width()
    assert abs(window.sheets[0].width() - before) <= 20


def test_saving_writes_the_very_file_and_offers_its_folder(window, desk, tmp_path):
    desk.dialogs.path = tmp_path / "另存.pdf"
    window.save()
    assert len(pypdf.PdfReader(desk.dialogs.path).pages) == 2
    assert "另存.pdf" in window.notice.text()
    assert not window.folder.isHidden()
    assert desk.dialogs.asked == ["试印.pdf"]


def test_a_stick_that_is_gone_is_explained(window, desk, tmp_path):
    desk.dialogs.path = tmp_path / "没有" / "另存.pdf"
    window.save()
    assert "不存在" in window.notice.text()


def test_enter_prints_all_pages_on_the_chosen_printer(qtbot, window, tmp_path, monkeypatch):
    printed = tmp_path / "printed.pdf"
    printer = QPrinter()
    printer.setOutputFileName(str(printed))
    monkeypatch.setattr(window, "choose_printer", lambda: printer)
    qtbot.keyClick(window.printing, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "已送往" in window.notice.text())
    pages = pypdf.PdfReader(printed).pages
    assert len(pages) == 2
    box = pages[0].mediabox
    assert (round(box.width), round(box.height)) == (595, 842)


def test_pages_across_are_printed_across(qtbot, page, tmp_path, monkeypatch):
    def draw(path, progress):
        pages = Pages(title="证书", author="东安", size=A4_LANDSCAPE)
        pages.next_page()
        pages.save(path)

    assert A4_LANDSCAPE.width > A4.width
    window = preview(page, Document("证书", "证书.pdf", draw))
    qtbot.waitUntil(lambda: bool(window.sheets))
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "across.pdf"))
    monkeypatch.setattr(window, "choose_printer", lambda: printer)
    window.print()
    qtbot.waitUntil(lambda: "已送往" in window.notice.text())
    box = pypdf.PdfReader(tmp_path / "across.pdf").pages[0].mediabox
    assert box.width > box.height
    window.close()


def test_printing_stops_and_goes_on_at_the_page_that_is_missing(
    qtbot, window, tmp_path, monkeypatch
):
    def printer_to(name):
        printer = QPrinter()
        printer.setOutputFileName(str(tmp_path / name))
        monkeypatch.setattr(window, "choose_printer", lambda: printer)

    printer_to("first.pdf")
    window.print()
    window.printed._step()
    window.stopping.click()
    assert "从第 2 页起没有打印" in window.notice.text()
    assert window.resume_at.value() == 2 and window.resume_row.isVisible()
    printer_to("rest.pdf")
    window.resuming.click()
    qtbot.waitUntil(lambda: "已送往" in window.notice.text())
    assert len(pypdf.PdfReader(tmp_path / "rest.pdf").pages) == 1


def test_what_a_printer_is_off_is_remembered_and_made_good(qtbot, page, tmp_path):
    dialog = PrinterDialog(page)
    qtbot.addWidget(dialog)
    dialog.x.setValue(10)
    dialog.y.setValue(-5)
    dialog.submit.click()
    assert offset_of("") == Offset(10, -5)

    def draw(path, progress):
        pages = Pages(title="块", author="")
        pages.fill(Box(50, 50, 20, 20), "#000000")
        pages.next_page()
        pages.save(path)

    window = preview(page, Document("块", "块.pdf", draw))
    qtbot.waitUntil(lambda: bool(window.sheets))
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "moved.pdf"))
    window.run(printer)
    qtbot.waitUntil(lambda: "已送往" in window.notice.text())
    keep_offset("", Offset())
    window.close()
    with pypdfium2.PdfDocument(tmp_path / "moved.pdf") as document:
        bitmap = document[0].render(scale=4, grayscale=True).to_pil()
    dark = ImageOps.invert(bitmap).point(lambda value: 255 * (value > 128)).getbbox()
    per_mm = bitmap.width / 210
    assert [round(one / per_mm) for one in dark] == [60, 45, 80, 65]


def test_the_calibration_page_has_its_crosses_where_it_says(tmp_path):
    path = tmp_path / "page.pdf"
    draw_calibration_page(path, "乡镇打印机")
    with pypdfium2.PdfDocument(path) as document:
        bitmap = document[0].render(scale=4, grayscale=True).to_pil()
    per_mm = bitmap.width / 210
    for x, y in ((20, 14), (14, 20), (190, 283), (196, 277)):
        edges = (x - 1, y - 1, x + 1, y + 1)
        spot = bitmap.crop(tuple(int(edge * per_mm) for edge in edges))
        assert spot.getextrema()[0] < 128, (x, y)


def test_thinking_better_of_printing_prints_nothing(window, monkeypatch):
    monkeypatch.setattr(window, "choose_printer", lambda: None)
    window.print()
    assert window.notice.text() == ""


def test_a_document_that_cannot_be_written_is_explained_on_the_page(qtbot, page):
    def fail(path, progress):
        raise DiskFull(str(path))

    window = preview(page, Document("试印", "试印.pdf", fail))
    assert isinstance(window, PreviewWindow)
    qtbot.waitUntil(lambda: "磁盘空间不够" in page.notice.text())


def test_nothing_of_the_document_is_left_when_the_window_closes(window):
    path = window._path
    assert path.exists()
    window.close()
    assert not path.exists()


def test_what_came_out_badly_is_said_before_it_is_printed(qtbot, page):
    warning = "有 1 处印出来不好：陈敏：没有照片。"
    shown = preview(page, Document("胸牌", "胸牌.pdf", two_pages, lambda: warning))
    qtbot.waitUntil(lambda: len(shown.sheets) == 2)
    assert shown.notice.isVisible() and shown.notice.text() == warning
    shown.close()
