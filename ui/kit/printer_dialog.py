"""Where a printer puts its pages: an offset for each printer, and a page to find it by."""

from pathlib import Path

from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox

from dongan_training.printing.calibration import draw_calibration_page
from dongan_training.progress import Progress
from dongan_training.texts import _
from ui.kit.dialogs import FormDialog
from ui.kit.page import Page
from ui.kit.parts import Button
from ui.kit.printing import Offset, keep_offset, offset_of

FURTHEST = 20.0  # millimetres


class PrinterDialog(FormDialog):
    """Kept on this machine only: the next one has other printers."""

    def __init__(self, page: Page):
        super().__init__(_("打印位置"), "", page)
        self.page = page
        self.printer = QComboBox()
        self.printer.addItem(_("默认打印机"), "")
        for name in QPrinterInfo.availablePrinterNames():
            self.printer.addItem(name, name)
        self.x, self.y = _shift(), _shift()
        self.row(_("打印机"), self.printer)
        self.row(_("向右移"), self.x, _("套印证书纸时，让文字落在空格里；负数向左。"))
        self.row(_("向下移"), self.y, _("负数向上。"))
        advice = _("印出来以后用尺量，再填上面的数。")
        self.test = Button(_("打印校准页"), self.print_test, icon="printer")
        self.row(_("校准"), self.test, advice)
        self.printer.currentIndexChanged.connect(self._show)
        self._show()

    def save(self) -> None:
        """Remember the offset of the chosen printer."""
        keep_offset(self.printer.currentData(), Offset(self.x.value(), self.y.value()))

    def print_test(self) -> None:
        """Show the page of crosses and rulers; printed with what is set now."""
        from ui.kit.preview import Document, preview

        self.save()
        name = self.printer.currentData()

        def draw(path: Path, _progress: Progress) -> None:
            draw_calibration_page(path, name)

        document = Document(_("打印校准页"), _("打印校准页.pdf"), draw)
        self.page.shown = preview(self.page, document, self)

    def _show(self) -> None:
        offset = offset_of(self.printer.currentData())
        self.x.setValue(offset.x)
        self.y.setValue(offset.y)


def _shift() -> QDoubleSpinBox:
    field = QDoubleSpinBox(minimum=-FURTHEST, maximum=FURTHEST, singleStep=0.5, decimals=1)
    field.setSuffix(_(" 毫米"))
    return field
