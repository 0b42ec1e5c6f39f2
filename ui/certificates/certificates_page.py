"""证书: who of a class may have one; issue, print, revoke, verify."""

from collections import Counter
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from dongan_training import clock
from dongan_training.attendance.models import CheckIn, Leave
from dongan_training.certificates.entitlement import words_of
from dongan_training.certificates.issuing import Issued
from dongan_training.certificates.models import Certificate
from dongan_training.certificates.standing import (
    NO_WEIGHTS,
    CertificateRow,
    CertificateState,
    certificate_rows,
    conditions_of,
)
from dongan_training.errors import UserError
from dongan_training.exam.models import Attempt
from dongan_training.overall.composing import weights_of
from dongan_training.overall.models import Composition, GivenResult
from dongan_training.people.models import Person
from dongan_training.texts import N_, _
from dongan_training.training import models, queries
from dongan_training.training.queries import ClassCard
from dongan_training.training.stages import Stage, stage_of
from ui.certificates import wording
from ui.certificates.certificate_issuing import CertificateIssuing
from ui.certificates.certificate_papers import CertificatePapers, Saved
from ui.certificates.keys_dialog import KeysDialog
from ui.certificates.reason_dialogs import ReprintDialog, RevokeDialog
from ui.certificates.state_chips import StateChips
from ui.certificates.verify_dialog import VerifyDialog
from ui.jobs import Job
from ui.kit import (
    Button,
    Column,
    DangerButton,
    Desk,
    EmptyState,
    FigureCard,
    Page,
    PrimaryButton,
    RowsModel,
    SearchField,
    Table,
    TableCard,
    Tone,
    Words,
    flow,
    spread_name,
)


class CertificatesPage(Page):
    """One class at a time: figures, one table, and what can be done with it."""

    title = N_("证书")
    shows = frozenset(
        {
            *(Certificate, Attempt, CheckIn, Composition, GivenResult, Leave, Person),
            *(models.TrainingClass, models.Lesson, models.Enrolment),
        }
    )
    patience = 500  # for the door; what was done here shows at once

    def __init__(self, desk: Desk, class_id: str = ""):
        super().__init__(desk)
        self.card: ClassCard | None = None
        self._counts: Counter[CertificateState] = Counter()
        self.dialog: QWidget | None = None
        self.shown: object | None = None  # the preview opened last
        self.classes = QComboBox()
        self.asked = Words(look="small").cut()
        self.people = FigureCard(_("学员"))
        shown = (CertificateState.ENTITLED, CertificateState.ISSUED, CertificateState.LACKING)
        self.figures = {state: FigureCard(wording.state_tag(state).text) for state in shown}
        self.chips = StateChips()
        self.search = SearchField(_("姓名、拼音首字母、单位、编号"))
        self.rows = RowsModel(
            Column(_("序"), "place", width=56, muted=True),
            Column(_("姓名"), "name", spread_name, bold=True, width=110),
            Column(_("所在党组织"), "org", width=210),
            Column(_("学时"), "hours", wording.hours_text, width=64),
            Column(_("成绩"), "score", wording.score_text, width=64),
            Column(_("证书"), "state", tag=wording.state_tag, width=110),
            Column(_("还差什么"), "lacks", wording.lacks_text),
            Column(_("证书编号"), "number", width=200),
            find=("pinyin",),
            parent=self,
        )
        self.table = Table(self.rows, "certificates")
        self._build(class_id)
        self.refresh()

    def refresh(self) -> None:
        now = clock.now()
        with self.workspace.read() as session:
            cards = queries.classes(session)
            chosen = self._show_classes(cards)
            found = certificate_rows(session, class_id=chosen.id, at=now) if chosen else []
            weights = weights_of(session, chosen.id) if chosen else NO_WEIGHTS
        self.card = chosen
        if chosen is None:
            self.show_state(self._nothing_yet())
            return
        self.show_content()
        asked = words_of(conditions_of(chosen, weights), _hours_of_all(chosen, found))
        self.asked.setText(wording.asked_text(asked))
        self.rows.show(found)
        self._counts = Counter(one.state for one in found)
        self._show_figures()
        self._show_buttons()

    def issue(self) -> None:
        """Issue to all who are entitled, once the user has agreed."""
        self.issuing.issue(self._counts[CertificateState.ENTITLED])

    def reissue(self) -> None:
        """Give the person of the marked row a new certificate for the revoked one."""
        line = self.table.current()
        if line is not None:
            self.issuing.reissue(line.id)

    def revoke(self) -> None:
        """Ask for the reason, then make the certificate of the marked row void."""
        line = self.table.current()
        if line is not None and line.number:
            self.dialog = RevokeDialog(self.desk, line, self)
            self.dialog.accepted.connect(self._tell_revoked)
            self.dialog.open()

    def reprint(self) -> None:
        """Ask for the reason, then show the certificate of the marked row, marked as a reprint."""
        line = self.table.current()
        if line is not None and line.number:
            self.dialog = ReprintDialog(self.desk, line, self)
            self.dialog.accepted.connect(self.papers.show_reprint)
            self.dialog.open()

    def show_keys(self) -> None:
        """Open the window of keys and verification files."""
        self.dialog = KeysDialog(self.desk, self)
        self.dialog.open()

    def verify(self) -> None:
        """Open the window in which a code, a number or a picture is verified."""
        self.dialog = VerifyDialog(self.desk, self)
        self.dialog.open()

    def start(
        self, job: Job, done: Callable[..., None], failed: Callable[..., None] | None = None
    ) -> None:
        """Run a job and explain its failure."""
        job.done.connect(done)
        job.failed.connect(failed or self.explain)
        self.jobs.start(job)

    def explain_or_ask(self, error: UserError) -> None:
        """Explain what stopped the issuing, or ask whether to go on all the same."""
        if not self.issuing.ask_again(error):
            self.explain(error)

    def tell_issued(self, issued: Sequence[Issued]) -> None:
        """Say which numbers were given."""
        self.refresh()
        new = [one for one in issued if one.is_new]
        if not new:
            self.say(_("没有新的证书要签发。"), Tone.INFO)
            return
        first, last = new[0].facts.number, new[-1].facts.number
        told = first if first == last else _("{first} 至 {last}").format(first=first, last=last)
        self.say(_("已签发 {count} 份：{told}。").format(count=len(new), told=told))

    def _tell_revoked(self) -> None:
        self.refresh()
        self.say(_("证书已撤销，原因已写入操作日志。"), Tone.ATTENTION)

    def tell_saved(self, saved: Saved) -> None:
        """Say where certificates were saved, and on which of them something comes out badly."""
        told = _("已保存到“{path}”。").format(path=saved.path)
        self.say(told + saved.warning, Tone.ATTENTION if saved.warning else Tone.GOOD)

    def chosen(self) -> ClassCard:
        """The class that is shown."""
        assert self.card is not None, "the buttons are hidden without a class"
        return self.card

    def _show_classes(self, cards: Sequence[ClassCard]) -> ClassCard | None:
        """Fill the list of classes anew and keep the choice; first, the class that ended last."""
        wanted = self.classes.currentData() or self._wanted
        self.classes.clear()
        for card in cards:
            self.classes.addItem(f"{card.title}　{card.code}", card.id)
        now = clock.now()
        over = [card for card in cards if stage_of(card, now) is Stage.OVER]
        chosen = next((card for card in cards if card.id == wanted), None)
        chosen = chosen or next(iter([*over, *cards]), None)
        self.classes.setCurrentIndex(self.classes.findData(chosen.id) if chosen else -1)
        return chosen

    def _show_figures(self) -> None:
        counts = self._counts
        self.people.set_value(_("{count} 人").format(count=counts.total()))
        for state, card in self.figures.items():
            card.set_value(_("{count} 人").format(count=counts[state]))
        revoked = counts[CertificateState.REVOKED]
        remark = _("已撤销 {count}").format(count=revoked) if revoked else ""
        self.figures[CertificateState.ISSUED].set_value(
            _("{count} 人").format(count=counts[CertificateState.ISSUED]), remark
        )
        self.chips.show_counts(counts)

    def _show_buttons(self) -> None:
        count = self._counts[CertificateState.ENTITLED]
        self.issue_all.setText(_("签发 {count} 份").format(count=count) if count else _("签发"))
        self.issue_all.setEnabled(count > 0)
        for button in (self.printing, self.saving, *self.papers.of_issued):
            button.setEnabled(self._counts[CertificateState.ISSUED] > 0)
        self._follow_row(self.table.current())

    def _follow_row(self, line: CertificateRow | None) -> None:
        for button in (self.revoking, self.reprinting):
            button.setVisible(line is not None and bool(line.number))
        self.again.setVisible(line is not None and line.may_be_reissued)

    def _filter(self) -> None:
        state = self.chips.state

        def fits(line: CertificateRow) -> bool:
            return line.state is state

        self.rows.filter(self.search.text(), fits if state else None)

    def _build(self, class_id: str) -> None:
        self._wanted = class_id
        self.classes.setAccessibleName(_("培训班"))
        self.classes.setMinimumWidth(380)
        self.issue_all = PrimaryButton(_("签发"), self.issue, icon="award")
        self.papers = CertificatePapers(self)
        self.issuing = CertificateIssuing(self)
        print_all = self.papers.print_all
        self.printing = Button(_("预览打印"), print_all, icon="printer", shortcut="Ctrl+P")
        self.saving = Button(_("另存为 PDF"), self.papers.save_as, icon="save")
        self.more = Button(_("其他材料"), icon="file-text")
        self.more.setProperty("menu", True)
        self.more.setMenu(self.papers.menu)
        self.revoking = DangerButton(_("撤销证书"), self.revoke)
        self.reprinting = Button(_("补印"), self.reprint)
        self.again = Button(_("重新签发"), self.reissue)
        checking = Button(_("核验证书"), self.verify, icon="scan-qr-code")
        keys = Button(_("核验文件"), self.show_keys)
        tools = (keys, checking, self.more, self.saving, self.printing, self.issue_all)
        self.body.addWidget(flow(self.classes, None, *tools, spacing=10))
        self.body.addWidget(flow(self.people, *self.figures.values(), spacing=16))
        self.table.set_empty(EmptyState("award", _("这个班还没有学员，没有证书可发。")))
        self.search.setFixedWidth(250)
        self.asked.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        tools = (self.search, self.chips, self.asked, self.again, self.reprinting, self.revoking)
        self.body.addWidget(TableCard(self.table, *tools), 1)
        self.classes.activated.connect(self.refresh)
        self.search.searched.connect(self._filter)
        self.chips.chosen.connect(self._filter)
        self.table.picked.connect(self._follow_row)
        self.table.opened.connect(self.papers.print_one)

    def _nothing_yet(self) -> EmptyState:
        go = PrimaryButton(_("去建培训班"), self._go_to_classes, icon="graduation-cap")
        advice = _("培训班结束、成绩出来以后，在这里给符合条件的学员签发证书。")
        check = Button(_("核验证书"), self.verify, icon="scan-qr-code")
        return EmptyState("award", _("还没有培训班。"), go, check, advice=advice)

    def _go_to_classes(self) -> None:
        self.navigator.go("training")


def _hours_of_all(chosen: ClassCard, rows: Sequence[CertificateRow]) -> float | None:
    """The hours asked for; None where each person chose courses of their own."""
    full = {one.full_hours for one in rows}
    return chosen.hours if full <= {chosen.hours} else None
