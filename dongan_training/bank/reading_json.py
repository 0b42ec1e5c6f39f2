"""A reading as the JSON that ``bank read`` prints: a fixed form that scripts depend on."""

from collections import Counter
from pathlib import Path
from typing import Any

from dongan_training.bank.drafts import Draft, QuestionType, Reading


def to_json(reading: Reading, path: Path) -> dict[str, Any]:
    """The reading as plain values, ready for ``json.dumps``."""
    counts = Counter(str(draft.type) for draft in reading.drafts)
    return {
        "file": str(path),
        "format": reading.format,
        "questions": [question_json(draft) for draft in reading.drafts],
        "problems": [
            {
                "line": problem.line,
                "kind": str(problem.kind),
                "message": problem.message,
                "text": problem.text,
            }
            for problem in reading.problems
        ],
        "counts": {
            **{str(kind): counts[str(kind)] for kind in QuestionType},
            "problems": len(reading.problems),
        },
    }


def question_json(draft: Draft) -> dict[str, Any]:
    """One question; answers are letters, [true], one list per blank, or one model text."""
    answer = [list(one) if isinstance(one, tuple) else one for one in draft.answer]
    return {
        "number": draft.number,
        "type": str(draft.type),
        "stem": draft.stem,
        "options": list(draft.options),
        "answer": answer,
        "explanation": draft.explanation,
        "points": draft.points,
        "difficulty": draft.difficulty,
        "section": draft.section,
        "chapter": draft.chapter,
        "citation": draft.citation,
        "images": draft.images,
        "line": draft.line,
        "warnings": list(draft.warnings),
        "passage": draft.passage,
    }
