"""Questions of the bank as candidates will see them on screen, before they stand on any paper."""

from dongan_training.bank.drafts import Draft, QuestionType
from dongan_training.bank.picture_markers import shown_to_candidates
from dongan_training.bank.recognising.blanks import count_underscores
from dongan_training.bank.scoring import LETTERS, Marking, rule_in_words
from dongan_training.exam.candidate_view import ShownOption, ShownQuestion

USUAL_POINTS = 1.0  # of a question that says nothing: the blueprint decides


def shown_draft(draft: Draft, number: int, marking: Marking) -> ShownQuestion:
    """Give a question in the form that the screen of an exam takes, with options as written."""
    points = worth_of(draft)
    return ShownQuestion(
        item_id=str(number),
        number=number,
        type=draft.type,
        points=points,
        rule=rule_in_words(draft.type, points, marking, order_free=draft.order_free),
        stem=draft.stem,
        options=tuple(
            ShownOption(letter, text, letter)
            for letter, text in zip(LETTERS, draft.options, strict=False)
        ),
        blanks=_blanks(draft),
        answer=(),
        flagged=False,
        passage=draft.passage or "",
        pictures=shown_to_candidates(
            draft.pictures,
            (draft.passage or "", draft.stem, *draft.options),
            map(str, (*draft.answer, draft.explanation or "")),
        ),
    )


def _blanks(draft: Draft) -> int:
    if draft.type is not QuestionType.FILL_BLANK:
        return 0
    return len(draft.answer) or count_underscores(draft.stem)


def worth_of(draft: Draft) -> float:
    """The points that a preview shows."""
    return USUAL_POINTS if draft.points is None else draft.points
