"""The kept blueprints: make a paper from one, change, copy or remove it."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dongan_training import clock
from dongan_training.exam.blueprint import kind_name
from dongan_training.exam.saved_blueprints import (
    BlueprintRow,
    copy_blueprint,
    remove_blueprint,
    saved_blueprints,
)
from dongan_training.texts import _
from ui.exam.wording import points
from ui.kit import (
    Button,
    Column,
    EmptyState,
    Page,
    PrimaryButton,
    Question,
    RowsModel,
    SearchField,
    Table,
    TableCard,
    moment_text,
)


@dataclass(frozen=True)
class BlueprintLine:
    """One blueprint as the table shows it."""

    id: str
    title: str
    questions: int
    full_marks: float
    forms: str
    changed_at: datetime
    changed_by: str


class BlueprintList(QWidget):
    """A tab of the exam page, which reads and says for it."""

    def __init__(self, page: Page):
        super().__init__(page)
        self.page = page
        self.lines = RowsModel(
            Column(_("命题细目表"), "title", bold=True),
            Column(_("题数"), "questions", width=70),
            Column(_("满分"), "full_marks", points, width=70),
            Column(_("卷别"), "forms", width=210),
            Column(_("修改时间"), "changed_at", moment_text, width=170),
            Column(_("修改人"), "changed_by", width=100),
            parent=self,
        )
        self.table = Table(self.lines, "blueprints")
        self._build()

    def refresh(self) -> None:
        """Read the list anew."""
        with self.page.workspace.read() as session:
            self.lines.show([_line(one) for one in saved_blueprints(session)])
        if self.table.current() is None and self.lines.rows:
            self.table.pick(0)
        self._offer_what_fits()

    def add(self) -> None:
        """Start a new blueprint."""
        self.page.navigator.go("blueprint")

    def change(self) -> None:
        """Open the marked blueprint."""
        line = self.table.current()
        if line is not None:
            self.page.navigator.go("blueprint", blueprint_id=line.id)

    def copy(self) -> None:
        """Keep a copy of the marked blueprint."""
        line, page = self.table.current(), self.page
        with page.explaining():
            with page.workspace.begin() as session:
                copy_blueprint(session, blueprint_id=line.id, by=page.desk.actor, at=clock.now())
            page.say(_("已复制“{title}”。").format(title=line.title))

    def remove(self) -> None:
        """Ask, then throw the marked blueprint away."""
        line, page = self.table.current(), self.page
        question = Question(
            _("删除命题细目表“{title}”？").format(title=line.title),
            _("这份细目表不能再用来组卷。"),
            _("删除"),
            _("用它组的试卷都在。"),
        )
        if page.desk.dialogs.confirm(page, question):
            with page.workspace.begin() as session:
                remove_blueprint(session, blueprint_id=line.id)
            page.say(_("已删除“{title}”。").format(title=line.title))

    def _build(self) -> None:
        search = SearchField(_("命题细目表"))
        self.dropping = Button(_("删除"), self.remove, icon="trash-2")
        self.copying = Button(_("复制"), self.copy, icon="copy")
        self.opening = Button(_("打开"), self.change, icon="pencil")
        add = PrimaryButton(_("新建细目表"), self.add, icon="plus", shortcut="Ctrl+N")
        first = PrimaryButton(_("新建细目表"), self.add, icon="plus")
        advice = _("细目表写明每一格要多少题、多难、从哪里来；存下来，每个季度都能用。")
        self.table.set_empty(
            EmptyState("file-spreadsheet", _("还没有命题细目表。"), first, advice=advice)
        )
        tools = (self.dropping, self.copying, self.opening, add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(TableCard(self.table, search, None, *tools))
        search.searched.connect(self.lines.filter)
        self.table.opened.connect(self.change)
        self.table.picked.connect(self._offer_what_fits)

    def _offer_what_fits(self) -> None:
        for button in (self.dropping, self.copying, self.opening):
            button.setEnabled(self.table.current() is not None)


def _line(row: BlueprintRow) -> BlueprintLine:
    kind = kind_name(row.blueprint.kind)
    return BlueprintLine(
        id=row.id,
        title=row.title,
        questions=row.blueprint.count,
        full_marks=row.blueprint.full_marks,
        forms=_("{forms} 卷，{kind}").format(forms=row.forms, kind=kind) if row.forms > 1 else "1",
        changed_at=row.changed_at,
        changed_by=row.changed_by,
    )
