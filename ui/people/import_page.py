"""导入名册: what a roll would do, row by row, before anything is stored."""

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup

from dongan_training import clock
from dongan_training.people import queries
from dongan_training.people.facts import PersonFacts
from dongan_training.people.queries import PersonCard
from dongan_training.people.roster import RosterOutdated, RosterReport, import_roster
from dongan_training.people.roster_plan import Choice, RosterEntry, RosterPlan, plan_roster
from dongan_training.people.roster_sheet import read_roster
from dongan_training.progress import Progress
from dongan_training.texts import N_, _, listed, sentences
from ui.jobs import Job
from ui.kit import (
    Button,
    Chip,
    Column,
    Desk,
    EmptyState,
    LoadingState,
    Page,
    PrimaryButton,
    RowsModel,
    Table,
    TableCard,
    Tag,
    Tone,
    Words,
    beside,
    foot,
    spread_name,
)
from ui.people.imports_dialog import ImportsDialog
from ui.people.review_rows import TAGS, ReviewRow, review_rows
from ui.people.row_panel import RowPanel

ALL = ""
PANEL_WIDTH = 400
TONES = {"problem": Tone.BAD, "question": Tone.ATTENTION, "gone": Tone.ATTENTION}


class ReviewTable(Table):
    """A table in which 1, 2 and 3 answer the question of the current row."""

    answered = Signal(int)  # 0 for the first answer offered

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() in ("1", "2", "3"):
            self.answered.emit(int(event.text()) - 1)
        else:
            super().keyPressEvent(event)


class RosterImportPage(Page):
    """Reads a roll as a job, shows every row with its verdict, and imports what was agreed."""

    title = N_("导入名册")

    def __init__(self, desk: Desk, path: Path, chosen_at: datetime):
        super().__init__(desk)
        self.path, self.chosen_at = path, chosen_at
        self.subtitle = path.name
        self.plan: RosterPlan | None = None
        self.choices: dict[str, Choice] = {}
        self.rows = RowsModel(
            Column(_("行"), "place", sort=_in_file, muted=True, width=72),
            Column(_("处理"), "tag", tag=_as_it_is, sort=_by_tag, width=100),
            Column(_("姓名"), "name", spread_name, bold=True, width=110),
            Column(_("所在党组织"), "unit", width=160),
            Column(_("说明"), "remark"),
            tone=_tone,
            parent=self,
        )
        self.table = ReviewTable(self.rows, "roster-review")
        self.panel = RowPanel(self._known_before)
        self.chips: dict[str, Chip] = {}
        self.remark = Words("", "muted")
        self.cancel = Button(_("取消"), self.navigator.back).large()
        self.confirm = PrimaryButton("", self.import_agreed).large()
        self.all_leave = Button(_("不在名册的全部离册"), self.let_all_leave).large()
        self._build()
        self.refresh()

    def refresh(self) -> None:
        """Read the file anew and compare it with the roll as it is now."""
        self.show_state(LoadingState(_("正在核对名册……")))
        job = Job(_("核对名册"), self._plan)
        job.done.connect(self.show_plan)
        job.failed.connect(self.show_error)
        job.cancelled.connect(self.navigator.back)
        self.jobs.start(job)

    def show_plan(self, plan: RosterPlan) -> None:
        """Show what the roll would do."""
        self.plan, self.choices = plan, {}
        self.show_content()
        self._show_rows()
        self._name_chips()
        self._offer_all_gone()
        self._tell_what_was_left(plan)
        if self.rows.rows:
            self.table.pick(0)
        self.table.setFocus()

    def choose(self, choice: Choice) -> None:
        """Answer the question of the current row, and go on to the next one."""
        current: ReviewRow | None = self.table.current()
        if current is None or choice not in current.offers:
            return
        self.choices[current.id] = choice
        self._offer_all_gone()
        self._show_rows()
        self._go_to_next_question()
        self._show_row(self.table.current())

    def let_all_leave(self) -> None:
        """Choose for everybody whom the roll no longer names; each can still be kept."""
        assert self.plan is not None, "the button stands below a plan"
        self.choices |= {one.id: Choice.LEAVE for one in self.plan.gone}
        self._show_rows()
        self._offer_all_gone()
        self._show_row(self.table.current())

    def import_agreed(self) -> None:
        """Store what was agreed, as a job."""
        if self.plan is None:
            return
        work = partial(self._import, self.plan, dict(self.choices))
        job = Job(_("导入名册"), work)
        job.done.connect(self.show_report)
        job.failed.connect(self._explain_failure)
        job.cancelled.connect(self._say_cancelled)
        self.confirm.setEnabled(False)
        self.jobs.start(job)

    def show_report(self, report: RosterReport) -> None:
        """Say what was stored, only now that it is."""
        text = _("已导入：新增 {added} 人，更新 {changed} 人。").format(
            added=len(report.added), changed=len(report.changed)
        )
        advice = _(
            "新建党组织 {units} 个；不变 {same} 行，跳过 {skipped} 行，有问题 {problems} 行。"
        )
        see = PrimaryButton(_("查看人员"), partial(self.navigator.go, "people"), icon="users")
        if report.left:
            advice = _("离册 {left} 人；").format(left=len(report.left)) + advice
        told = advice.format(
            **{name: getattr(report, name) for name in ("same", "skipped", "problems")},
            units=report.units_created,
        )
        records = Button(_("导入记录…"), self.show_imports, icon="undo-2")
        told += _("导错了，可以在“导入记录”里整批撤销。")
        self.show_state(EmptyState("circle-check", text, see, records, advice=told))
        see.setFocus()

    def show_imports(self) -> None:
        """Show the rolls brought in so far; each can be taken back."""
        self.dialog = ImportsDialog(self.desk, self)
        self.dialog.open()

    def _plan(self, progress: Progress) -> RosterPlan:
        table = read_roster(self.path, progress)
        with self.workspace.read() as session:
            return plan_roster(session, table=table, at=self.chosen_at, progress=progress)

    def _import(
        self, plan: RosterPlan, choices: dict[str, Choice], progress: Progress
    ) -> RosterReport:
        with self.workspace.begin() as session:
            return import_roster(
                session,
                plan=plan,
                choices=choices,
                by=self.desk.actor,
                at=clock.now(),
                progress=progress,
            )

    def _build(self) -> None:
        group = QButtonGroup(self)
        for kind in (ALL, *TAGS):
            chip = Chip("", TAGS[kind][1] if kind else Tone.QUIET)
            self.chips[kind] = chip
            group.addButton(chip)
        self.chips[ALL].setChecked(True)
        card = TableCard(self.table, *self.chips.values(), None)
        self.body.addWidget(beside((card, 460, 1), (self.panel, PANEL_WIDTH, 0)), 1)
        self.body.addWidget(foot(self.remark, None, self.all_leave, self.cancel, self.confirm))
        group.buttonClicked.connect(self._filter)
        self.table.picked.connect(self._show_row)
        self.table.answered.connect(self._answer)
        self.panel.chosen.connect(self.choose)

    def _show_rows(self) -> None:
        assert self.plan is not None, "rows are shown after a plan came"
        self.rows.show(review_rows(self.plan, self.choices))
        count = len(self.plan.agreed(self.choices))
        self.confirm.setText(_("导入 {count} 人").format(count=count))
        self.confirm.setEnabled(count > 0)
        leaving = len(self.plan.leaving(self.choices))
        if leaving:
            text = _("导入 {count} 人，离册 {leaving} 人").format(count=count, leaving=leaving)
            self.confirm.setText(text)
            self.confirm.setEnabled(True)
        answered = sum(not one.startswith("gone:") for one in self.choices)
        waiting = self.plan.counts()["question"] - answered
        text = _("还有 {count} 行待确认，没有确认的会跳过。").format(count=waiting)
        self.remark.setText(text if waiting else _("现在还没有存入任何内容。"))

    def _offer_all_gone(self) -> None:
        assert self.plan is not None, "only a plan names who is gone"
        undecided = len(self.plan.gone) - len(self.plan.leaving(self.choices))
        self.all_leave.setVisible(undecided > 1)

    def _name_chips(self) -> None:
        assert self.plan is not None, "chips count a plan"
        counts = self.plan.counts()
        for kind, chip in self.chips.items():
            words = _(TAGS[kind][0]) if kind else _("全部")
            count = counts[kind] if kind else counts["rows"] + counts["gone"]
            chip.setText(f"{words} {count}")
            chip.setVisible(not kind or count > 0)

    def _tell_what_was_left(self, plan: RosterPlan) -> None:
        told = [plan.remark] if plan.remark else []
        if plan.sheets_left:
            sheets = listed(plan.sheets_left)
            told.append(_("没有“姓名”一栏、没有读的工作表：{sheets}。").format(sheets=sheets))
        if told:
            self.say(sentences(told), Tone.ATTENTION)

    def _filter(self) -> None:
        kind = next(kind for kind, chip in self.chips.items() if chip.isChecked())
        self.rows.filter("", partial(_is_of, kind) if kind else None)
        if self.rows.rows and self.table.current() is None:
            self.table.pick(0)

    def _answer(self, number: int) -> None:
        current: ReviewRow | None = self.table.current()
        if current and number < len(current.offers):
            self.choose(current.offers[number])

    def _go_to_next_question(self) -> None:
        start = self.table.currentIndex().row() + 1
        for number, one in enumerate(self.rows.rows[start:], start=start):
            if one.offers and one.id not in self.choices:
                self.table.pick(number)
                return

    def _show_row(self, shown: ReviewRow | None) -> None:
        self.panel.show_row(shown, self.choices.get(shown.id) if shown else None)

    def _known_before(self, entry: RosterEntry) -> PersonFacts | PersonCard | None:
        """What is known already: on the roll, or in a row above."""
        assert self.plan is not None, "a row is shown after a plan came"
        if entry.twin is not None:
            return next(one.facts for one in self.plan.entries if one.id == entry.twin)
        if entry.person_id is None:
            return None
        with self.workspace.read() as session:
            return queries.person_card(session, entry.person_id)

    def _explain_failure(self, error: Exception) -> None:
        self.confirm.setEnabled(True)
        if isinstance(error, RosterOutdated):
            self.show_error(error)  # its button reads and compares anew
        else:
            self.explain(error)

    def _say_cancelled(self) -> None:
        self.confirm.setEnabled(True)
        self.say(_("已取消，没有导入任何人。"), Tone.INFO)


def _is_of(kind: str, one: ReviewRow) -> bool:
    return one.kind == kind


def _as_it_is(tag: Tag) -> Tag:
    return tag


def _by_tag(one: ReviewRow) -> int:
    return list(TAGS).index(one.kind)


def _in_file(one: ReviewRow) -> tuple[str, int]:
    return one.place.rpartition(" ")[0], one.number


def _tone(one: ReviewRow) -> Tone | None:
    return TONES.get(one.kind)
