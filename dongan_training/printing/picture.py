"""Pictures on paper: read by Pillow, measured in millimetres, refused in words."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError
from reportlab.lib.utils import ImageReader

from dongan_training.errors import UserError
from dongan_training.texts import N_

USUAL_DPI = 150  # of a picture that does not say how large it is meant
FEWEST_DPI, MOST_DPI = 72, 600  # what files claim beyond these is a default of some program
LARGEST_SIDE = 2400  # pixels; more only makes the file heavy
MOST_PIXELS = 60_000_000
MM_PER_INCH = 25.4


@dataclass(eq=False)
class UnprintablePicture(UserError):
    owner: str
    message = N_("“{owner}”中的图片打印不出来：文件已损坏，或者是程序不认识的图片格式。")
    advice = N_("没有改动任何内容。请换成 PNG 或 JPEG 格式的图片，然后再试。")


@dataclass(frozen=True)
class PrintedPicture:
    """A picture ready for the page, in millimetres."""

    reader: ImageReader
    width: float
    height: float
    dots: int  # pixels across, by which its sharpness is judged

    def within(self, width: float, height: float) -> "PrintedPicture":
        """The same picture, made smaller if it needs to be."""
        factor = min(1.0, width / self.width, height / self.height)
        return PrintedPicture(self.reader, self.width * factor, self.height * factor, self.dots)

    def filling(self, width: float, height: float) -> "PrintedPicture":
        """The same picture as large as the room allows."""
        factor = min(width / self.width, height / self.height)
        return PrintedPicture(self.reader, self.width * factor, self.height * factor, self.dots)

    @property
    def dpi(self) -> float:
        """Pixels an inch in this size: below 150 a print looks coarse."""
        return self.dots / self.width * MM_PER_INCH


def printed_picture(data: bytes, owner: str) -> PrintedPicture:
    """Read a picture for printing, transparent parts on white. Raises UnprintablePicture."""
    try:
        with Image.open(BytesIO(data)) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise UnprintablePicture(owner)
            dpi = float(opened.info.get("dpi", (USUAL_DPI,))[0])
            image = ImageOps.exif_transpose(opened)
            image.load()
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise UnprintablePicture(owner) from error
    dpi = dpi if FEWEST_DPI <= dpi <= MOST_DPI else USUAL_DPI
    width, height = image.width / dpi * MM_PER_INCH, image.height / dpi * MM_PER_INCH
    dots = image.width
    image.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    return PrintedPicture(ImageReader(_on_white(image)), width, height, dots)


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode in ("1", "L", "RGB"):
        return image
    clear = image.convert("RGBA")
    sheet = Image.new("RGBA", clear.size, "white")
    return Image.alpha_composite(sheet, clear).convert("RGB")
