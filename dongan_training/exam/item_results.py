"""How each question of an exam worked, in figures and words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.models import QuestionVersion
from dongan_training.exam.analysis import MANY_OMIT, Verdict, verdict
from dongan_training.exam.item_choices import ItemChoice, item_choices
from dongan_training.exam.item_figures import FEWEST_PEOPLE, item_figures, upper_lower_weights
from dongan_training.exam.mark_table import NOTHING
from dongan_training.exam.marked_people import Block, MarkedPeople
from dongan_training.exam.models import PaperItem
from dongan_training.exam.option_shares import Asked, OptionShare, option_shares, remarks_on
from dongan_training.texts import _


@dataclass(frozen=True)
class ItemResult:
    """How one question worked. ``number`` is that on ``form``, the first that has it."""

    item_id: str
    question_id: str
    number: int
    form: str
    type: QuestionType
    stem: str
    key: str
    points: float
    taken: int = 0
    omitted: int = 0
    facility: float | None = None
    right_rate: float | None = None  # share of people who earned all points
    discrimination: float | None = None
    correlation: float | None = None  # with the other questions
    verdict: Verdict = Verdict.TOO_FEW
    options: tuple[OptionShare, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """What stays the same when the exam is analysed anew."""
        return self.item_id


def items_of_exam(
    session: Session, table: MarkedPeople, blocks: Mapping[str, Block]
) -> Iterable[ItemResult]:
    """Tell of every question, those of form A first."""
    questions = {
        item_id: question_id
        for item_id, question_id in session.execute(
            select(PaperItem.id, QuestionVersion.question_id)
            .join(PaperItem.version)
            .where(PaperItem.paper_id == table.exam.paper_id)
        )
    }
    columns = {one: at for at, one in enumerate(table.answers.item_ids)}
    choices = item_choices(session, table.exam.id)
    for block in blocks.values():
        judged = _Judged(block, table)
        for choice in choices:
            if choice.item_id in block.places:
                values = table.answers.values[columns[choice.item_id]]
                yield judged.item(choice, questions[choice.item_id], values)


class _Judged:
    """The figures of one block, worked out together and told item by item."""

    def __init__(self, block: Block, table: MarkedPeople):
        import numpy as np

        self.block = block
        self.keys = [table.keys[one] for one in block.places]
        self.taken = len(block.totals)
        self.weights = None
        if self.taken:
            full = np.array([one.printed.points for one in self.keys])
            self.figures = item_figures(block.points, full, block.totals)
            self.omitted = (block.codes == NOTHING).sum(axis=0)
            self.right = (block.points >= full - 1e-9).mean(axis=0)
        if self.taken >= FEWEST_PEOPLE:
            self.weights = upper_lower_weights(block.totals)

    def item(
        self, choice: ItemChoice, question_id: str, values: Sequence[Sequence[object]]
    ) -> ItemResult:
        """Tell the figures of one question."""
        at = self.block.places[choice.item_id]
        if not self.taken:
            return _unasked(choice, question_id)
        key, omitted = self.keys[at], int(self.omitted[at])
        facility = float(self.figures.facility[at])
        index = _number(self.figures.discrimination[at])
        asked = Asked(choice.type, choice.options, [one.answer for one in key.keys])
        options = option_shares(asked, values, self.block.codes[:, at], self.weights)
        return replace(
            _unasked(choice, question_id),
            taken=self.taken,
            omitted=omitted,
            facility=facility,
            right_rate=float(self.right[at]),
            discrimination=index,
            correlation=_number(self.figures.correlation[at]),
            verdict=verdict(facility, index) if key.treatment is None else Verdict.NOT_COUNTED,
            options=options,
            remarks=self._remarks(choice, options, omitted),
        )

    def _remarks(
        self, choice: ItemChoice, options: Sequence[OptionShare], omitted: int
    ) -> tuple[str, ...]:
        if self.taken < FEWEST_PEOPLE:
            return ()
        told = remarks_on(options, choice.type)
        if omitted / self.taken > MANY_OMIT:
            share = f"{omitted / self.taken:.0%}"
            return (*told, _("{share} 的人没有作答").format(share=share))
        return told


def _unasked(choice: ItemChoice, question_id: str) -> ItemResult:
    return ItemResult(
        item_id=choice.item_id,
        question_id=question_id,
        number=choice.number,
        form=choice.form,
        type=choice.type,
        stem=choice.stem,
        key=choice.key,
        points=choice.points,
    )


def _number(value: float) -> float | None:
    return None if value != value else float(value)
