"""空白模板: the empty forms, handed out from wherever files are taken in."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QMenu

from dongan_training.bank.blank_form import FORMS, NAME, write_blank_form
from dongan_training.texts import _
from ui.kit import Button, FileKind, Page


class BlankFormButton(Button):
    """A menu with one entry for each form."""

    def __init__(self, page: Page):
        super().__init__(_("空白模板"), icon="file-spreadsheet")
        self.setProperty("menu", True)
        menu = QMenu(self)
        add_blank_forms(menu, page)
        self.setMenu(menu)


def add_blank_forms(menu: QMenu, page: Page) -> None:
    """Put the entries into a menu of ``page``."""
    for suffix, name in FORMS.items():
        told = _("空白模板：{name}").format(name=_(name))
        menu.addAction(told, _writing(page, suffix, _(name)))


def _writing(page: Page, suffix: str, name: str) -> Callable[[], None]:
    def write() -> None:
        kind = FileKind(name, (suffix,))
        path = page.desk.dialogs.save_file(page, _("空白模板"), NAME + suffix, kind)
        if path is not None:
            with page.explaining():
                write_blank_form(path)
                page.say(_written(path))

    return write


def _written(path: Path) -> str:
    return _("已写入“{name}”，填好以后在这里导入。").format(name=path.name)
