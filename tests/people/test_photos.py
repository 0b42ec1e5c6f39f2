"""Photos of people: cut to the proportions of an identity photo, upright, small."""

from io import BytesIO

import pytest
from PIL import Image

from dongan_training.people import photos, roll
from dongan_training.people.photos import (
    Cut,
    NotAPicture,
    PictureTooSmall,
    cut_photo,
    read_picture,
    usual_cut,
)
from dongan_training.sheets.refusals import EmptyFile, MissingFile


@pytest.fixture
def who(trainer, now):
    return {"by": trainer, "at": now}


@pytest.fixture
def person_id(workspace, who):
    typed = {"name": "陈敏", "township": "横塘镇", "unit": "机关支部"}
    with workspace.begin() as session:
        return roll.add_person(session, typed=typed, **who)


def picture(tmp_path, size, name="照片.jpg", **options):
    path = tmp_path / name
    Image.new("RGB", size, "navy").save(path, **options)
    return path


def opened(content):
    return Image.open(BytesIO(content))


@pytest.mark.parametrize("size", [(4000, 3000), (3000, 4000), (700, 980), (413, 578)])
def test_every_picture_becomes_a_small_identity_photo(tmp_path, size):
    content = cut_photo(read_picture(picture(tmp_path, size)))
    image = opened(content)
    assert (image.format, image.size) == ("JPEG", (413, 578))
    assert len(content) < 100_000


def test_a_small_picture_is_not_blown_up(tmp_path):
    image = opened(cut_photo(read_picture(picture(tmp_path, (100, 140)))))
    assert image.size == (100, 140)


def test_a_picture_stands_upright_as_the_camera_was_held(tmp_path):
    path = tmp_path / "side.jpg"
    image = Image.new("RGB", (400, 200), "white")
    image.paste("red", (0, 0, 200, 200))  # the left half; turned, the upper one
    exif = Image.Exif()
    exif[0x0112] = 6  # turn a quarter to the right
    image.save(path, exif=exif)
    read = read_picture(path)
    assert read.size == (200, 400)
    red, _green, blue = read.image.getpixel((100, 20))
    assert red > 200 and blue < 60
    assert not opened(cut_photo(read)).getexif()


def test_a_transparent_ground_becomes_white(tmp_path):
    path = tmp_path / "clear.png"
    Image.new("RGBA", (350, 490), (0, 0, 0, 0)).save(path)
    assert read_picture(path).image.getpixel((5, 5)) == (255, 255, 255)


def test_what_is_kept_can_be_chosen(tmp_path):
    path = tmp_path / "two.png"
    image = Image.new("RGB", (1000, 700), "white")
    image.paste("red", (500, 0, 1000, 700))
    image.save(path)
    content = cut_photo(read_picture(path), Cut(0.5, 0, 0.5, 1))
    red, green, _blue = opened(content).getpixel((200, 200))
    assert red > 200 and green < 60


def test_the_usual_cut_keeps_the_proportions_within_the_picture():
    for width, height in ((4000, 3000), (3000, 4000), (500, 700)):
        cut = usual_cut(width, height)
        assert cut.width * width / (cut.height * height) == pytest.approx(35 / 49, rel=0.01)
        assert cut.left >= 0 and cut.left + cut.width <= 1.0001
        assert cut.top >= 0 and cut.top + cut.height <= 1.0001


def test_what_is_no_picture_is_refused(tmp_path):
    (tmp_path / "text.jpg").write_text("不是照片")
    (tmp_path / "empty.jpg").touch()
    whole = picture(tmp_path, (400, 560)).read_bytes()
    (tmp_path / "half.jpg").write_bytes(whole[: len(whole) // 2])
    for name, refusal in (
        ("text.jpg", NotAPicture),
        ("half.jpg", NotAPicture),
        ("empty.jpg", EmptyFile),
        ("none.jpg", MissingFile),
    ):
        with pytest.raises(refusal):
            read_picture(tmp_path / name)
    with pytest.raises(PictureTooSmall):
        read_picture(picture(tmp_path, (40, 56)))


def test_one_photo_is_kept_replaced_and_taken_away(tmp_path, workspace, who, person_id):
    for size in ((350, 490), (413, 578)):
        content = cut_photo(read_picture(picture(tmp_path, size)))
        with workspace.begin() as session:
            photos.keep_photo(session, person_id=person_id, content=content, **who)
    with workspace.read() as session:
        assert opened(photos.photo_of(session, person_id)).size == (413, 578)
        assert photos.has_photo(session, person_id)
    with workspace.begin() as session:
        assert photos.remove_photo(session, person_id=person_id, **who) == content
    with workspace.read() as session:
        assert photos.photo_of(session, person_id) is None
