"""Check-ins come on a stick into the page: shown first, then told in words."""

from dongan_training.attendance.refused import Why
from dongan_training.attendance.walk_ins import Newcomer, let_in
from tests.attendance.desks import carry, events, leave, scan
from tests.ui.conftest import FakeDialogs
from ui.attendance.attendance_page import AttendancePage


def test_a_file_is_weighed_shown_merged_and_told(qtbot, desk, hall, watch, second, tmp_path):
    scan(second, "陈敏", -3)
    with second.workspace.begin() as session:
        newcomer = Newcomer("何婷", "芦洪市镇樟木村")
        let_in(session, lesson_id=hall.lesson_id, newcomer=newcomer, by=second.by, at=hall.at(-2))
    for door, reason in ((hall, "县里开会"), (second, "住院")):
        leave(door, "王芳", reason=reason)
    path = carry(second, tmp_path / "两号门.json")
    dialogs = desk.dialogs = FakeDialogs(path)
    page = AttendancePage(desk)
    qtbot.addWidget(page)
    page.show()
    page.more.merge.trigger()
    qtbot.waitUntil(lambda: page.more.carrying.dialog is not None)
    dialog = page.more.carrying.dialog
    (refused,) = dialog.rows.rows
    assert (refused.name, refused.why) == ("王芳", Why.OTHER_LEAVE)
    assert (refused.said, refused.here) == ("事假：住院（待批准）", "事假：县里开会（待批准）")
    dialog.close_button.click()
    assert events(hall) == []
    page.more.merge.trigger()
    qtbot.waitUntil(lambda: page.more.carrying.dialog is not dialog)
    page.more.carrying.dialog.merge.click()
    words = "新的 2 条，本机已有 0 条，不能并入 1 条。另有临时学员 1 人。"
    qtbot.waitUntil(lambda: page.notice.text() == f"已并入“两号门.json”：{words}")
    assert page.arrived.value.text() == "2"
    page.more.carry.trigger()
    qtbot.waitUntil(lambda: page.notice.text().startswith("2 人的 2 条签到记录"))
    assert dialogs.asked[-1] == "签到记录 2026Q4-02.json"
    page.more.merge.trigger()
    qtbot.waitUntil(lambda: page.notice.text().startswith("“两号门.json”没有新的签到记录"))
    choose_the_other(qtbot, page, carry(second, path))
    path.write_bytes(b"\x89PNG")
    page.more.merge.trigger()
    qtbot.waitUntil(
        lambda: page.notice.text().startswith("“两号门.json”不是东安培训的签到记录文件")
    )


def choose_the_other(qtbot, page, path):
    """The leave of the other door is chosen, merged, and taken back."""
    shown = page.more.carrying.dialog
    page.more.merge.trigger()
    qtbot.waitUntil(lambda: page.more.carrying.dialog is not shown)
    dialog = page.more.carrying.dialog
    assert not dialog.merge.isVisibleTo(dialog)
    dialog.table.pick(0)
    for button, tag in ((dialog.here, "本机"), (dialog.undecided, ""), (dialog.other, "另一台")):
        button.click()
        assert (dialog.rows.index(0, 1).data() or "") == tag
    dialog.merge.click()
    qtbot.waitUntil(lambda: page.notice.text().endswith("有 1 条按选择改为另一台的。"))
    page.notice._way_back.click()
    assert page.notice.text() == "已恢复本机的 1 条记录。"
