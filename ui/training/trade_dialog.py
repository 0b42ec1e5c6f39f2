"""换人和调班: somebody's place goes to a person of the roll, or is exchanged with another class."""

from dataclasses import dataclass

from PySide6.QtWidgets import QComboBox, QWidget
from sqlalchemy.orm import Session

from dongan_training import clock
from dongan_training.errors import UserError
from dongan_training.reports.class_overview import OverviewRow
from dongan_training.texts import _
from dongan_training.training import queries, waiting
from dongan_training.training.queries import ClassCard
from ui.kit import (
    Column,
    Desk,
    EmptyState,
    ListDialog,
    PrimaryButton,
    RowsModel,
    SearchField,
    Table,
    flow,
    spread_name,
)

ROLL = ""  # in place of the id of a class


@dataclass(frozen=True)
class Partner:
    """Who may take the place: ``id`` is that of a person, or of a place in the other class."""

    id: str
    name: str
    pinyin: str
    org: str
    township: str
    post: str


class TradeDialog(ListDialog):
    """Choose where the other is, then who; the old badges are void after it."""

    def __init__(
        self, desk: Desk, card: ClassCard, leaving: OverviewRow, parent: QWidget | None = None
    ):
        told = _("原来的胸牌随即作废；两边已有的签到都保留。")
        super().__init__(_("{name}换人或调班").format(name=leaving.name), told, parent)
        self.setMinimumWidth(760)
        self.desk, self.card, self.leaving = desk, card, leaving
        self.where = QComboBox()
        self.where.setAccessibleName(_("换给谁"))
        self.where.addItem(_("换成花名册里的人"), ROLL)
        with desk.workspace.read() as session:
            others = queries.classes(session, year=card.year)
        for one in others:
            if one.id != card.id and one.enrolled:
                self.where.addItem(_("与“{title}”互换").format(title=one.title), one.id)
        self.search = SearchField(_("姓名、拼音首字母、单位"))
        self._body.addWidget(flow(self.where, self.search, spacing=10))
        self.rows = RowsModel(
            Column(_("姓名"), "name", spread_name, bold=True, width=120),
            Column(_("乡镇"), "township", width=120),
            Column(_("所在党组织"), "org"),
            Column(_("职务"), "post", muted=True, width=130),
            find=("pinyin",),
            parent=self,
        )
        self.table = Table(self.rows, "trade")
        self.table.set_empty(EmptyState("users", _("没有可以换的人。")))
        self.trade_ = PrimaryButton(_("换成这个人"), self.trade)
        self.fill(self.table, self.trade_)
        self.where.currentIndexChanged.connect(self.refresh)
        self.search.searched.connect(self.rows.filter)
        self.search.going_down.connect(self.table.setFocus)
        self.table.opened.connect(self.trade)
        self.refresh()

    def refresh(self) -> None:
        """List who may take the place."""
        class_id = self.where.currentData()
        with self.desk.workspace.read() as session:
            if class_id == ROLL:
                found = [
                    Partner(one.id, one.name, one.pinyin, one.org, one.township, one.post)
                    for one in queries.candidates(session, self.card.id)
                    if not one.enrolled
                ]
            else:
                found = [
                    Partner(one.id, one.name, one.pinyin, one.org, one.township, one.post)
                    for one in queries.active_roster(session, class_id)
                ]
        self.rows.show(found)
        self.rows.filter(self.search.text())
        self.trade_.setEnabled(bool(found))

    def trade(self) -> None:
        """Give the place to whoever has the cursor, and close."""
        partner: Partner | None = self.table.current()
        if partner is None:
            return
        try:
            with self.desk.workspace.begin() as session:
                self._trade(session, partner)
        except UserError as error:
            self.explain(error)
        else:
            self.accept()

    def _trade(self, session: Session, partner: Partner) -> None:
        by, now = self.desk.actor, clock.now()
        if self.where.currentData() == ROLL:
            waiting.replace_person(
                session, enrolment_id=self.leaving.id, person_id=partner.id, by=by, at=now
            )
        else:
            waiting.swap_places(session, one_id=self.leaving.id, other_id=partner.id, by=by, at=now)
