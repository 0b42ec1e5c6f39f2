"""JSON with every field, for programs: what is read back is the same question."""

import base64
import json
from collections.abc import Sequence
from typing import Any

from dongan_training.bank.drafts import Draft
from dongan_training.bank.reading_json import question_json


def write(drafts: Sequence[Draft]) -> bytes:
    """Write all questions as one document."""
    content = {"questions": [whole(draft) for draft in drafts]}
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def whole(draft: Draft) -> dict[str, Any]:
    """What ``bank read`` prints, and what it leaves out: marking points, tags, pictures."""
    return {
        **question_json(draft),
        "order_free": draft.order_free,
        "marking": [{"text": one.text, "points": one.points} for one in draft.marking],
        "tags": list(draft.tags),
        "pictures": [
            {"media_type": one.media_type, "data": base64.b64encode(one.data).decode()}
            for one in draft.pictures
        ],
    }
