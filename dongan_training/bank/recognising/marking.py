"""Marking points of a short answer, tags, and blanks that may be filled in any order."""

import re

from dongan_training.bank.drafts import MarkingPoint
from dongan_training.bank.recognising.pieces import fold

POINTS = re.compile(
    r"\s*[(\[【]\s*(\d+(?:\.\d+)?)\s*分\s*[)\]】]\s*|\s*[—-]{1,2}\s*(\d+(?:\.\d+)?)\s*分\s*$"
)
LISTED = re.compile(
    r"(?:^|(?<=[\s。;:,.]))(?:[(\[]\s*\d{1,2}\s*[)\]]|\d{1,2}\s*[.、)](?!\d))\s*|[①-⑳]\s*"
)
ENDS = " \n\t\u3000;；。.,，、"
ORDER = r"(?:顺序|次序|先后|位置)"
FREE = r"(?:不限|不分|不计|不论|任意|可?以?(?:调换|颠倒|互换|交换|更换|换|变))"
ORDER_FREE = re.compile(
    rf"[(\[【]\s*(?:答案|各空|填空)?{ORDER}{FREE}\s*[)\]】]"
    rf"|[(\[【]\s*不(?:分|限|计|论)(?:{ORDER})+\s*[)\]】]"
    rf"|[,;。]?\s*{ORDER}{FREE}[。.]?\s*$"
)  # fmt: skip
TAG_PARTS = re.compile(r"[,，、;；|/\s]+")


def points_in(text: str) -> tuple[MarkingPoint, ...]:
    """The points of an answer that is a list of them, with what each earns where it is told."""
    parts = _parts(text)
    return tuple(point for part in parts if (point := _point(part)).text)


def told_points(answer: str) -> tuple[MarkingPoint, ...]:
    """The same for an answer nobody called a list: believed where every part says its points."""
    if "分" not in answer:
        return ()
    found = points_in(answer)
    return found if len(found) > 1 and all(one.points is not None for one in found) else ()


def without_order(text: str) -> tuple[str, bool]:
    """Take ``（顺序不限）`` out of a key or stem, and say whether it was there."""
    if "序" not in text and "先后" not in text and "位置" not in text:
        return text, False
    folded = fold(text)
    found = ORDER_FREE.search(folded)
    if found is None:
        return text, False
    return (text[: found.start()] + text[found.end() :]).strip(), True


def tags_in(text: str | None) -> tuple[str, ...]:
    """Part the tags of one field."""
    return tuple(dict.fromkeys(part for part in TAG_PARTS.split(text or "") if part))


def _parts(text: str) -> list[str]:
    folded = fold(text)
    places = [found.span() for found in LISTED.finditer(folded)]
    if not places:
        return [part for part in re.split(r"[\n;；]", text) if part.strip()]
    starts = [end for _start, end in places]
    ends = [start for start, _end in places[1:]] + [len(text)]
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


def _point(part: str) -> MarkingPoint:
    folded = fold(part)
    found = POINTS.search(folded)
    if found is None:
        return MarkingPoint(part.strip(ENDS))
    text = part[: found.start()] + part[found.end() :]
    return MarkingPoint(text.strip(ENDS), float(found[1] or found[2]))
