"""A camera at the door desk: frames go in where a camera puts them, people come out let in."""

import zxingcpp
from PIL import Image
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from dongan_training.attendance.models import Direction, Method
from tests.ui.attendance.conftest import figures, stored
from ui.attendance.door_desk import DoorDesk


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
