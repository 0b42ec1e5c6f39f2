from dataclasses import replace

import pytest
from PySide6.QtCore import QDate, Qt, QTime

from dongan_training.attendance.status import AttendanceStatus
from dongan_training.exam.models import Exam, Paper
from dongan_training.people.models import Person
from dongan_training.reports.class_overview import LessonMark
from dongan_training.training import enrolment, planning, queries, timetable
from dongan_training.training.models import TrainingClass
from dongan_training.training.waiting import waiting_list
from ui.shell.pages import entry
from ui.training.class_page import ClassPage


@pytest.fixture
def page(qtbot, desk, planned):
    page = ClassPage(desk, planned.class_id)
    qtbot.addWidget(page)
    page.resize(1180, 700)
    page.show()
    return page


def names(page):
    return [row.name for row in page.people.rows.rows]


def cells(page, name):
    model = page.people.rows
    number = names(page).index(name)
    return [model.index(number, column).data() for column in range(model.columnCount())]


def test_the_page_shows_everybody_with_attendance_exam_and_hours(page):
    assert page.title == "第四季度培训班 · 第1期"
    assert cells(page, "陈敏") == [
        *("1", "陈\u3000敏", "莲塘村党总支", "委员", "√", "√", "—", "4"),
    ]
    assert cells(page, "唐丽")[4:] == ["缺勤", "缺勤", "—", "0"]


def test_the_figures_stand_on_top(page):
    people = page.people
    assert (people.people.value.text(), people.people.remark.text()) == ("3", "名额 4")
    assert people.attendance.value.text() == "66.7%"
    assert people.attendance.remark.text() == "缺勤 2 · 请假 0"
    assert people.exam.remark.text() == "还没有安排考试"
    assert people.certificates.value.text() == "0 份"


def test_initials_find_somebody_and_a_chip_shows_who_needs_care(qtbot, page):
    qtbot.keyClicks(page.people.search, "tl")
    assert names(page) == ["唐丽"]
    page.people.search.clear()
    qtbot.mouseClick(page.people.care, Qt.MouseButton.LeftButton)
    assert names(page) == ["唐丽"]
    assert page.people.care.text() == "待处理 1"


def test_the_order_can_be_changed_to_pinyin(page):
    page.people.order.setCurrentIndex(1)
    page.people.order.activated.emit(1)
    assert names(page) == ["陈敏", "欧阳𬱖", "唐丽"]


def test_people_are_added_by_keyboard(qtbot, page, planned, desk):
    page.add_people()
    dialog = page.dialog
    assert not dialog.submit.isEnabled()
    qtbot.keyClicks(dialog.search, "djg")
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
    assert dialog.submit.text() == "添加 1 人"
    qtbot.keyClick(dialog.submit, Qt.Key.Key_Return)
    assert names(page)[-1] == "邓建国"
    assert page.notice.text() == "已添加 1 名学员。"


def test_more_people_than_the_quota_are_refused_in_the_dialog_with_numbers(qtbot, page):
    page.add_people()
    page.dialog.choose_all()
    qtbot.keyClick(page.dialog.submit, Qt.Key.Key_Return)
    assert "名额 4 人，已有 3 人，这次要添加 2 人，超出 1 人" in page.dialog.notice.text()
    assert page.dialog.isVisible()
    assert len(names(page)) == 3


def test_where_places_run_out_the_rest_may_wait(qtbot, page, planned, desk):
    page.add_people()
    assert page.dialog.rest.isHidden()
    page.dialog.choose_all()
    qtbot.keyClick(page.dialog.submit, Qt.Key.Key_Return)
    page.dialog.rest.click()
    qtbot.waitUntil(lambda: not page.dialog.isVisible())
    assert page.notice.text() == "已添加 1 名学员，1 人候补。"
    assert len(names(page)) == 4 and page.overview.card.waiting == 1
    with desk.workspace.read() as session:
        assert len(waiting_list(session, planned.class_id)) == 1
    page.notice._way_back.click()
    assert "撤销" in page.notice.text() and len(names(page)) == 3
    with desk.workspace.read() as session:
        assert waiting_list(session, planned.class_id) == []


def test_who_is_in_the_class_cannot_be_ticked_again(qtbot, page):
    page.add_people()
    dialog = page.dialog
    inside = next(one for one in dialog.people.rows if one.mark == "enrolled")
    dialog.toggle(inside)
    assert dialog.chosen == {}


def test_a_withdrawal_needs_a_reason_and_can_be_undone_with_its_badge(qtbot, page, planned):
    page.people.table.pick(names(page).index("陈敏"))
    qtbot.keyClick(page.people.table, Qt.Key.Key_Delete)
    qtbot.keyClick(page.dialog.submit, Qt.Key.Key_Return)
    assert page.dialog.notice.text() == str(enrolment.ReasonMissing())
    page.dialog.reason.setCurrentText("长期外出务工")
    qtbot.keyClick(page.dialog.submit, Qt.Key.Key_Return)
    assert "陈敏" not in names(page)
    assert "已退学 1 人" in page.notice.text()
    page.notice._way_back.click()
    assert "陈敏" in names(page)
    assert page.overview.rows[0].has_badge


def test_a_seat_taken_is_refused_in_the_dialog(qtbot, page, desk, planned):
    for name, expected in (("陈敏", ""), ("唐丽", "已安排给陈敏")):
        page.place(next(one for one in page.overview.rows if one.name == name))
        page.dialog.seat.setText("8")
        qtbot.keyClick(page.dialog.submit, Qt.Key.Key_Return)
        assert expected in page.dialog.notice.text()


def test_a_list_is_shown_before_anybody_is_enrolled(qtbot, page, desk, tmp_path):
    desk.dialogs.path = tmp_path / "名单.csv"
    desk.dialogs.path.write_text("姓名,单位\n王芳,莲塘村\n李四,茶亭\n", encoding="utf-8")
    page.dialog = None
    page.import_list()
    qtbot.waitUntil(lambda: page.dialog is not None)
    assert "有 1 人在花名册里，1 行没有对上" in page.dialog.told.text()
    assert [row.row for row in page.dialog.problems.rows] == [3]
    assert "王芳" not in names(page)
    qtbot.keyClick(page.dialog.submit, Qt.Key.Key_Return)
    assert "王芳" in names(page)


def test_a_list_that_cannot_be_read_is_explained(qtbot, page, desk, tmp_path):
    desk.dialogs.path = tmp_path / "名单.xlsx"
    desk.dialogs.path.write_bytes(b"")
    page.import_list()
    qtbot.waitUntil(lambda: bool(page.notice.text()))
    assert "名单.xlsx" in page.notice.text()


def test_an_overlapping_lesson_is_explained_and_the_form_keeps_what_was_typed(qtbot, page, planned):
    page.add_lesson()
    first = page.overview.lessons[0]
    form = page.dialog
    day = first.starts_at.astimezone().date()
    form.day.setDate(QDate(day.year, day.month, day.day))
    form.start.setTime(QTime(9, 0))
    form.end.setTime(QTime(10, 0))
    qtbot.keyClick(form.submit, Qt.Key.Key_Return)
    assert "时间重叠" in form.notice.text()
    assert form.start.time() == QTime(9, 0)
    form.end.setTime(QTime(8, 0))
    qtbot.keyClick(form.submit, Qt.Key.Key_Return)
    assert form.notice.text().startswith("下课时间")


def test_impossible_dates_cannot_even_be_typed(qtbot, page):
    page.add_lesson()
    field = page.dialog.day
    field.setDate(QDate(2026, 2, 28))
    field.selectAll()
    qtbot.keyClicks(field, "2026-02-30")
    assert field.date().isValid()
    assert field.date() != QDate(2026, 2, 30)


def test_a_lesson_proposed_next_is_free_and_appears_after_saving(qtbot, page):
    page.add_lesson()
    qtbot.keyClick(page.dialog.submit, Qt.Key.Key_Return)
    assert len(page.timetable.lines.rows) == 3
    assert page.timetable.total.text() == "共 3 课，8 学时"


def test_a_lesson_somebody_came_to_stays(page, desk):
    page.remove_lesson(page.overview.lessons[0])
    assert page.notice.text() == str(timetable.LessonInUse("上午"))


def test_a_class_with_check_ins_is_not_deleted(page, desk, planned):
    page.remove_class()
    assert page.notice.text() == str(planning.ClassInUse("第四季度培训班"))


def test_nothing_is_deleted_when_the_user_thinks_better_of_it(page, desk):
    desk.dialogs.confirms = False
    page.remove_lesson(page.overview.lessons[0])
    page.remove_class()
    assert page.notice.text() == ""
    assert "不能恢复" in desk.dialogs.asked[0].loss


def test_a_quota_below_the_people_enrolled_is_explained(qtbot, page):
    page.change_class()
    page.dialog.quota.setValue(2)
    qtbot.keyClick(page.dialog.submit, Qt.Key.Key_Return)
    assert "已有 3 名学员" in page.dialog.notice.text()


def test_the_door_of_a_lesson_and_the_other_pages_are_asked_for_by_key(qtbot, page, planned):
    asked = []
    page.navigator.asked.connect(lambda key, arguments: asked.append((key, arguments)))
    page.attendance.lines[0].open_door.click()
    page.go_to_exams()
    page.papers.go_to_certificates()
    assert asked[0] == ("door", {"lesson_id": planned.lesson_ids[0]})
    assert [key for key, _arguments in asked[1:]] == ["exam", "certificates"]


def test_each_lesson_tells_how_it_was_attended(page):
    assert page.attendance.lines[0].counts.text() == "应到 3 · 实到 2 · 缺勤 1"


def test_the_certificate_tab_says_what_is_lacking(page):
    row = next(one for one in page.certificates.people.rows if one.name == "唐丽")
    assert "缺勤 2 场" in row.lacks
    assert page.certificates.lacking.value.text() == "3 人"


def test_badges_are_printed_through_the_preview(qtbot, page):
    page.papers.print_badges()
    qtbot.waitUntil(lambda: len(page.papers.shown.sheets) == 1, timeout=15000)
    page.papers.shown.close()


def test_the_sign_in_sheet_is_printed_through_the_preview(qtbot, page):
    page.papers.print_sheet(page.overview.lessons[0])
    qtbot.waitUntil(lambda: bool(page.papers.shown.sheets), timeout=15000)
    page.papers.shown.close()


def test_a_badge_is_printed_again_after_one_question(qtbot, page, desk, planned):
    with desk.workspace.read() as session:
        before = queries.active_roster(session, planned.class_id)[0].badge_issued_at
    page.reprint(page.overview.rows[0])
    qtbot.waitUntil(lambda: bool(page.papers.shown and page.papers.shown.sheets), timeout=15000)
    page.papers.shown.close()
    with desk.workspace.read() as session:
        after = queries.active_roster(session, planned.class_id)[0].badge_issued_at
    assert after > before
    assert "作废" in desk.dialogs.asked[0].loss


def test_badges_of_nobody_are_explained(qtbot, page, desk, planned):
    with desk.workspace.begin() as session:
        ids = list(planned.enrolments.values())
        enrolment.withdraw(
            session,
            enrolment_ids=ids,
            reason="外出",
            by=desk.actor,
            at=page.overview.card.starts_at,
        )
    page.papers.print_badges()
    qtbot.waitUntil(lambda: "还没有学员" in page.notice.text())


def test_many_lessons_share_one_column(qtbot, page, desk, planned):
    page.show_tab("timetable")
    for ahead in (7, 8, 9):  # what has not begun is no absence yet
        page.add_lesson()
        page.dialog.day.setDate(QDate.currentDate().addDays(ahead))
        qtbot.keyClick(page.dialog.submit, Qt.Key.Key_Return)
    titles = [column.title for column in page.people.rows.columns]
    assert titles == ["序", "姓名", "所在党组织", "职务", "考勤", "考试", "学时"]
    assert cells(page, "唐丽")[4] == "缺勤 2"


def test_check_ins_elsewhere_reach_the_page_by_themselves(qtbot, page, desk, planned):
    from dongan_training.attendance.models import CheckIn, Method

    with desk.workspace.begin() as session:
        session.add(
            CheckIn(
                lesson_id=planned.lesson_ids[0],
                enrolment_id=planned.enrolments["唐丽"],
                at=page.overview.lessons[0].starts_at,
                method=Method.BY_HAND,
                actor="李老师",
            )
        )
    qtbot.waitUntil(lambda: cells(page, "唐丽")[4] == "√")


def test_a_class_in_which_nothing_happened_is_deleted_and_the_page_says_so(qtbot, desk, planned):
    with desk.workspace.begin() as session:
        facts = planning.ClassFacts("空班", 1)
        at = queries.class_card(session, planned.class_id).starts_at
        year = at.year
        empty = planning.add_class(session, year=year, facts=facts, by=desk.actor, at=at)
    page = ClassPage(desk, empty)
    qtbot.addWidget(page)
    page.show()
    asked = []
    page.navigator.asked.connect(lambda key, arguments: asked.append(key))
    page.remove_class()
    assert asked == ["training"]
    assert page._state.text.text() == "这个培训班已经删除。"


def test_the_exam_tab_opens_the_room_while_the_exam_is_open_and_its_results(qtbot, desk, planned):
    exam_id = offer_exam(desk, planned)
    page = ClassPage(desk, planned.class_id, tab="exam")
    qtbot.addWidget(page)
    page.show()
    asked = []
    page.navigator.asked.connect(lambda key, arguments: asked.append((key, arguments)))
    page.exam.room.click()
    qtbot.keyClick(page.exam.table, Qt.Key.Key_Return)
    assert asked == [("exam-room", {"exam_id": exam_id}), ("exam-results", {"exam_id": exam_id})]
    with desk.workspace.begin() as session:
        session.get_one(Exam, exam_id).closed_at = page.overview.card.ends_at
    qtbot.waitUntil(lambda: not page.exam.room.isEnabled())
    assert page.exam.missing.remark.text() == "待补考 3"


def test_every_page_the_class_page_asks_for_is_known_to_the_shell():
    for key in ("training", "courses", "class", "door", "exam", "certificates"):
        assert entry(key).key == key
    for key in ("exam-room", "exam-results"):
        assert entry(key).key == key


def offer_exam(desk, planned) -> str:
    with desk.workspace.begin() as session:
        at = queries.class_card(session, planned.class_id).ends_at
        paper = Paper(title="测试", blueprint={}, seed=1, made_at=at, full_marks=100)
        session.add(paper)
        session.flush()
        exam = Exam(
            class_id=planned.class_id,
            paper_id=paper.id,
            title="测试",
            minutes=45,
            pass_mark=60,
            multiple_choice_rule="half",
        )
        session.add(exam)
        return exam.id


def test_a_lesson_that_runs_with_nobody_in_yet_is_not_called_unbegun(page):
    overview = page.overview
    unjudged = tuple(
        replace(row, marks=(LessonMark(AttendanceStatus.NOT_YET, "", ""), None))
        for row in overview.rows
    )
    page.people.show_overview(replace(overview, rows=unjudged))
    assert page.people.attendance.remark.text() == "正在上课，还没有人签到"
    page.people.show_overview(replace(overview, rows=unjudged, has_begun=False))
    assert page.people.attendance.remark.text() == "还没有开课"


def test_the_chip_warns_only_while_somebody_needs_care(page):
    assert page.people.care.property("tone") == "attention"
    calm = replace(page.overview, rows=page.overview.rows[:1])
    page.people.show_overview(calm)
    assert (page.people.care.text(), page.people.care.property("tone")) == ("待处理 0", "quiet")


def test_people_to_be_added_are_narrowed_to_those_the_class_is_for(page, desk, planned):
    with desk.workspace.begin() as session:
        session.get_one(Person, planned.people["王芳"]).categories = ["支部书记"]
        session.get_one(TrainingClass, planned.class_id).targets = ["支部书记", "村民代表"]
    page.add_people()
    dialog = page.dialog
    assert [dialog.target.itemText(row) for row in range(dialog.target.count())] == [
        *("全部类别", "培训对象", "支部书记", "村民代表"),
    ]
    dialog.target.setCurrentIndex(dialog.target.findText("培训对象"))
    assert [one.name for one in dialog.people.rows] == ["王芳"]
    dialog.target.setCurrentIndex(dialog.target.findText("村民代表"))
    assert not dialog.people.rows
