"""法规: the documents questions rest on, their editions, and how well each article is covered."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from dongan_training import clock
from dongan_training.bank.filtering import Filter
from dongan_training.bank.models import Question, QuestionVersion
from dongan_training.bank.regulations import keeping, replacing
from dongan_training.bank.regulations.basis import Basis
from dongan_training.bank.regulations.coverage import coverage
from dongan_training.bank.regulations.models import (
    CitationReview,
    EditionReplacement,
    RegulationEdition,
)
from dongan_training.bank.regulations.overview import EditionRow, edition_rows
from dongan_training.bank.regulations.register import STANDINGS, EditionName, Standing
from dongan_training.texts import N_, _
from ui.bank.articles_card import ArticlesCard
from ui.bank.edition_dialog import EditionDialog
from ui.bank.replacements_dialog import ReplacementsDialog
from ui.kit import (
    Button,
    Column,
    Desk,
    EmptyState,
    Page,
    PrimaryButton,
    RowsModel,
    SearchField,
    Table,
    TableCard,
    Tag,
    Tone,
    beside,
    flow,
    stack,
)
from ui.kit import (
    Question as Asked,
)

EDITIONS_WIDTH, ARTICLES_WIDTH = 560, 430
TONES = {
    Standing.IN_FORCE: Tone.GOOD,
    Standing.UPCOMING: Tone.ATTENTION,
    Standing.REPLACED: Tone.QUIET,
}


@dataclass(frozen=True)
class EditionLine:
    """One edition as the list shows it."""

    id: EditionName
    title: str
    year: int
    since: date | None
    standing: Standing
    questions: int
    row: EditionRow


class RegisterPage(Page):
    """Left the editions, right the articles of the one with the cursor; Enter goes on."""

    title = N_("法规")
    shows = frozenset(
        {RegulationEdition, EditionReplacement, CitationReview, Question, QuestionVersion}
    )

    def __init__(self, desk: Desk):
        super().__init__(desk)
        self.dialog: EditionDialog | None = None
        self.search = SearchField(_("法规名称、年份"))
        self.editions = RowsModel(
            Column(_("法规"), "title", bold=True),
            Column(_("年份"), "year", width=64),
            Column(_("施行"), "since", _day, muted=True, width=104),
            Column(_("状态"), "standing", tag=_standing_tag, width=92),
            Column(_("在用题"), "questions", width=64),
            parent=self,
        )
        self.table = Table(self.editions, "regulations")
        self.articles = ArticlesCard()
        self._build()
        self._connect()
        self.refresh()
        self.table.pick(0)

    def refresh(self) -> None:
        self._today = clock.local(clock.now()).date()
        with self.workspace.read() as session:
            rows = edition_rows(session, self._today)
            has_past = bool(replacing.replacements(session))
        self.editions.show([_line(one) for one in rows])
        self.past.setEnabled(has_past)
        self._show_edition(self.table.current())

    def add_regulation(self) -> None:
        """Open the form for a regulation that is not known yet."""
        self._open(EditionDialog(self.desk, parent=self))

    def add_edition(self) -> None:
        """Open the form for one more edition of the regulation with the cursor."""
        line = self.table.current()
        if line is not None:
            self._open(EditionDialog(self.desk, line.title, parent=self))

    def change_current(self) -> None:
        """Open the form of the edition with the cursor."""
        line = self.table.current()
        if line is not None:
            self._open(EditionDialog(self.desk, line.title, line.row.edition, self))

    def replace_current(self) -> None:
        """Go to where an edition is put in the place of this one."""
        line = self.table.current()
        if line is not None:
            self.navigator.go("replace-edition", title=line.title, year=line.year)

    def remove_current(self) -> None:
        """Take the edition with the cursor away, after asking."""
        line = self.table.current()
        if line is None:
            return
        asked = Asked(
            _("删除{edition}？").format(edition=line.id),
            _("这一版的施行日期、条数和各章不再登记。"),
            _("删除"),
            _("题目和它们写的依据都不变。"),
        )
        if not self.desk.dialogs.confirm(self, asked):
            return
        with self.explaining():
            with self.workspace.begin() as session:
                by, at = self.desk.actor, clock.now()
                keeping.remove_edition(session, name=line.id, by=by, at=at)
            self.say(_("已删除{edition}。").format(edition=line.id))

    def show_past(self) -> None:
        """Open the replacements that were registered."""
        self.replacements = ReplacementsDialog(self.desk, self)
        self.replacements.reviewing.connect(self.review)
        self.replacements.open()

    def review(self) -> None:
        """Go to the questions that wait."""
        self.navigator.go("citation-review")

    def _build(self) -> None:
        add = PrimaryButton(_("添加法规"), self.add_regulation, icon="plus", shortcut="Ctrl+N")
        self.past = Button(_("换版记录"), self.show_past, icon="clock")
        self.table.set_empty(EmptyState("library-big", _("还没有登记法规。")))
        edit = Button(_("修改"), self.change_current, icon="pencil", shortcut="Ctrl+E")
        more = Button(_("添加版本"), self.add_edition, icon="plus", shortcut="Ctrl+Shift+N")
        self.replace = Button(_("换版…"), self.replace_current, icon="refresh-cw")
        self.replace.setShortcut("Ctrl+H")
        self.replace.setToolTip("Ctrl+H")
        self.remove = Button(_("删除"), self.remove_current, icon="trash-2")
        tools = flow(self.replace, more, edit, self.remove)
        left = TableCard(self.table, self.search, None, self.past, add)
        right = stack(tools, self.articles, spacing=12)
        right.layout().setStretch(1, 1)
        self.body.addWidget(beside((left, EDITIONS_WIDTH, 1), (right, ARTICLES_WIDTH, 0)), 1)

    def _connect(self) -> None:
        self.search.searched.connect(self.editions.filter)
        self.search.returnPressed.connect(self.table.setFocus)
        self.table.picked.connect(self._show_edition)
        self.table.opened.connect(self._go_to_articles)
        self.articles.chosen.connect(self._show_questions)
        delete = QShortcut(QKeySequence.StandardKey.Delete, self.table, self.remove_current)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)

    def _show_edition(self, line: EditionLine | None) -> None:
        self.articles.setVisible(line is not None)
        self.remove.setEnabled(line is not None and not line.row.edition.is_shipped)
        if line is None:
            return
        with self.workspace.read() as session:
            found = coverage(session, line.row.edition, self._today)
        self.articles.show_edition(found, line.standing, self._today)

    def _go_to_articles(self, _line: EditionLine) -> None:
        self.articles.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_questions(self, basis: Basis) -> None:
        self.navigator.go("bank", wanted=Filter(basis=basis))

    def _open(self, dialog: EditionDialog) -> None:
        self.dialog = dialog
        dialog.accepted.connect(self._on_entered)
        dialog.open()

    def _on_entered(self) -> None:
        if self.dialog is None:
            return
        name = self.dialog.name
        place = self.editions.place_of(name, 0)
        if place is None:  # hidden by the search
            self.search.clear()
            place = self.editions.place_of(name, 0)
        if place is not None:
            self.table.pick(place)
            self.table.scrollTo(self.editions.index(place, 0))
        self.say(_("已登记{edition}。").format(edition=name))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)


def _line(row: EditionRow) -> EditionLine:
    edition = row.edition
    return EditionLine(
        id=edition.name,
        title=edition.title,
        year=edition.year,
        since=edition.in_force or edition.issued,
        standing=row.standing,
        questions=row.questions,
        row=row,
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day else "—"


def _standing_tag(standing: Standing) -> Tag:
    return Tag(_(STANDINGS[standing]), TONES[standing])
