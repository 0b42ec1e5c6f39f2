"""A camera at the door desk: frames go in where a camera puts them, people come out let in."""

from dataclasses import dataclass

import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageFilter
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from dongan_training.attendance.models import Direction, Method
from dongan_training.attendance.papers import BadgePaper, write_badges
from tests.ui.attendance.conftest import figures, stored
from ui import theme
from ui.attendance.camera import Camera
from ui.attendance.door_desk import DoorDesk

FRAME = (1280, 720)


def picture_of(*codes):
    frame = Image.new("L", (640, 480), 90)
    for place, code in zip(((20, 20), (330, 120)), codes, strict=False):
        barcode = zxingcpp.create_barcode(code, zxingcpp.BarcodeFormat.QRCode)
        badge = Image.fromarray(zxingcpp.write_barcode_to_image(barcode, scale=4))
        frame.paste(badge, place)
    return QImage(frame.tobytes(), 640, 480, 640, QImage.Format.Format_Grayscale8).copy()


def show(door, image):
    from PySide6.QtMultimedia import QVideoFrame

    door.eye.attach().sink.setVideoFrame(
        QVideoFrame(image.convertToFormat(QImage.Format.Format_RGB32))
    )


@pytest.fixture
def printed(hall, tmp_path):
    """The sheet with the badges of the class as it comes out of a printer, 6 pixels a mm."""
    path = tmp_path / "badges.pdf"
    with hall.workspace.begin() as session:
        write_badges(session, paper=BadgePaper(hall.class_id, path), by=hall.by, at=hall.at(-50))
    document = pypdfium2.PdfDocument(path)
    page = document[0].render(scale=6 * 25.4 / 72, grayscale=True).to_pil()
    document.close()
    return page


def cards(page):
    """The four badges cut from the sheet, in its order."""
    across, down = page.width // 2, page.height // 4
    places = [(column * across, row * down) for row in (0, 1) for column in (0, 1)]
    return [page.crop((x, y, x + across, y + down)) for x, y in places]


def in_hand(card):
    """A frame of a camera in which a badge is seen, not in the middle."""
    frame = Image.new("L", FRAME, 70)
    card.thumbnail((700, 640))
    frame.paste(card, (310, 40))
    return frame


def tilted(card):
    return in_hand(card.rotate(27, Image.Resampling.BILINEAR, expand=True, fillcolor=70))


def on_its_head(card):
    return in_hand(card.rotate(172, Image.Resampling.BILINEAR, expand=True, fillcolor=70))


def blurred_in_poor_light(card):
    dim = in_hand(card).filter(ImageFilter.GaussianBlur(1.2)).point(lambda grey: int(25 + grey / 2))
    return Image.blend(dim, Image.effect_noise(FRAME, 60), 0.15)


def from_the_side(card):
    """The far edge a quarter shorter than the near one."""
    wide, high = card.size
    corners = (0, 0, 0, high, wide, high * 1.15, wide, high * -0.15)
    return in_hand(card.transform(card.size, Image.Transform.QUAD, corners, fillcolor=70))


def seen(frame):
    return QImage(frame.tobytes(), *frame.size, frame.width, QImage.Format.Format_Grayscale8).copy()


def test_printed_badges_are_read_tilted_blurred_and_from_the_side_and_painted(
    qtbot, door, hall, printed
):
    ways = (tilted, on_its_head, blurred_in_poor_light, from_the_side)
    for number, (way, card) in enumerate(zip(ways, cards(printed), strict=True), start=1):
        show(door, seen(way(card)))
        qtbot.waitUntil(lambda count=number: door.scans.rowCount() == count)
        assert door.card.message.headline == stored(hall)[-1][0]
        drawn = door.card.grab().toImage().pixelColor(300, 8)
        assert drawn == theme.color("good_tint")
    assert [name for name, _method, _direction in stored(hall)] == list(hall.enrolments)
    assert {method for _name, method, _direction in stored(hall)} == {Method.CAMERA}
    assert figures(door) == ("4", "0", "0")


def test_a_whole_printed_sheet_held_before_the_camera_lets_all_of_it_in(qtbot, door, hall, printed):
    sheet = printed.crop((0, 0, printed.width, printed.height // 2)).rotate(4, fillcolor=70)
    sheet.thumbnail(FRAME)
    frame = Image.new("L", FRAME, 70)
    frame.paste(sheet, (40, 0))
    show(door, seen(frame))
    qtbot.waitUntil(lambda: door.scans.rowCount() == 4)
    assert {name for name, _method, _direction in stored(hall)} == set(hall.enrolments)


@dataclass(frozen=True)
class Device:
    """What Qt tells about a camera; no test machine has one."""

    name: str

    def description(self):
        return self.name

    def id(self):
        return QByteArray(self.name.encode())


@pytest.fixture
def looked_through(monkeypatch):
    """Two cameras are plugged in; the names of those that were switched on."""
    started = []
    monkeypatch.setattr(Camera, "available", lambda _self: [Device("内置"), Device("USB")])
    monkeypatch.setattr(Camera, "start", lambda _self, device: started.append(device.name))
    return started


def test_the_camera_that_was_chosen_is_looked_through_again_next_time(
    qtbot, desk, hall, watch, looked_through
):
    first = DoorDesk(desk, hall.lesson_id)
    qtbot.addWidget(first)
    first.show()
    qtbot.waitUntil(lambda: looked_through == ["内置"])
    first.eye.menu.aboutToShow.emit()
    choices = first.eye.menu.actions()[:2]
    assert [action.text() for action in choices] == ["内置", "USB"]
    choices[1].trigger()
    first.close()
    again = DoorDesk(desk, hall.lesson_id)
    qtbot.addWidget(again)
    again.show()
    qtbot.waitUntil(lambda: looked_through == ["内置", "USB", "USB"])
    again.close()


def test_a_badge_held_before_the_camera_checks_in_once(qtbot, door, hall):
    image = picture_of(hall.codes["陈敏"])
    for shade in range(5):  # frames that differ, as those of a camera do
        image.setPixel(0, 0, shade)
        show(door, image)
        QApplication.processEvents()
    qtbot.waitUntil(lambda: door.scans.rowCount() == 1)
    show(door, picture_of(hall.codes["王芳"]))
    qtbot.waitUntil(lambda: door.scans.rowCount() == 2)
    assert stored(hall) == [
        ("陈敏", Method.CAMERA, Direction.IN),
        ("王芳", Method.CAMERA, Direction.IN),
    ]


def test_two_badges_in_one_frame_both_check_in(qtbot, door, hall):
    show(door, picture_of(hall.codes["陈敏"], hall.codes["王芳"]))
    qtbot.waitUntil(lambda: door.scans.rowCount() == 2)
    assert [name for name, _method, _direction in stored(hall)] == ["陈敏", "王芳"]
    assert figures(door)[0] == "2"


def test_a_picture_too_dark_to_read_asks_for_light_until_there_is_some(qtbot, door, hall):
    dark = QImage(640, 480, QImage.Format.Format_RGB32)
    dark.fill(0x0B0B0B)
    show(door, dark)
    qtbot.waitUntil(lambda: "画面太暗" in door.eye.view.accessibleDescription())
    show(door, picture_of(hall.codes["陈敏"]))
    qtbot.waitUntil(lambda: door.eye.view.accessibleDescription() == "")


def test_the_picture_is_a_mirror_until_somebody_switches_that_off(qtbot, desk, door, hall):
    left_white = QImage(640, 480, QImage.Format.Format_RGB32)
    left_white.fill(0x404040)
    for x in range(300):
        for y in range(480):
            left_white.setPixel(x, y, 0xFFFFFF)

    def leftmost(view):
        view.show_image(left_white)
        return view.grab().toImage().pixelColor(8, view.height() // 2).red()

    assert leftmost(door.eye.view) < 128
    door.eye.menu.aboutToShow.emit()
    mirror = next(one for one in door.eye.menu.actions() if one.text() == "像镜子一样显示")
    mirror.trigger()
    assert leftmost(door.eye.view) > 128
    again = DoorDesk(desk, hall.lesson_id)
    qtbot.addWidget(again)
    again.eye.view.resize(door.eye.view.size())
    assert leftmost(again.eye.view) > 128


def test_the_camera_keeps_only_the_newest_frame_while_one_is_being_read(qtbot, door, hall):
    camera = door.eye.attach()
    read = []
    camera._read.connect(read.append)
    for name in ("陈敏", "王芳", "唐建国"):
        show(door, picture_of(hall.codes[name]))
    qtbot.waitUntil(lambda: len(door.scans.rows) == 2)
    qtbot.wait(100)
    assert [row.name for row in door.scans.rows] == ["唐建国", "陈敏"]
    assert len(read) == 2


def test_without_a_camera_the_desk_says_what_to_use_instead(qtbot, door):
    qtbot.waitUntil(lambda: "没有找到摄像头" in door.eye.view.words())


def test_the_camera_menu_offers_to_switch_off_and_that_is_remembered(qtbot, desk, door, hall):
    door.eye.menu.aboutToShow.emit()
    texts = [action.text() for action in door.eye.menu.actions() if action.text()]
    assert texts == ["没有找到摄像头", "像镜子一样显示", "关闭摄像头"]
    door.eye.menu.actions()[-1].trigger()
    assert door.eye.view.words() == "摄像头已关闭"
    again = DoorDesk(desk, hall.lesson_id)
    qtbot.addWidget(again)
    again.show()
    qtbot.waitUntil(lambda: again.eye.view.words() == "摄像头已关闭")
    again.close()


def test_a_camera_that_fails_says_why_and_what_to_use_instead(qtbot, door):
    door.eye.attach().failed.emit("设备忙")
    assert door.eye.view.words().startswith("摄像头打不开（设备忙）")
