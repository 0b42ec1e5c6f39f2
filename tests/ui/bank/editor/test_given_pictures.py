"""Pictures and words as other programs hand them over: broken, huge, turned, or both at once."""

import struct
import zlib

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QColor, QImage, QImageReader
from PySide6.QtWidgets import QApplication

from dongan_training.bank.drafts import Draft, QuestionType
from dongan_training.sheets.refusals import MissingFile
from tests.ui.bank.editor.conftest import press
from ui.bank.editor import given_pictures
from ui.bank.editor.given_pictures import (
    LARGEST_SIDE,
    PastedUnfit,
    PictureTooLarge,
    PictureUnfit,
    pasted_picture,
    picture_of_file,
)

CHOICE = Draft(
    QuestionType.SINGLE_CHOICE, "看图回答（ ）。", options=("一年", "二年"), answer=("B",)
)
CTRL, KEY = Qt.KeyboardModifier.ControlModifier, Qt.Key


def image(width=40, height=20):
    made = QImage(width, height, QImage.Format.Format_RGB32)
    made.fill(QColor("#1f4e8c"))
    return made


def paste(mime):
    QApplication.clipboard().setMimeData(mime)
    press(KEY.Key_V, CTRL)


@pytest.fixture
def page(shown, stored):
    (question,) = stored(CHOICE)
    page = shown(question_id=question)
    page.form.stem.setFocus()
    press(KEY.Key_End, CTRL)
    return page


def test_a_broken_picture_of_the_clipboard_is_refused_in_words_and_nothing_is_inserted(page):
    broken = QMimeData()
    broken.setImageData(QImage())
    paste(broken)
    assert page.notice.text() == str(PastedUnfit())
    assert page.unsaved() == "" and not page.form.strip.buttons
    QApplication.clipboard().setImage(image())
    press(KEY.Key_V, CTRL)
    assert page.notice.isHidden() and list(page.form.strip.buttons) == [1]


def test_a_picture_taken_back_leaves_the_keyboard_in_the_form(page):
    QApplication.clipboard().setImage(image())
    press(KEY.Key_V, CTRL)
    page.form.strip.buttons[1].setFocus()
    press(KEY.Key_Z, CTRL)
    assert not page.form.strip.buttons and page.form.stem.hasFocus()
    press(KEY.Key_Y, CTRL)
    assert page.form.stem.toPlainText().endswith("〔图1〕")


def test_words_that_come_with_a_picture_of_themselves_stay_words(page):
    both = QMimeData()
    both.setText("单位：万元")
    both.setImageData(image())
    paste(both)
    assert page.form.stem.toPlainText() == "看图回答（ ）。单位：万元"
    only_picture = QMimeData()
    only_picture.setText(" \n")
    only_picture.setImageData(image())
    paste(only_picture)
    assert page.form.stem.toPlainText() == "看图回答（ ）。单位：万元〔图1〕"


def test_a_folder_or_a_letter_dropped_among_pictures_is_named_and_the_others_come(page, tmp_path):
    image().save(str(tmp_path / "标志.png"))
    tmp_path.joinpath("通知.docx").write_bytes(b"PK")
    dropped = QMimeData()
    names = ("标志.png", "通知.docx", "")
    dropped.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in names])
    page.form.stem.insertFromMimeData(dropped)
    assert page.notice.text() == str(PictureUnfit(tmp_path.name))
    assert page.form.stem.toPlainText() == "看图回答（ ）。〔图1〕"


def noise():
    made = QImage(400, 300, QImage.Format.Format_RGB32)
    for x in range(400):
        for y in range(300):
            made.setPixelColor(x, y, QColor(x % 256, y % 256, (x * y) % 256))
    return made


def test_a_photograph_is_made_smaller_and_kept_as_one_a_drawing_stays_sharp(tmp_path):
    path = tmp_path / "照片.jpg"
    noise().scaled(4000, 3000).save(str(path))
    picture = picture_of_file(path)
    shown = QImage.fromData(picture.data)
    assert picture.media_type == "image/jpeg"
    assert (shown.width(), shown.height()) == (LARGEST_SIDE, LARGEST_SIDE * 3 // 4)
    assert pasted_picture(noise()).media_type == "image/jpeg"
    assert pasted_picture(image(4000, 3000)).media_type == "image/png"


def black(path, width, height):
    """A grey PNG: as large as one likes, and hardly any bytes."""

    def part(name, content):
        packed = name + content
        return struct.pack(">I", len(content)) + packed + struct.pack(">I", zlib.crc32(packed))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes((width + 1) * height), 1)
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", rows) + part(b"IEND", b"")
    )
    return path


def test_a_picture_as_large_as_any_telephone_takes_is_made_smaller_and_beyond_it_told(
    tmp_path, monkeypatch
):
    path = black(tmp_path / "长图.png", 3000, 2000)
    monkeypatch.setattr(given_pictures, "ROOM", 24)
    assert QImage.fromData(picture_of_file(path).data).width() == LARGEST_SIDE
    monkeypatch.setattr(given_pictures, "ROOM", 20)
    with pytest.raises(PictureTooLarge, match="3000×2000"):
        picture_of_file(path)
    assert QImageReader.allocationLimit() == 256


def test_a_photograph_taken_upright_stands_upright(tmp_path):
    from PIL import Image

    path = tmp_path / "照片.jpg"
    lying = Image.new("RGB", (40, 20))
    exif = lying.getexif()
    exif[0x0112] = 6  # the camera was turned to the right
    lying.save(path, exif=exif)
    shown = QImage.fromData(picture_of_file(path).data)
    assert (shown.width(), shown.height()) == (20, 40)


def test_a_small_picture_is_kept_as_it_is(tmp_path):
    path = tmp_path / "标志.png"
    image().save(str(path))
    assert picture_of_file(path).data == path.read_bytes()


def test_a_picture_that_is_gone_is_told(tmp_path):
    with pytest.raises(MissingFile):
        picture_of_file(tmp_path / "没有.png")
