"""A picture chosen from a file."""

from dongan_training.bank.drafts import Picture
from dongan_training.texts import _
from ui.bank.editor.written import picture_of_bytes
from ui.bank.wording import PICTURE_FILES
from ui.kit import Page, Tone


def ask_for_picture(page: Page) -> Picture | None:
    """Let somebody choose a file; what is no picture is told on the page."""
    path = page.desk.dialogs.open_file(page, _("选择图片"), PICTURE_FILES)
    if path is None:
        return None
    picture = picture_of_bytes(path.read_bytes())
    if picture is None:
        told = _("“{name}”不是能显示的图片，没有插入。请换一个图片文件。")
        page.say(told.format(name=path.name), Tone.BAD)
    return picture
