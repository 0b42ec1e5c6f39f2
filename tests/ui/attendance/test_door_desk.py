"""At the door desk: a gun types, a camera looks, a name is searched; the hall sees and hears."""

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt

from dongan_training.attendance.checkin import Outcome
from dongan_training.attendance.models import Direction, Method
from dongan_training.people.photos import Picture, cut_photo, keep_photo
from dongan_training.storage.failures import DiskFull
from dongan_training.training.badges import reprint_badge
from dongan_training.training.models import Enrolment
from dongan_training.training.timetable import remove_lesson
from tests.ui.attendance.conftest import figures, gun, stored
from ui import theme
from ui.attendance.door_desk import DoorDesk
from ui.attendance.signals import SIGNALS
from ui.kit import Tone

FOREIGN = "这是别处（签发标识 ABCDEFGH）制作的胸牌，不是本机制作的。"


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


def test_somebody_without_a_badge_is_found_by_initials_and_let_in(qtbot, door, hall):
    door.ask_name()
    qtbot.keyClicks(door.dialog.search, "w")
    assert [row.name for row in door.dialog.people.rows] == ["欧阳𬱖", "王芳"]
    qtbot.keyClick(door.dialog.search, Qt.Key.Key_Down)
    qtbot.keyClick(door.dialog.search, Qt.Key.Key_Return)
    assert stored(hall) == [("王芳", Method.BY_HAND, Direction.IN)]
    assert door.card.message.headline == "王芳"
    assert figures(door)[0] == "1"


def test_nobody_found_cannot_be_checked_in(qtbot, door, hall):
    door.ask_name()
    door.dialog.search.setText("cwcr")
    qtbot.keyClick(door.dialog.search, Qt.Key.Key_Return)
    assert door.dialog.notice.text().startswith("没有符合的学员。")
    assert stored(hall) == []
    door.dialog.reject()


def test_enter_without_a_name_asks_for_one(qtbot, door):
    door.ask_name()
    qtbot.keyClick(door.dialog.search, Qt.Key.Key_Return)
    assert door.dialog.notice.text() == "请输入姓名、拼音首字母或序号。"
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


def test_a_clock_that_was_set_back_is_told_at_the_next_scan_and_when_the_desk_opens(
    qtbot, desk, door, hall, watch
):
    gun(qtbot, hall.codes["陈敏"])
    watch.moment = hall.at(-4)
    gun(qtbot, hall.codes["王芳"])
    assert door.notice.isHidden()
    watch.moment = hall.at(-29)
    gun(qtbot, hall.codes["唐建国"])
    warning = "本机时钟的时间比上一次签到还早 25 分钟，请核对时间。先后仍按扫码次序计。"
    assert door.notice.text() == warning
    watch.moment = hall.at(-50)
    again = DoorDesk(desk, hall.lesson_id)
    qtbot.addWidget(again)
    assert "还早 21 分钟" in again.notice.text()
    again.close()


def test_a_full_disk_is_told_and_nobody_is_said_to_be_in(qtbot, door, hall, monkeypatch):
    from ui.attendance import gun as scanner_gun

    def refuse(*_positional, **_named):
        raise DiskFull(hall.workspace.folder)

    monkeypatch.setattr(scanner_gun, "answer_scan", refuse)
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


def test_a_desk_whose_lesson_is_deleted_in_the_main_window_closes(door, hall):
    with hall.workspace.begin() as session:
        remove_lesson(session, lesson_id=hall.lesson_id, by=hall.by, at=hall.at(-9))
    door.refresh()
    assert not door.isVisible()


def test_escape_leaves_the_desk(qtbot, door):
    qtbot.keyClick(door.eye.field, Qt.Key.Key_Escape)
    assert not door.isVisible()


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
