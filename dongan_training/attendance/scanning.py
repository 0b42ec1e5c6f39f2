"""QR codes in pictures and PDF pages: photographs of badges, scans, printed sheets.

Whatever comes in is hostile: a picture is looked at before it is unpacked, a PDF page is
drawn no larger than a fixed number of pixels. Slow for large files: never in the UI thread.
"""

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dongan_training.errors import UserError
from dongan_training.progress import Progress, Silent
from dongan_training.sheets.content import content_of
from dongan_training.sheets.pdfium import ALONE, opened
from dongan_training.sheets.refusals import (
    DamagedFile,
    EmptyFile,
)
from dongan_training.texts import N_, _

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST_FILE = 100 * 1024 * 1024
LARGEST_PICTURE = 60_000_000  # pixels
LARGEST_PAGE = 12_000_000  # pixels a PDF page is drawn with: A4 at 360 dpi
MOST_PAGES = 300
DPI = 200  # a printed badge of 31 mm then has 5 pixels per module
PICTURES = ("PNG", "JPEG", "BMP", "GIF", "TIFF", "WEBP")


@dataclass(eq=False)
class NotAPicture(UserError):
    name: str
    message = N_("“{name}”不是能读的图片或 PDF，或者已经损坏。")
    advice = N_("没有签到任何人。请选择 PNG、JPG、BMP、TIFF、WebP 图片或 PDF 文件。")


@dataclass(eq=False)
class PictureTooLarge(UserError):
    name: str
    limit: int
    message = N_("图片“{name}”太大，超过 {limit} 百万像素，已拒绝读取。")
    advice = N_("没有签到任何人。请缩小图片后再试；来历不明的文件请不要打开。")


@dataclass(eq=False)
class TooManyPages(UserError):
    name: str
    limit: int
    message = N_("“{name}”超过 {limit} 页。")
    advice = N_("没有签到任何人。请分成几个文件。")


@dataclass(frozen=True)
class FoundCode:
    """The text of one QR code, and the page it is on (1 for pictures)."""

    text: str
    page: int


def read_codes(path: Path, *, progress: Progress | None = None) -> list[FoundCode]:
    """Find all QR codes of a picture or PDF, page by page; [] where there is none.

    Raises MissingFile, Unreachable, EmptyFile, TooLarge, LockedFile, Overblown, NotAPicture,
    PictureTooLarge or TooManyPages.
    """
    progress = progress or Silent()
    content = _content(path)
    pages = _pdf_pages if content.startswith(b"%PDF") else _pictures
    found = []
    for page, count, image in pages(content, path.name):
        progress.step(page - 1, count, _("正在识别“{name}”…").format(name=path.name))
        found += [FoundCode(text, page) for text in _codes_of_file(image)]
    return found


def codes_in(image: Any) -> list[str]:
    """The texts of all QR codes in one picture, from top to bottom, each once.

    ``image`` is anything zxing-cpp takes: a Pillow picture, or a QImage from a camera. Light
    codes on dark ground are not looked for: nothing here is printed so, and it takes as long
    again.
    """
    import zxingcpp

    wanted = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    found = zxingcpp.read_barcodes(image, formats=wanted, try_invert=False)
    ordered = sorted(found, key=lambda code: (code.position.top_left.y, code.position.top_left.x))
    return list(dict.fromkeys(code.text for code in ordered))


def _codes_of_file(image: "Image") -> list[str]:
    """The codes of a scan; where none is seen, once more smoothed, then enlarged.

    A noisy scan drowns the modules, a blurred one melts them together; a camera does not need
    this, its next frame is better.
    """
    for look in (_as_it_is, _smoothed, _enlarged):
        found = codes_in(look(image))
        if found:
            return found
    return []


def _as_it_is(image: "Image") -> "Image":
    return image


def _smoothed(image: "Image") -> "Image":
    from PIL import ImageFilter

    return image.filter(ImageFilter.GaussianBlur(1))


def _enlarged(image: "Image") -> "Image":
    from PIL import Image

    factor = min(1.5, (LARGEST_PAGE / (image.width * image.height)) ** 0.5)
    size = (max(1, round(image.width * factor)), max(1, round(image.height * factor)))
    return image.resize(size, Image.Resampling.BICUBIC)


def _content(path: Path) -> bytes:
    content = content_of(path, LARGEST_FILE)
    if not content:
        raise EmptyFile(path.name)
    return content


def _pictures(content: bytes, name: str) -> Iterator[tuple[int, int, "Image"]]:
    """The first frame of a picture, grey and upright; its size is known before it is unpacked."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            # Pillow warns of large pictures and of broken metadata; both are judged here.
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(content), formats=PICTURES) as picture:
                if picture.width * picture.height > LARGEST_PICTURE:
                    raise PictureTooLarge(name, LARGEST_PICTURE // 1_000_000)
                yield 1, 1, _on_white(ImageOps.exif_transpose(picture))
    except Image.DecompressionBombError as error:
        raise PictureTooLarge(name, LARGEST_PICTURE // 1_000_000) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise NotAPicture(name) from error


def _on_white(picture: "Image") -> "Image":
    """Make it grey; what is transparent was meant for white paper."""
    from PIL import Image

    if "A" in picture.getbands() or "transparency" in picture.info:
        seen = picture.convert("RGBA")
        white = Image.new("RGBA", seen.size, "white")
        return Image.alpha_composite(white, seen).convert("L")
    return picture.convert("L")


def _pdf_pages(content: bytes, name: str) -> Iterator[tuple[int, int, "Image"]]:
    try:
        with opened(content, name) as document:
            with ALONE:
                count = len(document)
            if count > MOST_PAGES:
                raise TooManyPages(name, MOST_PAGES)
            for number in range(count):
                with ALONE:
                    page = document[number]
                    width, height = page.get_size()
                    scale = min(DPI / 72, (LARGEST_PAGE / max(width * height, 1)) ** 0.5)
                    picture = page.render(scale=scale, grayscale=True).to_pil()
                    page.close()
                yield number + 1, count, picture
    except DamagedFile as error:
        raise NotAPicture(name) from error
