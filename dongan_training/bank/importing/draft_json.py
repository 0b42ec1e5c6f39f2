"""A question under review as plain values, without losing anything of it: pure.

What the program says of it is kept as pattern and facts, and worded when it is read again, in
the language spoken then. Drafts kept before that was so hold the sentences as they were.
"""

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
from dongan_training.texts import Said

DEFAULTS = {one.name: one.default for one in fields(Draft) if one.init}


def draft_to_json(draft: Draft) -> dict[str, Any]:
    """All that differs from an empty draft."""
    said = {
        name: value
        for name, default in DEFAULTS.items()
        if (value := getattr(draft, name)) != default
    }
    said["type"] = str(draft.type)
    if draft.warnings:
        said["warnings"] = [_said_to_json(one) for one in draft.warnings]
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
    values["warnings"] = tuple(_said_from_json(one) for one in said.get("warnings", ()))
    values["pictures"] = tuple(
        Picture(kind, base64.b64decode(data)) for kind, data in said.get("pictures", ())
    )
    values["marking"] = tuple(MarkingPoint(*one) for one in said.get("marking", ()))
    return Draft(**values)


def problem_to_json(problem: Problem) -> list[Any]:
    """A problem as a short list."""
    return [problem.line, str(problem.kind), _said_to_json(problem.message), problem.text]


def problem_from_json(said: list[Any]) -> Problem:
    """The problem that was written."""
    line, kind, message, text = said
    return Problem(line, ProblemKind(kind), _said_from_json(message), text)


def _said_to_json(said: object) -> Any:
    if not isinstance(said, Said):
        return said
    return {
        "say": said.pattern,
        "with": {name: _said_to_json(one) for name, one in said.facts.items()},
    }


def _said_from_json(said: Any) -> Any:
    if not isinstance(said, dict):
        return said
    return Said(said["say"], {name: _said_from_json(one) for name, one in said["with"].items()})


def _frozen(value: Any) -> Any:
    return tuple(_frozen(one) for one in value) if isinstance(value, list) else value
