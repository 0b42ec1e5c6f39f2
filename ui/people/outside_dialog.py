"""外部培训: lists of superiors and portals are credited; who is without any can be copied."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from dongan_training import clock
from dongan_training.errors import UserError
from dongan_training.texts import _, clauses, sentences
from dongan_training.training import outside, outside_list
from ui.kit import (
    Button,
    Column,
    Desk,
    EmptyState,
    FileKind,
    ListDialog,
    PrimaryButton,
    RowsModel,
    Table,
    Tone,
)

PROBLEMS_TOLD = 4


class OutsideDialog(ListDialog):
    """This year's training elsewhere; every row of a list that is not taken says why."""

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        told = _("导入上级调训、智慧党建等名单：计入学时，并从兜底名单里去掉。")
        super().__init__(_("外部培训和兜底名单"), told, parent)
        self.setMinimumWidth(900)
        self.desk = desk
        self.year = clock.local(clock.now()).year
        self.lines = RowsModel(
            Column(_("姓名"), "name", bold=True, width=110),
            Column(_("所在党组织"), "org"),
            Column(_("培训"), "title"),
            Column(_("主办单位"), "organizer", muted=True, width=150),
            Column(_("学时"), "hours", _hours, width=80),
            parent=self,
        )
        self.table = Table(self.lines, "outside")
        self.table.set_empty(EmptyState("graduation-cap", _("还没有外部培训。")))
        self.import_ = PrimaryButton(_("导入名单"), self.import_list, icon="upload")
        self.remove = Button(_("删除这一条"), self.remove_line, icon="trash-2")
        self.fallback = Button(_("复制兜底名单"), self.copy_fallback, icon="copy")
        self.fill(self.table, self.import_, self.remove, self.fallback)
        self.refresh()

    def refresh(self) -> None:
        """Read the list anew."""
        with self.desk.workspace.read() as session:
            self.lines.show(outside.outside_lines(session, self.year))
            self.without = outside.fallback_list(session, year=self.year)
        self.fallback.setText(_("复制兜底名单（{count} 人）").format(count=len(self.without)))
        self.remove.setEnabled(bool(self.lines.rows))

    def import_list(self) -> None:
        """Choose a list and credit people with it."""
        tables = FileKind(_("名单"), (".xlsx", ".xls", ".et", ".csv", ".ods"))
        path = self.desk.dialogs.open_file(self, _("导入名单"), tables)
        if path is None:
            return
        try:
            rows = outside_list.read_outside(path)
            with self.desk.workspace.begin() as session:
                report = outside_list.import_outside(
                    session,
                    rows=rows,
                    year=self.year,
                    usual=path.stem,
                    by=self.desk.actor,
                    at=clock.now(),
                )
        except UserError as error:
            self.explain(error)
            return
        self._tell(report)
        self.refresh()

    def remove_line(self) -> None:
        """Take back the credit with the cursor."""
        if line := self.table.current():
            with self.desk.workspace.begin() as session:
                outside.remove_outside(
                    session, outside_id=line.id, by=self.desk.actor, at=clock.now()
                )
            self.refresh()

    def copy_fallback(self) -> None:
        """Put those without any training on the clipboard, ready for a spreadsheet."""
        lines = ["\t".join((_("姓名"), _("乡镇"), _("所在党组织"), _("职务")))]
        lines += ["\t".join((one.name, one.township, one.org, one.post)) for one in self.without]
        QGuiApplication.clipboard().setText("\n".join(lines))
        text = _("已复制 {count} 人，可以粘贴到表格里。").format(count=len(self.without))
        self.notice.show_text(text, Tone.GOOD)

    def _tell(self, report: outside_list.OutsideReport) -> None:
        text = _("新增 {added} 条，更新 {changed} 条，不变 {same} 条。").format(**vars(report))
        problems = [
            _("第 {row} 行 {name}：{message}").format(**vars(one))
            for one in report.problems[:PROBLEMS_TOLD]
        ]
        if len(report.problems) > PROBLEMS_TOLD:
            problems.append(_("共 {count} 行没有导入").format(count=len(report.problems)))
        told = sentences([text, clauses(problems)]) if problems else text
        self.notice.show_text(told, Tone.ATTENTION if problems else Tone.GOOD)


def _hours(hours: float) -> str:
    return f"{hours:g}"
