"""The questions of an exam to choose from, as its makers know them: number, words, key in force."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from dongan_training.bank.drafts import QuestionType
from dongan_training.exam.explaining import value_in_words
from dongan_training.exam.items import first_places, items_of_paper
from dongan_training.exam.models import Exam
from dongan_training.exam.queries import key_in_words
from dongan_training.exam.settling import all_keys
from dongan_training.texts import _


@dataclass(frozen=True)
class ItemChoice:
    """One question; letters are those of the bank, which form A keeps."""

    item_id: str
    number: int  # on ``form``
    form: str  # the first on which it stands
    type: QuestionType
    stem: str
    options: tuple[str, ...]
    points: float
    key: str  # in force now
    corrected: bool

    @property
    def id(self) -> str:
        """What stays the same when the list is read anew."""
        return self.item_id


def item_choices(session: Session, exam_id: str) -> tuple[ItemChoice, ...]:
    """List the questions of all forms, each once, in the order of form A."""
    exam = session.get_one(Exam, exam_id)
    keys = all_keys(session, exam)
    items = {one.id: one for one in items_of_paper(session, exam.paper_id)}
    found = []
    for item_id, place in first_places(exam.paper).items():
        item, key = items[item_id], keys[item_id]
        version = item.version
        accepted = _(" 或 ").join(value_in_words(one) for one in key.accepted)
        found.append(
            ItemChoice(
                item_id=item_id,
                number=place.number,
                form=place.form,
                type=version.type,
                stem=version.stem,
                options=tuple(version.options),
                points=item.points,
                key=accepted or key_in_words(version, range(len(version.options))),
                corrected=bool(key.accepted) or key.treatment is not None,
            )
        )
    return tuple(found)
