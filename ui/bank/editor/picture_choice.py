"""A picture chosen from a file."""

from dongan_training.bank.drafts import Picture
from dongan_training.texts import _
from ui.bank.editor.given_pictures import picture_of_file
from ui.bank.wording import PICTURE_FILES
from ui.kit import Page


def ask_for_picture(page: Page) -> Picture | None:
    """Let somebody choose a file; what is no picture is told on the page."""
    path = page.desk.dialogs.open_file(page, _("选择图片"), PICTURE_FILES)
    if path is not None:
        with page.explaining():
            return picture_of_file(path)
    return None
