"""What a question says that a foreign format has no place for: carried along as JSON.

Other programs overlook it; our reader gives it back, so that nothing is lost on the way.
"""

import base64
import json
import re
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from dongan_training.bank.drafts import (
    Draft,
    MarkingPoint,
    Picture,
    QuestionType,
    answer_fits,
    picture_marker,
)
from dongan_training.bank.picture_markers import MARKER

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
    if "answer" in also and MARKER.search(str(draft.answer)):
        said["pictures"] = [
            [one.media_type, base64.b64encode(one.data).decode()] for one in draft.pictures
        ]
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
    if not answer_fits(again.type, again.answer):
        return draft
    return _with_pictures(again, said["pictures"]) if "pictures" in said else again


def _with_pictures(draft: Draft, said: list[list[str]]) -> Draft:
    """The pictures of an answer that was carried come along, with the numbers it gives them."""
    pictures = tuple(Picture(kind, base64.b64decode(data)) for kind, data in said)
    places = {one.data: place for place, one in enumerate(pictures, start=1)}

    def numbered(text: str) -> str:
        def again(found: re.Match[str]) -> str:
            place = int(found[1])
            known = draft.pictures[place - 1].data if 0 < place <= len(draft.pictures) else b""
            return picture_marker(places[known]) if known in places else found[0]

        return MARKER.sub(again, text)

    return replace(
        draft,
        stem=numbered(draft.stem),
        options=tuple(map(numbered, draft.options)),
        explanation=numbered(draft.explanation) if draft.explanation else None,
        pictures=pictures,
        images=len(pictures),
    )


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
    return said if fits and _are_pictures(said.get("pictures", [])) else None


def _are_pictures(said: object) -> bool:
    try:
        return isinstance(said, list) and all(
            isinstance(kind, str) and bool(base64.b64decode(data, validate=True))
            for kind, data in said
        )
    except (ValueError, TypeError):  # not pairs, or no base64
        return False


def _values(kind: type[QuestionType]) -> Collection[str]:
    return {str(one) for one in kind}
