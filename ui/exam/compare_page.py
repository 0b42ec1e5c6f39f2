"""Two forms side by side: what only one has, and what stands differently on both."""

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox

from dongan_training.bank.scoring import plain_number, type_name
from dongan_training.exam.comparing import Comparison, Contrast, compare_forms, contrast_words
from dongan_training.exam.models import Paper, PaperForm, PaperItem
from dongan_training.exam.queries import papers
from dongan_training.texts import N_, _
from ui.exam.filter_chips import FilterChips
from ui.exam.wording import points
from ui.kit import Card, Column, Desk, Page, RowsModel, Table, TableCard, Tag, Tone, Words, beside

TONES = {
    Contrast.ONLY_FIRST: Tone.ATTENTION,
    Contrast.ONLY_SECOND: Tone.ATTENTION,
    Contrast.VERSION: Tone.BAD,
    Contrast.POINTS: Tone.BAD,
    Contrast.OPTIONS: Tone.INFO,
    Contrast.PLACE: Tone.INFO,
    Contrast.SAME: Tone.GOOD,
}


class ComparePage(Page):
    """Choose paper and form of either side; the table says how each question differs."""

    title = N_("比较试卷")
    shows = frozenset({Paper, PaperForm, PaperItem})

    def __init__(self, desk: Desk, paper_id: str):
        super().__init__(desk)
        self.first, self.second = _Side(_("前一份")), _Side(_("后一份"))
        self.lines = RowsModel(
            Column(_("前题号"), "first", _number, width=72),
            Column(_("后题号"), "second", _number, width=72),
            Column(_("题型"), "type", type_name, width=132),
            Column(_("题干"), "stem"),
            Column(_("前分值"), "first_points", points, width=72),
            Column(_("后分值"), "second_points", points, width=72),
            Column(_("对照"), "contrasts", tag=_contrast_tag, width=170),
            parent=self,
        )
        self.chips = FilterChips(
            [(one, Tag(contrast_words((one,)), tone)) for one, tone in TONES.items()]
        )
        self.body.addWidget(beside((self.first, 380, 1), (self.second, 380, 1)))
        self.body.addWidget(TableCard(Table(self.lines, "compared"), self.chips, None), 1)
        self._paper_id = paper_id
        self.refresh()
        for side in (self.first, self.second):
            side.paper.currentIndexChanged.connect(self.compare)
            side.form.currentIndexChanged.connect(self.compare)
        self.chips.chosen.connect(self._filter)

    def refresh(self) -> None:
        with self.workspace.read() as session:
            self._papers = {one.id: one for one in papers(session)}
        for side, letter in ((self.first, 0), (self.second, 1)):
            side.offer(self._papers, self._paper_id, letter)
        self.compare()

    def compare(self) -> None:
        """Show the two forms that are chosen."""
        for side in (self.first, self.second):
            side.offer_forms(self._papers[side.paper.currentData()].forms)
        with self.workspace.read() as session:
            found = compare_forms(session, self.first.chosen, self.second.chosen)
        self.first.tell(found.first)
        self.second.tell(found.second)
        counts = {one: found.count(one) for one in Contrast}
        self.chips.show_counts(len(found.lines), counts)
        self.found: Comparison = found
        self.lines.show(found.lines)

    def _filter(self) -> None:
        kind = self.chips.kind
        self.lines.filter(keep=kind and (lambda line: kind in line.contrasts))


class _Side(Card):
    """One of the two: a paper, a form of it, and its figures."""

    def __init__(self, name: str):
        super().__init__(name)
        self.paper, self.form = QComboBox(), QComboBox()
        self.paper.setAccessibleName(_("{side}：试卷").format(side=name))
        self.form.setAccessibleName(_("{side}：卷别").format(side=name))
        self.paper.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.paper.setMinimumContentsLength(12)
        self.figures = Words(look="muted")
        self.body.addWidget(beside((self.paper, 200, 5), (self.form, 90, 1), spacing=10))
        self.body.addWidget(self.figures)

    def offer(self, rows, paper_id: str, letter: int) -> None:
        """Offer all papers; the first time ``paper_id`` and the form with this number."""
        with QSignalBlocker(self.paper), QSignalBlocker(self.form):
            kept = self.paper.currentData()
            self.paper.clear()
            for one in rows.values():
                self.paper.addItem(one.title, one.id)
            chosen = kept if kept in rows else paper_id
            self.paper.setCurrentIndex(self.paper.findData(chosen))
            self.offer_forms(rows[chosen].forms)
            if kept is None:
                self.form.setCurrentIndex(min(letter, self.form.count() - 1))

    def offer_forms(self, letters: tuple[str, ...]) -> None:
        """Offer the forms of the chosen paper, and keep the choice where it has it."""
        if letters == tuple(self.form.itemData(at) for at in range(self.form.count())):
            return
        with QSignalBlocker(self.form):
            kept = self.form.currentData()
            self.form.clear()
            for letter in letters:
                self.form.addItem(_("{form} 卷").format(form=letter), letter)
            self.form.setCurrentIndex(max(self.form.findData(kept), 0))

    @property
    def chosen(self) -> tuple[str, str]:
        """The paper's id and the letter."""
        return self.paper.currentData(), self.form.currentData()

    def tell(self, figures) -> None:
        """Show the figures of the form."""
        self.figures.setText(
            _("{count} 题　满分 {points} 分　平均难度 {facility}").format(
                count=figures.questions,
                points=plain_number(figures.full_marks),
                facility=f"{figures.facility:.3f}",
            )
        )


def _contrast_tag(contrasts: tuple[Contrast, ...]) -> Tag:
    return Tag(contrast_words(contrasts), TONES[contrasts[0]])


def _number(number: int | None) -> str:
    return "–" if number is None else str(number)
