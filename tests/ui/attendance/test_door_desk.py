"""At the door desk: a gun types, a camera looks, a name is searched; the hall sees and hears."""

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from dongan_training.attendance.checkin import Outcome
from dongan_training.attendance.models import CheckIn, Direction, Method
from dongan_training.people.photos import Picture, cut_photo, keep_photo
from dongan_training.storage.failures import DiskFull
from dongan_training.training.badges import reprint_badge
from dongan_training.training.models import Enrolment
from ui import theme
from ui.attendance.door_desk import DoorDesk
from ui.attendance.signals import SIGNALS
from ui.kit import Tone

FOREIGN = "这是别处（签发标识 ABCDEFGH）制作的胸牌，不是本机制作的。"


@pytest.fixture
def door(qtbot, desk, hall, watch):
    door = DoorDesk(desk, hall.lesson_id)
    qtbot.addWidget(door)
    door.resize(1366, 768)
    door.show()
    qtbot.waitExposed(door)
    door.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is door.eye.field)
    yield door
    door.close()


@pytest.fixture
def heard(door, monkeypatch):
    """The melodies that would be played."""
    melodies = []
    monkeypatch.setattr(door, "_play", melodies.append)
    return melodies


def gun(qtbot, code, end=Qt.Key.Key_Return):
    """Type where the keyboard is, as a scanner gun does: it knows of no field."""
    qtbot.keyClicks(QApplication.focusWidget(), code)
    if end is not None:
        qtbot.keyClick(QApplication.focusWidget(), end)


def stored(hall):
    with hall.workspace.read() as session:
        return [
            (one.enrolment.person.name, one.method, one.direction)
            for one in session.scalars(select(CheckIn).order_by(CheckIn.id))
        ]


def figures(door):
    return tuple(one.value.text() for one in (door.arrived, door.missing, door.on_leave))


def test_a_scan_shows_who_came_and_counts_them(qtbot, door, hall, heard):
    assert figures(door) == ("0", "4", "0")
    gun(qtbot, hall.codes["欧阳𬱖"])
    message = door.card.message
    assert message.headline == "欧阳𬱖"
    assert message.lines == ("白牙市镇莲塘村党总支　座位 2 号", "08:27:00 签到成功")
    assert message.signal.tone is Tone.GOOD
    assert figures(door) == ("1", "3", "0")
    assert [row.name for row in door.scans.rows] == ["欧阳𬱖"]
    assert heard == [SIGNALS[Outcome.ON_TIME].melody]
    assert stored(hall) == [("欧阳𬱖", Method.SCANNER, Direction.IN)]


def test_the_photo_of_whoever_comes_is_shown_and_gone_with_the_next_one(qtbot, door, hall):
    with hall.workspace.begin() as session:
        person_id = session.get_one(Enrolment, hall.enrolments["陈敏"]).person_id
        content = cut_photo(Picture("", Image.new("RGB", (500, 700), "navy")))
        keep_photo(session, person_id=person_id, content=content, by=hall.by, at=hall.at(-9))
    gun(qtbot, hall.codes["陈敏"])
    middle = QPoint(door.card.width() - 40, door.card.height() // 2)
    assert door.card.grab().toImage().pixelColor(middle).blue() > 100
    assert door.card.message.photo == content
    gun(qtbot, hall.codes["王芳"])
    assert door.card.message.photo is None and door.card.photo.isNull()


@pytest.mark.parametrize("end", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, None])
def test_a_gun_may_end_a_code_with_enter_with_tab_or_with_nothing(qtbot, door, hall, end):
    for name in ("陈敏", "王芳"):
        gun(qtbot, hall.codes[name], end)
    assert [name for name, _method, _direction in stored(hall)] == ["陈敏", "王芳"]
    assert [row.name for row in door.scans.rows] == ["王芳", "陈敏"]


def test_input_methods_are_off_and_a_full_width_code_is_understood_all_the_same(qtbot, door, hall):
    assert not door.eye.field.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    for sign in hall.codes["陈敏"].lower().replace(".", "。"):
        key = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, sign)
        QApplication.sendEvent(door.eye.field, key)
    assert [row.name for row in door.scans.rows] == ["陈敏"]


@pytest.mark.parametrize(
    ("prepare", "outcome", "sentence"),
    [
        ("repeat", Outcome.REPEATED, "08:27 已经登记过，这次不重复计"),
        ("void", Outcome.VOID_BADGE, "陈敏的这张胸牌已作废。"),
        ("early", Outcome.TOO_EARLY, "陈敏来早了，08:00 开始签到。"),
        ("over", Outcome.LESSON_OVER, "这一课 11:30 已经结束，陈敏不能再签到。"),
        ("web", Outcome.NOT_A_BADGE, "这是一个网址，不是胸牌。"),
        (
            "county",
            Outcome.OTHER_COUNTY,
            FOREIGN,
        ),
        ("forged", Outcome.FORGED, "校验不符：这张胸牌被改动过，或者是伪造的。"),
    ],
)
def test_each_case_has_its_own_sentence_symbol_and_sound(
    qtbot, door, hall, watch, heard, prepare, outcome, sentence
):
    code = hall.codes["陈敏"]
    if prepare == "repeat":
        gun(qtbot, code)
    elif prepare == "void":
        with hall.workspace.begin() as session:
            enrolment_id = hall.enrolments["陈敏"]
            reprint_badge(session, enrolment_id=enrolment_id, by=hall.by, at=hall.at(-9))
    elif prepare == "early":
        watch.moment = hall.at(-31)
    elif prepare == "over":
        watch.moment = hall.at(181)
    code = {
        "web": "https://example.org",
        "county": f"DA1.ABCDEFGH.{code.split('.', 2)[2]}",
        "forged": f"{code[:-1]}{'A' if code[-1] != 'A' else 'B'}",
    }.get(prepare, code)
    gun(qtbot, code)
    assert door.scans.rows[0].outcome is outcome
    assert sentence in door.card.message.lines
    assert door.card.message.signal is SIGNALS[outcome]
    assert heard[-1] == SIGNALS[outcome].melody


def test_no_two_outcomes_look_or_sound_the_same():
    looks = [(one.icon, one.tone) for one in SIGNALS.values()]
    assert len(set(looks)) == len(SIGNALS) == len(Outcome)
    assert len({one.melody for one in SIGNALS.values()}) == len(SIGNALS)


def test_the_keyboard_always_comes_back_to_the_scan_field(qtbot, door, hall):
    for widget in (door.table, door.card, door.eye.view, door.eye.way_out, door.head.exit):
        qtbot.mouseClick(
            widget, Qt.MouseButton.LeftButton
        ) if widget is not door.head.exit else None
        widget.setFocus()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is door.eye.field)
    door.eye.way_out.setChecked(False)
    gun(qtbot, hall.codes["陈敏"])
    assert [row.name for row in door.scans.rows] == ["陈敏"]


def test_tab_does_not_leave_the_field(qtbot, door):
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        qtbot.keyClick(door.eye.field, key)
        assert QApplication.focusWidget() is door.eye.field
    assert door.scans.rowCount() == 0


def test_after_the_name_dialog_the_gun_works_at_once(qtbot, door, hall):
    qtbot.keyClick(door.eye.field, Qt.Key.Key_F3)
    qtbot.waitUntil(lambda: door.dialog is not None and door.dialog.isVisible())
    qtbot.keyClick(door.dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is door.eye.field)
    gun(qtbot, hall.codes["陈敏"])
    assert [row.name for row in door.scans.rows] == ["陈敏"]


def test_somebody_without_a_badge_is_found_by_initials_and_let_in(qtbot, door, hall):
    door.ask_name()
    qtbot.keyClicks(door.dialog.search, "w")
    assert [row.name for row in door.dialog.people.rows] == ["欧阳𬱖", "王芳"]
    qtbot.keyClick(door.dialog.search, Qt.Key.Key_Down)
    qtbot.keyClick(door.dialog.search, Qt.Key.Key_Return)
    assert stored(hall) == [("王芳", Method.BY_HAND, Direction.IN)]
    assert door.card.message.headline == "王芳"
    assert figures(door)[0] == "1"


def test_a_gun_used_while_the_name_dialog_is_open_still_checks_in(qtbot, door, hall):
    door.ask_name()
    qtbot.keyClicks(door.dialog.search, hall.codes["陈敏"])
    qtbot.keyClick(door.dialog.search, Qt.Key.Key_Return)
    assert stored(hall) == [("陈敏", Method.SCANNER, Direction.IN)]
    assert not door.dialog.isVisible()


def test_nobody_found_cannot_be_checked_in(qtbot, door, hall):
    door.ask_name()
    door.dialog.search.setText("cwcr")
    qtbot.keyClick(door.dialog.search, Qt.Key.Key_Return)
    assert door.dialog.notice.text().startswith("没有符合的学员。")
    assert stored(hall) == []
    door.dialog.reject()


def test_turned_round_the_desk_signs_people_out(qtbot, door, hall, watch):
    gun(qtbot, hall.codes["陈敏"])
    qtbot.keyClick(door.eye.field, Qt.Key.Key_F4)
    qtbot.waitUntil(lambda: door.head.way.text() == "签退")
    assert (door.eye.by_name.text(), door.eye.by_name.shortcut()) == ("手工签退", "F3")
    watch.moment = hall.at(179)
    gun(qtbot, hall.codes["陈敏"])
    gun(qtbot, hall.codes["王芳"])
    assert [row.outcome for row in door.scans.rows[:2]] == [Outcome.NOT_ARRIVED, Outcome.LEFT]
    assert stored(hall)[-1] == ("陈敏", Method.SCANNER, Direction.OUT)


def test_a_full_disk_is_told_and_nobody_is_said_to_be_in(qtbot, door, hall, monkeypatch):
    from ui.attendance import door_desk

    def refuse(*_positional, **_named):
        raise DiskFull(hall.workspace.folder)

    monkeypatch.setattr(door_desk, "answer_scan", refuse)
    gun(qtbot, hall.codes["陈敏"])
    assert door.card.message.headline == "没有保存"
    assert door.card.message.signal.tone is Tone.BAD
    assert door.scans.rowCount() == 0


def test_a_desk_opened_again_shows_the_last_scans(qtbot, desk, door, hall):
    gun(qtbot, hall.codes["陈敏"])
    again = DoorDesk(desk, hall.lesson_id)
    qtbot.addWidget(again)
    assert [row.name for row in again.scans.rows] == ["陈敏"]
    assert figures(again) == ("1", "3", "0")
    again.close()


def test_escape_leaves_the_desk(qtbot, door):
    qtbot.keyClick(door.eye.field, Qt.Key.Key_Escape)
    assert not door.isVisible()


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


def test_without_loudspeakers_the_desk_stays_silent_and_works(qtbot, door, hall):
    door._play(SIGNALS[Outcome.ON_TIME].melody)
    gun(qtbot, hall.codes["陈敏"])
    assert door.scans.rowCount() == 1


def test_melodies_are_short_and_not_silent():
    from ui.attendance.sounds import RATE, samples

    for signal in SIGNALS.values():
        wave = samples(signal.melody)
        assert 0.05 < len(wave) / 2 / RATE < 1.0
        assert any(wave)


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


@pytest.mark.parametrize("theme_name", ["light", "dark", "contrast"])
def test_the_desk_is_drawn_in_every_theme_and_fits_a_small_screen(
    qtbot, qapp, door, hall, theme_name
):
    theme.wear(qapp, theme_name)
    gun(qtbot, hall.codes["欧阳𬱖"])
    behind = door.card.grab().toImage().pixelColor(300, 8)
    assert behind == theme.color("good_tint")
    assert door.minimumSizeHint().width() <= 1366
    assert door.minimumSizeHint().height() <= 768


def test_turned_round_before_anybody_came_the_card_names_the_right_button(door):
    door.eye.way_out.setChecked(True)
    assert door.card.message.lines == ("扫码枪、摄像头都可以，也可以按姓名手工签退。",)
    door.eye.way_out.setChecked(False)
    assert door.card.message.lines == ("扫码枪、摄像头都可以，也可以按姓名手工签到。",)
