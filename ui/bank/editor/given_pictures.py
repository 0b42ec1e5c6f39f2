"""Pictures as they are pasted, dropped and chosen: upright, and not needlessly large."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader

from dongan_training.bank.drafts import Picture
from dongan_training.bank.recognising.album import media_type_of
from dongan_training.errors import UserError
from dongan_training.sheets.content import content_of
from dongan_training.texts import N_

LARGEST_SIDE = 1600  # pixels: more is not seen on a screen and hardly on paper
LARGEST_KEPT = 1_000_000  # bytes that are kept as they are
MEGABYTE = 1024 * 1024
LARGEST_FILE = 100 * MEGABYTE  # bytes that are read at all
ROOM = 512  # megabytes for a picture unfolded whole: 108 megapixels are 412 of them
KEPT_AS_THEY_ARE = frozenset({"image/png", "image/jpeg", "image/gif"})
JPEG_QUALITY = 88
SAMPLE = 64  # pixels of a side
MOST_DRAWN = 0.25  # of the pixels of a drawing or of words on a screen have a colour of their own
UPRIGHT = QImageIOHandler.Transformation.TransformationNone


@dataclass(eq=False)
class PictureUnfit(UserError):
    name: str
    message = N_("“{name}”不是能显示的图片，没有插入。")
    advice = N_("请换一个图片文件。")


@dataclass(eq=False)
class PictureTooLarge(UserError):
    name: str
    width: int
    height: int
    message = N_("“{name}”有 {width}×{height} 像素，太大，没有插入。")
    advice = N_("请把它另存为 JPEG 图片，或缩小后再插入。")


@dataclass(eq=False)
class PastedUnfit(UserError):
    message = N_("剪贴板里的图片打不开，可能已损坏或太大，没有插入。")
    advice = N_("请把它存成图片文件，缩小后再插入。")


def picture_of_file(path: Path) -> Picture:
    """Read a picture.

    Raises MissingFile, Unreachable, TooLarge, PictureTooLarge or PictureUnfit.
    """
    if path.is_dir():
        raise PictureUnfit(path.name)
    return _picture_of(content_of(path, LARGEST_FILE), path.name)


def pasted_picture(image: QImage) -> Picture:
    """A picture of the clipboard; raises PastedUnfit where there is none after all."""
    if image.isNull():
        raise PastedUnfit
    return picture_of_image(image)


def picture_of_image(image: QImage) -> Picture:
    """An image as a file, made smaller where it is large: a photograph as JPEG, else as PNG."""
    if max(image.width(), image.height()) > LARGEST_SIDE:
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode
        image = image.scaled(_largest(), keep, smooth.SmoothTransformation)
    is_photo = _is_photo(image)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG" if is_photo else "PNG", JPEG_QUALITY if is_photo else -1)
    return Picture("image/jpeg" if is_photo else "image/png", bytes(buffer.data().data()))


def _picture_of(content: bytes, name: str) -> Picture:
    """As the file carries it where that will do, else turned, made smaller, written anew."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    kind, size = media_type_of(content), reader.size()
    is_large = max(size.width(), size.height()) > LARGEST_SIDE
    is_upright = reader.transformation() == UPRIGHT
    if is_large:  # a photograph is never unfolded whole
        reader.setScaledSize(size.scaled(_largest(), Qt.AspectRatioMode.KeepAspectRatio))
    if kind != "image/jpeg" and _room_of(reader) > ROOM * MEGABYTE:
        raise PictureTooLarge(name, size.width(), size.height())
    image = _unfolded(reader)
    if image.isNull():
        raise PictureUnfit(name)
    if kind in KEPT_AS_THEY_ARE and is_upright and not is_large and len(content) <= LARGEST_KEPT:
        return Picture(kind, content)
    return picture_of_image(image)


def _room_of(reader: QImageReader) -> int:
    """Bytes that a picture takes when it is unfolded whole, as all kinds but JPEG are."""
    bits = QImage.toPixelFormat(reader.imageFormat()).bitsPerPixel()
    return reader.size().width() * reader.size().height() * max(bits, 32) // 8


def _unfolded(reader: QImageReader) -> QImage:
    """Read within a bound of its own: all other pictures keep the one that Qt sets."""
    usual = QImageReader.allocationLimit()
    QImageReader.setAllocationLimit(ROOM)
    try:
        return reader.read()
    finally:
        QImageReader.setAllocationLimit(usual)


def _is_photo(image: QImage) -> bool:
    """Whether hardly two places have one colour: as PNG it would be ten times as large."""
    if image.hasAlphaChannel():
        return False
    sample = image.scaled(SAMPLE, SAMPLE)
    seen = {sample.pixel(x, y) for x in range(sample.width()) for y in range(sample.height())}
    return len(seen) > MOST_DRAWN * SAMPLE**2


def _largest() -> QSize:
    return QSize(LARGEST_SIDE, LARGEST_SIDE)
