"""The few parts that all pages are made of. How to build a page:

    class PeoplePage(Page):
        title = N_("人员")                      # shown by the shell through _()
        shows = frozenset({Person, OrgUnit})   # refresh() is called when a commit changed one

        def __init__(self, desk: Desk):
            super().__init__(desk)
            self.search = SearchField(_("姓名、拼音首字母、单位"))
            self.people = RowsModel(
                Column(_("姓名"), "name", spread_name, bold=True, width=110),
                Column(_("所在党组织"), "unit"),                      # width 0: the room left
                Column(_("考试"), "mark", tag=mark_tag, width=120),   # value -> Tag(text, Tone)
                find=("initials",), parent=self)
            self.table = Table(self.people, "people")
            choose = PrimaryButton(_("导入名单"), self.choose, icon="upload")
            self.table.set_empty(EmptyState("users", _("还没有人员。"), choose))
            export = Button(_("导出"), self.export)
            self.body.addWidget(TableCard(self.table, self.search, None, export), 1)
            self.search.searched.connect(self.people.filter)
            self.table.opened.connect(self.open_person)               # Enter or double click
            self.refresh()

        def refresh(self):
            with self.workspace.read() as session:
                self.people.show(queries.people(session))             # frozen dataclasses

        def remove(self):
            person = self.table.current()
            if self.desk.dialogs.confirm(self, Question(title, loss, action)):
                with self.explaining():                               # UserError -> self.notice
                    with self.workspace.begin() as session:
                        remove_person(session, person_id=…, by=self.desk.actor, at=clock.now())
                    self.say(_("已删除。"), undo=self.put_back)        # only after the commit

        def open_person(self, row):
            self.navigator.go("person", person_id=row.id)             # keys: ui/shell/pages.py

Lists of any length: ``LazyRows(Column(…), …)`` in place of RowsModel reads only the rows in
sight: ``people.look(count, read, total)`` with ``read(start, count) -> rows``; the page filters
and orders, and looks anew on ``people.ordered``.

The notice stands first in ``self.body`` (margins 24, spacing 16). In place of the body:
``show_state(EmptyState(…))``, ``show_state(LoadingState())``, ``show_error(error)``, back with
``show_content()``. Work that a button saves: write ``unsaved()`` and ``save()``, and the shell
asks before the page is left (a dialog asks by ``desk.dialogs.leaving(self, what)``). Long work:
a ``Job`` (ui/jobs.py); its strip is drawn by the shell. Forms:
subclass ``FormDialog``, add ``row``/``line``, write ``save``, show with ``open()``; a dialog that
stays open while things are done in it: ``WorkDialog``, a list of them: ``ListDialog``. Files:
``desk.dialogs.open_file(self, title, EXCEL)``, or another ``FileKind``; tests put
``FakeDialogs`` on the desk. Who acts: ``desk.actor``; settings: ``desk.settings``.
Plain Qt fields (QLineEdit, QComboBox, QSpinBox, QDateEdit, QCheckBox …) are dressed by the
theme; give each an accessible name (FormDialog.row does). Signals go to bound methods.
"""

from ui.kit.desk import Desk, Navigator
from ui.kit.dialogs import (
    EXCEL,
    PDF,
    ConfirmDialog,
    Dialogs,
    FileKind,
    FittedDialog,
    FormDialog,
    Leaving,
    Question,
    UnsavedDialog,
    add_row,
    form_in,
)
from ui.kit.flow import beside, flow, foot
from ui.kit.lazy_rows import LazyRows
from ui.kit.list_dialog import ListDialog
from ui.kit.page import Page
from ui.kit.parts import (
    Button,
    Card,
    Chip,
    DangerButton,
    Figure,
    FigureCard,
    IconButton,
    Line,
    Meter,
    Pill,
    PrimaryButton,
    QuietButton,
    TableCard,
    Words,
    row,
    stack,
)
from ui.kit.rows import Column, RowsModel
from ui.kit.search_field import SearchField
from ui.kit.states import Banner, EmptyState, ErrorState, LoadingState, Picture, State
from ui.kit.table import Table
from ui.kit.tones import Tag, Tone
from ui.kit.wording import (
    day,
    day_and_weekday,
    gap_kept,
    hour_and_minute,
    moment_text,
    short_moment,
    spread_name,
    unbroken,
)
from ui.kit.work_dialog import WorkDialog

__all__ = [
    "EXCEL",
    "PDF",
    "Banner",
    "Button",
    "Card",
    "Chip",
    "Column",
    "ConfirmDialog",
    "DangerButton",
    "Desk",
    "Dialogs",
    "EmptyState",
    "ErrorState",
    "Figure",
    "FigureCard",
    "FileKind",
    "FittedDialog",
    "FormDialog",
    "IconButton",
    "LazyRows",
    "Leaving",
    "Line",
    "ListDialog",
    "LoadingState",
    "Meter",
    "Navigator",
    "Page",
    "Picture",
    "Pill",
    "PrimaryButton",
    "Question",
    "QuietButton",
    "RowsModel",
    "SearchField",
    "State",
    "Table",
    "TableCard",
    "Tag",
    "Tone",
    "UnsavedDialog",
    "Words",
    "WorkDialog",
    "add_row",
    "beside",
    "day",
    "day_and_weekday",
    "flow",
    "foot",
    "form_in",
    "gap_kept",
    "hour_and_minute",
    "moment_text",
    "row",
    "short_moment",
    "spread_name",
    "stack",
    "unbroken",
]
