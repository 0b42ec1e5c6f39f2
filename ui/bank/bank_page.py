"""题库: search, filters and the tree of subjects around one list of questions."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer

from dongan_training import clock
from dongan_training.bank import filtering, queries
from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.filtering import AS_THEY_CAME, Filter, Sorting
from dongan_training.bank.found_list import FoundList
from dongan_training.bank.models import (
    BankImport,
    Question,
    QuestionVersion,
    Subject,
)
from dongan_training.bank.question_view import question_views
from dongan_training.bank.subjects import Place, below, places_shown
from dongan_training.sheets import kinds
from dongan_training.texts import N_, _
from ui.bank.bulk_menu import BulkMenu
from ui.bank.export_menu import ExportMenu
from ui.bank.filter_bar import FilterBar
from ui.bank.latest_import import LatestImport
from ui.bank.more_menu import MARKS, MoreMenu
from ui.bank.question_card import QuestionCardWithUses
from ui.bank.question_line import (
    ORDERS,
    STATUS_COLUMN,
    QuestionLine,
    question_columns,
    question_line,
)
from ui.bank.shows_history import ShowsHistory
from ui.bank.subject_menu import SubjectMenu
from ui.bank.subject_tree import WIDTH, SubjectTree
from ui.bank.undo_steps import UndoSteps
from ui.bank.wording import BANK_FILES
from ui.kit import (
    Button,
    Card,
    Desk,
    EmptyState,
    LazyRows,
    Page,
    PrimaryButton,
    SearchField,
    Table,
    TableCard,
    Words,
    beside,
    row,
)
from ui.kit.dropping import TakesFile
from ui.kit.flow import FlowLayout
from ui.kit.lazy_rows import WINDOW

CARD_WIDTH, TABLE_WIDTH, SEARCH_WIDTH = 330, 350, 200
PAUSE = 60  # milliseconds without a key before searching


class BankPage(TakesFile, ShowsHistory, Page):
    """Only the questions in sight are read, however many there are."""

    title = N_("题库")
    many = True
    shows = frozenset({Subject, Question, QuestionVersion, BankImport, *MARKS})

    def __init__(
        self,
        desk: Desk,
        question_id: str = "",
        wanted: Filter | None = None,
    ):
        super().__init__(desk)
        self.setAcceptDrops(True)
        self.places: Sequence[Place] = ()
        self.search = SearchField(_("题干、选项、答案、材料、依据"))
        self.filters = FilterBar(desk)
        self.subjects = SubjectTree()
        self.questions = LazyRows(*question_columns(), parent=self)
        self.table = Table(self.questions, "bank")
        self.card = QuestionCardWithUses(self.navigator)
        self.sorting = AS_THEY_CAME
        self.steps = UndoSteps(self)
        self._import = LatestImport(self)
        self.bulk = BulkMenu(self)
        self.subject_menu = SubjectMenu(self)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._build()
        self._connect()
        if wanted is not None:
            self.filters.show_filter(wanted)
        self.refresh()
        if question_id:
            self._point_at(question_id)

    @property
    def wanted(self) -> Filter:
        """What the list shows."""
        return replace(
            self.filters.wanted,
            text=self.search.text().strip(),
            subject_id=self.subjects.subject_id,
        )

    def refresh(self) -> None:
        with self.workspace.read() as session:
            self.places = places_shown(session)
            rows = queries.subjects(session)
            imports = queries.imports(session)
            self.more.follow(session)
        self._counts = {one.id: one.by_type for one in rows}
        self.subjects.show_subjects(self.places, {one.id: one.total for one in rows})
        self._show_counts()
        self.look()
        self._import.tell(imports[0] if imports else None)

    def look(self) -> None:
        """Show what fits the search, the filters and the subject now."""
        self._pause.stop()
        with self.workspace.read() as session:
            count = filtering.count(session, self.wanted)
            is_filled = count > 0 or queries.holds_questions(session)
        self.table.setColumnHidden(STATUS_COLUMN, self.wanted.status is not None)
        found = FoundList(self.wanted, self.sorting)
        self.questions.look(count, partial(self._read, found), int(is_filled))
        if self.table.current() is None:
            self.table.pick(0)  # which shows it
        if self.table.current() is None:
            self.card.show_nothing()
        self._tell_found()

    def subject_name(self) -> str | None:
        """The path of the subject chosen; None for all."""
        chosen = self.subjects.subject_id
        return next((one.path for one in self.places if one.id == chosen), None)

    def choose_file(self) -> None:
        """Let the user choose a file, and look at it before anything is stored."""
        path = self.desk.dialogs.open_file(self, _("选择题库文件"), BANK_FILES)
        if path:
            self.take_files([path])

    def take_files(self, paths: Sequence[Path]) -> None:
        """Open the review of files, one after the other."""
        told = {"files": tuple(map(str, paths)), "subject": self.subject_name() or ""}
        self.navigator.go("bank-import", **told, asked_at=clock.now())

    def paste(self) -> None:
        """Open the page where text is pasted."""
        self.navigator.go("bank-paste")

    def change_current(self) -> None:
        """Open the editor with the question under the cursor."""
        line = self.table.current()
        if line is not None:
            self.navigator.go("bank-edit", question_id=line.id)

    def add_question(self) -> None:
        """Open the editor for a new question of the chosen subject."""
        self.navigator.go("bank-edit", subject_id=self.subjects.subject_id or "")

    def show_all(self) -> None:
        """Let go of all that narrows the list: words, filters, status and subject."""
        self.show_only(replace(Filter(), status=None))

    def show_only(self, wanted: Filter) -> None:
        """Narrow the list by this alone."""
        self._pause.stop()
        self.search.clear()
        self.filters.show_filter(wanted)
        self.subjects.choose(None)
        self._choose_subject()

    def _build(self) -> None:
        self.export = ExportMenu(self)
        self.more = MoreMenu(self)
        new = Button(_("新建试题"), self.add_question, icon="plus", shortcut="Ctrl+N")
        add = PrimaryButton(_("导入题目"), self.choose_file, icon="upload", shortcut="Ctrl+I")
        line = FlowLayout(10)
        line.add(self.search, least=SEARCH_WIDTH, share=1)
        more = (self.more.waiting, self.more.unfinished, self.more, self.export)
        for part in (self.bulk, *more, new, add):
            line.add(part)
        self.body.addLayout(line)
        self.body.addWidget(self.filters)
        first = PrimaryButton(_("导入题目"), self.choose_file, icon="upload")
        offer = _("选择 {kinds}，或把文件拖到这里；先核对，再导入。")
        advice = offer.format(kinds=_(kinds.NAMED))
        empty = EmptyState("library-big", _("题库里还没有题目。"), first, advice=advice)
        self.table.set_empty(empty)
        everything = Button(_("显示全部题目"), self.show_all)
        told = _("搜索、筛选、状态和题库目录都会减少列表中的题；全部题目里也有草稿和停用的。")
        none_fits = EmptyState("search", _("没有符合条件的题目。"), everything, advice=told)
        self.table.set_no_match(none_fits)
        left = Card()
        left.body.setContentsMargins(6, 8, 6, 8)
        left.body.addWidget(row(Words(_("题库目录"), "small"), None, self.subject_menu))
        left.body.addWidget(self.subjects)
        right = (TableCard(self.table), TABLE_WIDTH, 1), (self.card, CARD_WIDTH, 0)
        self.body.addWidget(beside((left, WIDTH + 14, 0), *right), 1)

    def _connect(self) -> None:
        self.search.searched.connect(self._wait)
        self.search.returnPressed.connect(self._go_to_table)
        self.search.going_down.connect(self._go_to_table)
        self._pause.timeout.connect(self.look)
        self.questions.ordered.connect(self._order)
        self.filters.changed.connect(self.look)
        self.subjects.chosen.connect(self._choose_subject)
        self.table.picked.connect(self._show_current)
        self.table.opened.connect(self.change_current)
        self.table.selectionModel().selectionChanged.connect(self._tell_found)
        self.card.asked.connect(self.change_current)
        self.card.past_asked.connect(self.show_history)

    def _read(self, found: FoundList, start: int, count: int) -> Sequence[QuestionLine]:
        with self.workspace.read() as session:
            return [question_line(one) for one in found.rows(session, start, count)]

    def _order(self, column: int, descending: bool) -> None:
        self.sorting = Sorting(ORDERS[column], descending) if column >= 0 else AS_THEY_CAME
        self.look()

    def _choose_subject(self) -> None:
        self._show_counts()
        self.look()

    def _show_counts(self) -> None:
        """Let the round filters tell what the chosen subject has, with all below it."""
        chosen = self.subjects.subject_id
        inside = self._counts if chosen is None else below(self.places, chosen)
        counts: dict[QuestionType, int] = {}
        for one in inside:
            for kind, count in self._counts.get(one, {}).items():
                counts[kind] = counts.get(kind, 0) + count
        self.filters.show_counts(counts)

    def marked_count(self) -> int:
        """How many questions are marked."""
        return len(self.table.selected_numbers())

    def marked_ids(self) -> list[str]:
        """The marked questions, from top to bottom, also those never seen."""
        numbers = self.table.selected_numbers()
        if len(numbers) <= WINDOW:
            return [self.questions.row(number).id for number in numbers]
        with self.workspace.read() as session:
            ids = filtering.find_ids(session, self.wanted, sorting=self.sorting)
        return [ids[number] for number in numbers]

    def _tell_found(self) -> None:
        marked = self.marked_count()
        self.bulk.follow(marked)
        count = len(self.questions.rows)
        self.export.setEnabled(count > 0)
        told = _("共 {count} 题，已选 {marked} 题") if marked > 1 else _("共 {count} 题")
        self.set_title(self.title, told.format(count=count, marked=marked))

    def _show_current(self, line: QuestionLine | None) -> None:
        if line is None:
            self.card.show_nothing()
            return
        with self.workspace.read() as session:
            for view in question_views(session, [line.id]):
                self.card.show_view(view)

    def _wait(self) -> None:
        self._pause.start()

    def _go_to_table(self) -> None:
        if self._pause.isActive():
            self.look()
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _point_at(self, question_id: str) -> None:
        """Show one question, as somebody coming from the search of the window wants."""
        with self.workspace.read() as session:
            question = filtering.find_one(session, question_id)
            ids = filtering.find_ids(session, replace(Filter(), subject_id=question.subject_id))
        self.subjects.choose(question.subject_id)
        if question_id in ids:
            number = ids.index(question_id)
            self.table.pick(number)
            self.table.scrollTo(self.questions.index(number, 0))
        self.keyboard_first = self.table
