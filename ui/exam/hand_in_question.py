"""What somebody is asked once before handing in: what is open, and what is marked."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from dongan_training.bank.scoring import is_answered
from dongan_training.exam.candidate_view import ShownQuestion
from dongan_training.texts import _, listed, sentences
from ui.kit import Question

MOST_NAMED = 12


def hand_in_question(
    questions: Sequence[ShownQuestion], answers: Mapping[str, Any], flags: Collection[str]
) -> Question:
    """Make the question of an attempt as it stands."""
    still_open = [one.number for one in questions if not is_answered(answers[one.item_id])]
    flagged = [one.number for one in questions if one.item_id in flags]
    told = [_("{count} 道题都已作答。").format(count=len(questions))]
    if still_open:
        words = _("还有 {count} 道题没有作答：{list}。")
        told = [words.format(count=len(still_open), list=_listed(still_open))]
    if flagged:
        words = _("有 {count} 道题标记待查：{list}。")
        told.append(words.format(count=len(flagged), list=_listed(flagged)))
    told.append(_("交卷后不能再改。"))
    kept = _("已保存的答案都在，点“取消”可继续作答。")
    return Question(_("现在交卷？"), sentences(told), _("交卷"), kept, by_touch=True)


def _listed(numbers: Sequence[int]) -> str:
    """Name the first numbers, and that there are more."""
    told = listed(str(number) for number in numbers[:MOST_NAMED])
    return _("{told}……").format(told=told) if len(numbers) > MOST_NAMED else told
