"""课程菜单: the courses from which lessons are put together."""

from PySide6.QtWidgets import QComboBox, QWidget

from dongan_training import clock
from dongan_training.texts import N_, _
from dongan_training.training import menu, queries
from dongan_training.training.menu import CourseFacts
from dongan_training.training.models import Course, LessonCourse
from dongan_training.training.queries import CourseRow
from ui.kit import (
    Button,
    Column,
    Desk,
    EmptyState,
    FormDialog,
    IconButton,
    Page,
    PrimaryButton,
    Question,
    RowsModel,
    SearchField,
    TableCard,
    Tag,
    Tone,
)
from ui.training.lesson_fields import HoursField
from ui.training.removable_rows import RemovableRows


class CoursesPage(Page):
    """Enter changes a course, Delete removes one; a course that is taught cannot be removed."""

    title = N_("课程菜单")
    shows = frozenset({Course, LessonCourse})

    def __init__(self, desk: Desk):
        super().__init__(desk)
        self.subtitle = _("培训 › 课程菜单")
        self.search = SearchField(_("课程、授课人、类别"))
        self.search.setFixedWidth(240)
        self.courses = RowsModel(
            Column(_("课程"), "name", bold=True),
            Column(_("类型"), "required", tag=_kind_tag, width=90),
            Column(_("层级"), "tier", muted=True, width=110),
            Column(_("类别"), "category", muted=True, width=130),
            Column(_("授课人"), "lecturer", width=130),
            Column(_("学时"), "hours", _hours, width=80),
            Column(_("排课次数"), "taught", width=96),
            parent=self,
        )
        self.table = RemovableRows(self.courses, "courses")
        first = PrimaryButton(_("添加课程"), self.add, icon="plus")
        advice = _("课程排进课程表后，会出现在培训班和今日页上。")
        self.table.set_empty(EmptyState("library-big", _("菜单还是空的。"), first, advice=advice))
        change = Button(_("修改"), self.change, icon="pencil")
        remove = IconButton("trash-2", _("从菜单删除"), self.remove)
        add = PrimaryButton(_("添加课程"), self.add, icon="plus", shortcut="Ctrl+N")
        self.body.addWidget(TableCard(self.table, self.search, None, change, remove, add), 1)
        self.search.searched.connect(self.courses.filter)
        self.table.opened.connect(self.change)
        self.table.removing.connect(self.remove)
        self.refresh()

    def refresh(self) -> None:
        with self.workspace.read() as session:
            self.courses.show(queries.courses(session))

    def add(self) -> None:
        """Open the form for a new course."""
        self.dialog = CourseDialog(self.desk, None, self)
        self.dialog.open()

    def change(self) -> None:
        """Open the form for the course with the cursor."""
        if course := self.table.current():
            self.dialog = CourseDialog(self.desk, course, self)
            self.dialog.open()

    def remove(self) -> None:
        """Ask once, then take the course off the menu."""
        course = self.table.current()
        if course is None:
            return
        question = Question(
            _("从菜单删除“{name}”？").format(name=course.name),
            _("以后排课时不能再选它。"),
            _("删除课程"),
            _("已排进课程表的课程不能删除。"),
        )
        if not self.desk.dialogs.confirm(self, question):
            return
        with self.explaining():
            with self.workspace.begin() as session:
                by = self.desk.actor
                menu.remove_course(session, course_id=course.id, by=by, at=clock.now())
            self.say(_("已删除“{name}”。").format(name=course.name))


class CourseDialog(FormDialog):
    """All facts of one course."""

    def __init__(self, desk: Desk, course: CourseRow | None, parent: QWidget | None = None):
        super().__init__(_("修改课程") if course else _("添加课程"), "", parent)
        self.desk, self.course = desk, course
        self.name = self.line(_("名称"), course.name if course else "")
        self.kind = QComboBox()
        self.kind.addItem(_("必修"), True)
        self.kind.addItem(_("选修"), False)
        self.kind.setCurrentIndex(0 if course is None or course.required else 1)
        self.row(_("类型"), self.kind)
        self.hours = HoursField(course.hours if course else 0)
        self.row(_("学时"), self.hours)
        self.lecturer = self.line(_("授课人"), course.lecturer if course else "")
        self.tier = self.line(_("层级"), course.tier if course else "")
        self.tier.setPlaceholderText(_("例如：村级"))
        self.category = self.line(_("类别"), course.category if course else "")
        self.category.setPlaceholderText(_("例如：纪律教育"))
        self.material = self.line(_("教材"), course.material if course else "")
        self.material.setPlaceholderText(_("书名、讲义或文件名"))

    def save(self) -> None:
        facts = CourseFacts(
            name=self.name.text(),
            required=self.kind.currentData(),
            hours=self.hours.value(),
            lecturer=self.lecturer.text(),
            tier=self.tier.text(),
            category=self.category.text(),
            material=self.material.text(),
        )
        by, now = self.desk.actor, clock.now()
        with self.desk.workspace.begin() as session:
            if self.course is None:
                menu.add_course(session, facts=facts, by=by, at=now)
            else:
                menu.change_course(session, course_id=self.course.id, facts=facts, by=by, at=now)


def _kind_tag(required: bool) -> Tag:
    return Tag(_("必修"), Tone.INFO) if required else Tag(_("选修"), Tone.QUIET)


def _hours(hours: float) -> str:
    return f"{hours:g}"
