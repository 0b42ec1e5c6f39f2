"""Which sheets and which design the badges of a class come on. Imported late: it loads fonts."""

from PySide6.QtWidgets import QComboBox

from dongan_training.designs.keeping import designs
from dongan_training.designs.shipped import card_sheet, card_sheets
from dongan_training.printing.purpose import Purpose
from dongan_training.texts import _
from dongan_training.training.queries import ClassCard
from ui.kit import FormDialog, Page
from ui.kit.preview import preview
from ui.training import documents


class PrintBadgesDialog(FormDialog):
    """Offers for each sheet the designs that fit it."""

    holds_work = False

    def __init__(self, page: Page, card: ClassCard):
        super().__init__(_("打印胸牌"), _("预览"), page)
        self.page, self.card = page, card
        with page.workspace.read() as session:
            self._designs = designs(session, Purpose.BADGE)
        self.sheet, self.design = QComboBox(), QComboBox()
        for sheet in card_sheets().values():
            self.sheet.addItem(_(sheet.label), sheet.name)
        self.row(_("纸张"), self.sheet, _("还没有胸牌的学员会同时领到胸牌；已有的不变。"))
        self.row(_("版式"), self.design, _("版式在“版式”页里设计。"))
        self.sheet.currentIndexChanged.connect(self._offer_designs)
        self._offer_designs()

    def save(self) -> None:
        """Show the badges once they are drawn."""
        document = documents.badges(
            self.page.desk, self.card, self.sheet.currentData(), self.design.currentData()
        )
        self.page.shown = preview(self.page, document)

    def _offer_designs(self) -> None:
        sheet = card_sheet(self.sheet.currentData())
        self.design.clear()
        for one in self._designs:
            if sheet.holds(one.design):
                self.design.addItem(one.design.name, one.key)
        self.design.setCurrentIndex(max(0, self.design.findData(sheet.design)))
