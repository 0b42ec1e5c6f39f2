"""The photo of a person: taken from any picture, cut as for an identity photo, kept small.

One-inch (25×35 mm) and two-inch (35×49 mm) photos have the same proportions, 5 to 7, so one
cut serves both. What is kept has 413×578 pixels at most: two inches at 300 dots an inch.
"""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.errors import UserError
from dongan_training.people.models import Person, PersonPhoto
from dongan_training.sheets.content import content_of
from dongan_training.sheets.refusals import EmptyFile
from dongan_training.texts import N_

if TYPE_CHECKING:
    from PIL import Image

RATIO = 35 / 49  # width by height
WIDEST, HIGHEST = 413, 578  # pixels kept
SMALLEST = 60  # pixels; fewer across show nobody's face
LARGEST = 20 * 1024 * 1024
LARGEST_PICTURE = 60_000_000  # pixels
FORMATS = ("JPEG", "PNG", "WEBP", "BMP")
ABOVE = 0.35  # of what is cut off a high picture, so much above: faces are in the upper part
QUALITY = 88


@dataclass(eq=False)
class NotAPicture(UserError):
    name: str
    message = N_("“{name}”不是能读的图片，或者已经损坏。")
    advice = N_("没有保存。请选择 JPG、PNG、WebP 或 BMP 图片。")


@dataclass(eq=False)
class PictureTooSmall(UserError):
    name: str
    width: int
    height: int
    message = N_("“{name}”只有 {width}×{height} 像素，看不清人。")
    advice = N_("没有保存。请选一张大一些的照片。")


@dataclass(frozen=True)
class Cut:
    """What of a picture is kept, in shares of its width and height from the left top."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Picture:
    """A picture from outside, upright as the camera was held; RGB, ready to be cut."""

    name: str
    image: "Image.Image"

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.image.size


def read_picture(path: Path) -> Picture:
    """Read a picture and turn it as its camera says.

    Raises MissingFile, Unreachable, EmptyFile, TooLarge, NotAPicture or PictureTooSmall.
    """
    content = content_of(path, LARGEST)
    if not content:
        raise EmptyFile(path.name)
    image = _upright(content, path.name)
    if min(image.size) < SMALLEST:
        raise PictureTooSmall(path.name, *image.size)
    return Picture(path.name, image)


def usual_cut(width: int, height: int) -> Cut:
    """The largest cut of 5 to 7: from the middle, of a high picture rather its upper part."""
    if width / height > RATIO:
        share = RATIO * height / width
        return Cut((1 - share) / 2, 0, share, 1)
    share = width / RATIO / height
    return Cut(0, (1 - share) * ABOVE, 1, share)


def cut_photo(picture: Picture, cut: Cut | None = None) -> bytes:
    """Give the JPEG that is kept, without anything the camera wrote beside the picture."""
    width, height = picture.size
    cut = cut or usual_cut(width, height)
    box = (
        *(round(cut.left * width), round(cut.top * height)),
        *(round((cut.left + cut.width) * width), round((cut.top + cut.height) * height)),
    )
    image = picture.image.crop(box)
    if image.width > WIDEST or image.height > HIGHEST:
        image = image.resize((WIDEST, HIGHEST))
    written = BytesIO()
    image.save(written, "JPEG", quality=QUALITY)
    return written.getvalue()


def keep_photo(
    session: Session, *, person_id: str, content: bytes, by: Actor, at: datetime
) -> None:
    """Keep what ``cut_photo`` gave as the one photo of somebody; logged."""
    session.get_one(Person, person_id)
    kept = session.scalar(select(PersonPhoto).where(PersonPhoto.person_id == person_id))
    if kept is None:
        kept = PersonPhoto(
            person_id=person_id, media_type="image/jpeg", content=content, added_at=at
        )
        session.add(kept)
    kept.content, kept.media_type, kept.added_at = content, "image/jpeg", at
    session.flush()
    audit.record(session, by=by, at=at, act="people.photo", subject=person_id)


def remove_photo(session: Session, *, person_id: str, by: Actor, at: datetime) -> bytes | None:
    """Take the photo away, and give it, so that it can be kept again; logged."""
    kept = session.scalar(select(PersonPhoto).where(PersonPhoto.person_id == person_id))
    if kept is None:
        return None
    content = kept.content
    session.delete(kept)
    session.flush()
    audit.record(session, by=by, at=at, act="people.photo_remove", subject=person_id)
    return content


def photo_of(session: Session, person_id: str) -> bytes | None:
    """The photo of somebody as JPEG, or None; quick enough for each scan at a door."""
    return session.scalar(select(PersonPhoto.content).where(PersonPhoto.person_id == person_id))


def has_photo(session: Session, person_id: str) -> bool:
    """Whether there is one, without reading it."""
    found = session.scalar(select(PersonPhoto.id).where(PersonPhoto.person_id == person_id))
    return found is not None


def _upright(content: bytes, name: str) -> "Image.Image":
    from PIL import Image, ImageOps, UnidentifiedImageError  # only when a picture comes

    try:
        with Image.open(BytesIO(content), formats=FORMATS) as image:
            if image.width * image.height > LARGEST_PICTURE:
                raise NotAPicture(name)
            turned = ImageOps.exif_transpose(image)
            return _on_white(turned)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise NotAPicture(name) from error


def _on_white(image: "Image.Image") -> "Image.Image":
    """A transparent ground would turn black."""
    from PIL import Image

    if "A" not in image.getbands() and "transparency" not in image.info:
        return image.convert("RGB")
    clear = image.convert("RGBA")
    ground = Image.new("RGB", clear.size, "white")
    ground.paste(clear, mask=clear.getchannel("A"))
    return ground
