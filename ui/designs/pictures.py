"""Pictures for a design, from files: background, seal, signature."""

from dataclasses import dataclass

from dongan_training.errors import UserError, reason_of
from dongan_training.printing.designs.writing import MAX_PICTURE
from dongan_training.printing.picture import printed_picture
from dongan_training.sheets.refusals import Unreachable
from dongan_training.texts import N_, _
from ui.kit import FileKind, Page

KIND = FileKind(N_("图片"), (".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff", ".webp"))


@dataclass(eq=False)
class PictureTooLarge(UserError):
    file: str
    most: int
    message = N_("图片“{file}”超过 {most} MB。")
    advice = N_("没有改动。请先把图片缩小，再选一次。")


def choose_picture(page: Page) -> tuple[str, bytes] | None:
    """Ask for a picture file; gives its name and content, None where nothing was chosen.

    Raises PictureTooLarge, Unreachable or UnprintablePicture.
    """
    path = page.desk.dialogs.open_file(page, _("选择图片"), KIND)
    if path is None:
        return None
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Unreachable(path.name, reason_of(error)) from error
    if len(data) > MAX_PICTURE:
        raise PictureTooLarge(path.name, MAX_PICTURE // 1_000_000)
    printed_picture(data, path.name)
    return path.stem, data
