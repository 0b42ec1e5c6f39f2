"""What a question says that a foreign format has no place for: carried along as JSON.

Other programs overlook it; our reader gives it back, so that nothing is lost on the way.
"""

import json
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from dongan_training.bank.drafts import Draft, MarkingPoint, QuestionType, answer_fits

NAME = "dongan-training"
PLAIN = ("number", "points", "difficulty", "section", "chapter", "citation", "passage")


def carried(draft: Draft, *also: str) -> str:
    """One line of JSON; ``also`` names what this format cannot say of this question.

    ``>`` is written as an escape, so that the line may stand inside a comment of any markup.
    """
    said: dict[str, Any] = {"type": str(draft.type)}
    said |= {name: value for name in PLAIN if (value := getattr(draft, name)) not in (None, "")}
    if draft.order_free:
        said["order_free"] = True
    if draft.marking:
        said["marking"] = [[one.text, one.points] for one in draft.marking]
    if draft.tags:
        said["tags"] = draft.tags
    said |= {name: getattr(draft, name) for name in also}
    return json.dumps(said, ensure_ascii=False).replace(">", "\\u003e")


def kind_carried(line: str) -> QuestionType | None:
    """The type that a carried line tells; None where it tells nothing."""
    said = _parsed(line)
    return QuestionType(said["type"]) if said else None


def restored(draft: Draft, line: str) -> Draft:
    """Give a question back what was carried; what is no such line changes nothing."""
    said = _parsed(line)
    if said is None:
        return draft
    fields: dict[str, Any] = {name: said.get(name) for name in PLAIN}
    fields["number"] = fields["number"] or ""
    if (passage := fields["passage"]) and draft.stem.startswith(passage):
        fields["stem"] = draft.stem[len(passage) :].strip()
    if "stem" in said:
        fields["stem"] = str(said["stem"])
    if isinstance(said.get("answer"), list):
        fields["answer"] = tuple(
            tuple(map(str, one)) if isinstance(one, list) else one for one in said["answer"]
        )
    again = replace(
        draft,
        **fields,
        type=QuestionType(said["type"]),
        order_free=said.get("order_free") is True,
        marking=tuple(MarkingPoint(str(text), points) for text, points in said.get("marking", ())),
        tags=tuple(map(str, said.get("tags", ()))),
    )
    return again if answer_fits(again.type, again.answer) else draft


def _parsed(line: str) -> dict[str, Any] | None:
    """A carried line as plain values, if every one is of the kind it should be."""
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict) or said.get("type") not in _values(QuestionType):
        return None
    texts = [said.get(name) for name in PLAIN if name != "points"]
    fits = all(one is None or isinstance(one, str) for one in texts)
    fits &= isinstance(said.get("points"), int | float | None)
    marking, tags = said.get("marking", []), said.get("tags", [])
    fits &= isinstance(tags, list) and isinstance(marking, list)
    fits &= all(
        isinstance(one, list) and len(one) == 2 and isinstance(one[1], int | float | None)
        for one in marking
    )
    return said if fits else None


def _values(kind: type[QuestionType]) -> Collection[str]:
    return {str(one) for one in kind}
