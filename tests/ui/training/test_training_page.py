import pytest
from PySide6.QtCore import Qt, QTime

from dongan_training import clock
from dongan_training.attendance.hour_rules import CountingRule, set_rule
from dongan_training.training import menu, planning, queries
from dongan_training.training.planning import ClassFacts
from ui.training.courses_page import CoursesPage
from ui.training.training_page import TrainingPage


@pytest.fixture
def page(qtbot, desk):
    page = TrainingPage(desk)
    qtbot.addWidget(page)
    page.resize(1180, 700)
    page.show()
    return page


@pytest.fixture
def asked(page):
    asked = []
    page.navigator.asked.connect(lambda key, arguments: asked.append((key, arguments)))
    return asked


def classes(desk):
    with desk.workspace.read() as session:
        return queries.classes(session)


def look_back(page):
    """Show the year of yesterday's lessons: on New Year's Day it is the last one."""
    page.refresh()
    page.year.setCurrentIndex(page.year.count() - 1)
    page.refresh()


def test_an_empty_year_says_what_to_do(page):
    assert page.table._empty.isVisible()
    assert page.table._empty.buttons[0].text() == "新建培训班"


def test_a_class_is_planned_by_keyboard_with_its_lessons(qtbot, page, desk, asked):
    page.add_class()
    form = page.dialog
    form.name.selectAll()
    form.name.insert("冬春训培训班")
    form.quota.setValue(80)
    form.add_line()
    qtbot.keyClick(form.submit, Qt.Key.Key_Return)
    (card,) = classes(desk)
    assert (card.name, card.quota, card.lessons, card.hours) == ("冬春训培训班", 80, 2, 8)
    assert asked == [("class", {"class_id": card.id})]
    assert [line.code for line in page.classes.rows] == [card.code]


def test_courses_are_taken_by_enter_and_tab_goes_down_the_lines(qtbot, page, desk, now):
    with desk.workspace.begin() as session:
        facts = menu.CourseFacts(name="怎样主持好一次村民代表会议并写好会议记录")
        course = menu.add_course(session, facts=facts, by=desk.actor, at=now)
    page.add_class()
    form = page.dialog
    qtbot.addWidget(form)
    form.add_line()
    picker = form.lessons[0].courses
    picker.choose()
    qtbot.keyClick(picker.dialog.search, Qt.Key.Key_Down)
    qtbot.keyClick(picker.dialog.courses, Qt.Key.Key_Return)
    assert picker.course_ids == (course,)
    picker.resize(150, 36)
    assert picker.text().endswith("…") and "会议记录" in picker.toolTip()
    form.focusNextPrevChild(True)
    chain, one = [], form.name.nextInFocusChain()
    while one is not form.name:
        chain.append(one)
        one = one.nextInFocusChain()
    down = (form.lessons[0].day, form.lessons[1].day, form.more, form.cancel, form.submit)
    assert [one for one in chain if one in down] == list(down)


def test_the_name_follows_the_quarter_until_it_is_typed(qtbot, page):
    page.add_class()
    form = page.dialog
    form.quarter.setCurrentIndex(0)
    assert form.name.text() == "第一季度基层党务工作者培训班"
    form.name.setText("我的班")
    form.quarter.setCurrentIndex(1)
    assert form.name.text() == "我的班"


def test_overlapping_lessons_store_neither_class_nor_lessons(qtbot, page, desk):
    page.add_class()
    form = page.dialog
    form.add_line()
    form.lessons[1].start.setTime(form.lessons[0].start.time())
    form.lessons[1].end.setTime(form.lessons[0].end.time())
    qtbot.keyClick(form.submit, Qt.Key.Key_Return)
    assert "时间重叠" in form.notice.text()
    assert classes(desk) == []
    form.remove_line(form.lessons[1])
    qtbot.keyClick(form.submit, Qt.Key.Key_Return)
    assert len(classes(desk)) == 1


def test_a_class_without_a_name_is_explained(qtbot, page, desk):
    page.add_class()
    page.dialog.name.setText("  ")
    qtbot.keyClick(page.dialog.submit, Qt.Key.Key_Return)
    assert "还没有名称" in page.dialog.notice.text()
    assert classes(desk) == []


def test_enter_opens_a_class_and_chips_filter_by_quarter(qtbot, page, planned, asked):
    look_back(page)
    page.table.pick(0)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert asked == [("class", {"class_id": planned.class_id})]
    qtbot.mouseClick(page.chips.button(1), Qt.MouseButton.LeftButton)
    assert page.classes.rows == []
    qtbot.mouseClick(page.chips.button(4), Qt.MouseButton.LeftButton)
    assert len(page.classes.rows) == 1


def test_ctrl_f_goes_to_the_search_of_the_page(qtbot, page):
    with qtbot.waitActive(page):
        page.activateWindow()
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.focusWidget() is page.search


def test_the_state_of_a_class_follows_its_lessons(page, planned):
    look_back(page)
    model = page.classes
    assert model.index(0, len(model.columns) - 1).data() == "已结束"


def test_a_course_is_put_on_the_menu_from_a_lesson(qtbot, page, desk):
    page.add_class()
    picker = page.dialog.lessons[0].courses
    picker.choose()
    dialog = picker.dialog
    dialog.fresh.insert("发展党员业务")
    qtbot.keyClick(dialog.fresh, Qt.Key.Key_Return)
    assert dialog.isVisible()
    qtbot.keyClick(dialog.submit, Qt.Key.Key_Return)
    assert picker.text() == "发展党员业务"
    qtbot.keyClick(page.dialog.submit, Qt.Key.Key_Return)
    with desk.workspace.read() as session:
        (lesson,) = queries.lessons(session, classes(desk)[0].id)
    assert lesson.courses == ("发展党员业务",)


def test_the_menu_refuses_a_course_twice_and_one_that_is_taught(qtbot, desk, planned):
    page = CoursesPage(desk)
    qtbot.addWidget(page)
    page.show()
    page.add()
    page.dialog.name.insert("纪律处分条例解读")
    qtbot.keyClick(page.dialog.submit, Qt.Key.Key_Return)
    assert "已有" in page.dialog.notice.text()
    page.dialog.reject()
    page.table.pick(0)
    page.remove()
    assert "不能删除" in page.notice.text()


def test_a_class_is_copied_into_the_next_quarter_in_one_step(page, desk, trainer, now, asked):
    page.copy_class()
    assert page.notice.text() == "请先选中要复制的培训班。"
    year = page.year.currentData()
    with desk.workspace.begin() as session:
        facts = ClassFacts("第三季度培训班", 3)
        planning.add_class(session, year=year, facts=facts, by=trainer, at=now)
    page.table.pick(0)
    page.copy_class()
    copied = next(one for one in classes(desk) if one.quarter == 4)
    assert copied.name == "第四季度培训班"
    assert asked == [("class", {"class_id": copied.id, "tab": "summary"})]


def test_the_hours_follow_the_times_until_another_number_is_typed(page):
    page.add_class()
    (line,) = page.dialog.lessons
    assert line.hours.value() == 4
    line.start.setTime(QTime(10, 0))
    line.end.setTime(QTime(12, 0))
    assert line.hours.value() == 2
    line.hours.setValue(3)
    line.end.setTime(QTime(11, 0))
    assert line.hours.value() == 3


def test_the_hours_follow_the_rule_of_the_year_and_of_the_kind_of_class(desk, page):
    year = page.year.currentData()
    with desk.workspace.begin() as session:
        rule = CountingRule(per_half_day=3)
        act = {"by": desk.actor, "at": clock.now()}
        set_rule(session, year=year, kind="", rule=rule, **act)
        set_rule(session, year=year, kind="技能班", rule=CountingRule(lesson_minutes=45), **act)
    page.add_class()
    (line,) = page.dialog.lessons
    assert line.hours.value() == 3
    page.dialog.kind.setCurrentText("技能班")
    assert line.hours.value() == 4
    page.dialog.year.setValue(year + 1)
    assert line.hours.value() == 4


def test_escape_asks_before_what_was_typed_is_dropped(qtbot, page):
    page.add_class()
    form = page.dialog
    form.venue.setText("三楼会议室")
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert form.isVisible() and form.asking.isVisible()
    qtbot.keyClick(form.asking, Qt.Key.Key_Escape)
    assert form.isVisible() and form.venue.text() == "三楼会议室"
    form.cancel.click()
    form.asking.confirm.click()
    assert not form.isVisible()


def test_escape_closes_a_form_in_which_nothing_was_typed(qtbot, page):
    page.add_class()
    form = page.dialog
    quota = form.quota.value()
    form.quota.setValue(quota + 5)
    form.quota.setValue(quota)
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert not form.isVisible()
