"""A question under review as plain values, without losing anything of it: pure."""

import base64
from dataclasses import fields
from typing import Any

from dongan_training.bank.drafts import (
    Draft,
    MarkingPoint,
    Picture,
    Problem,
    ProblemKind,
    QuestionType,
)

DEFAULTS = {one.name: one.default for one in fields(Draft) if one.init}


def draft_to_json(draft: Draft) -> dict[str, Any]:
    """All that differs from an empty draft."""
    said = {
        name: value
        for name, default in DEFAULTS.items()
        if (value := getattr(draft, name)) != default
    }
    said["type"] = str(draft.type)
    if draft.pictures:
        said["pictures"] = [
            [one.media_type, base64.b64encode(one.data).decode("ascii")] for one in draft.pictures
        ]
    if draft.marking:
        said["marking"] = [[one.text, one.points] for one in draft.marking]
    return said


def draft_from_json(said: dict[str, Any]) -> Draft:
    """The draft that was written."""
    values = {name: _frozen(value) for name, value in said.items()}
    values["type"] = QuestionType(said["type"])
    values["pictures"] = tuple(
        Picture(kind, base64.b64decode(data)) for kind, data in said.get("pictures", ())
    )
    values["marking"] = tuple(MarkingPoint(*one) for one in said.get("marking", ()))
    return Draft(**values)


def problem_to_json(problem: Problem) -> list[Any]:
    """A problem as a short list."""
    return [problem.line, str(problem.kind), problem.message, problem.text]


def problem_from_json(said: list[Any]) -> Problem:
    """The problem that was written."""
    line, kind, message, text = said
    return Problem(line, ProblemKind(kind), message, text)


def _frozen(value: Any) -> Any:
    return tuple(_frozen(one) for one in value) if isinstance(value, list) else value
