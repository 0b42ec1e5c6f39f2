"""What two versions of a question say differently, word by word: pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from dongan_training.bank.drafts import CHOICES, Draft, picture_marker
from dongan_training.bank.key_text import LETTERS, key_text
from dongan_training.bank.scoring import plain_number, type_name
from dongan_training.texts import N_, _, listed

# A Chinese character is a word of its own; letters and digits that stand together are one.
WORD = re.compile(r"[A-Za-z]+|\d+(?:\.\d+)?|〔图\d+〕|\s+|.", re.DOTALL)
SHORTEST_SAME = 2  # signs between two changes that are worth an island of their own


class Kind(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Piece:
    """A run of words that stayed, went or came."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Difference:
    """One part of a question that is not as it was; ``name`` is its name in words."""

    name: str
    pieces: tuple[Piece, ...]


NAMES = {
    "type": N_("题型"),
    "passage": N_("材料"),
    "stem": N_("题干"),
    "answer": N_("答案"),
    "marking": N_("评分要点"),
    "order_free": N_("各空次序"),
    "pictures": N_("图片"),
    "explanation": N_("解析"),
    "citation": N_("依据"),
    "chapter": N_("章节"),
    "points": N_("分值"),
    "difficulty": N_("难度"),
    "tags": N_("标签"),
}


def differences(before: Draft, after: Draft) -> tuple[Difference, ...]:
    """Give every part that differs, in the order in which a question is read."""
    found = []
    for name, old, new in _parts(before, after):
        if old != new:
            found.append(Difference(name, compared(old, new)))
    if before.pictures != after.pictures:
        told = (_pictures_told(before), _pictures_told(after))
        if told[0] == told[1]:  # as many as before, but others
            told = (told[0], _("换了图片"))
        found.append(Difference(_name("pictures"), _replaced(*told)))
    return tuple(found)


def moved(before: int, after: int) -> Difference:
    """A question that stands elsewhere below its passage, with the places from 1."""
    told = [_("第 {number} 小题").format(number=one) for one in (before, after)]
    return Difference(_("小题次序"), _replaced(*told))


def compared(before: str, after: str) -> tuple[Piece, ...]:
    """Compare two texts; all pieces but the removed ones together are ``after``."""
    old, new = WORD.findall(before), WORD.findall(after)
    runs: list[tuple[str, str, str]] = []  # same, removed, added
    for tag, start, end, begin, stop in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        left, right = "".join(old[start:end]), "".join(new[begin:stop])
        if tag == "equal" and (len(left) >= SHORTEST_SAME or not runs):
            runs.append((left, "", ""))
        elif runs and not runs[-1][0]:  # a change beside a change is one change
            _same, removed, added = runs.pop()
            runs.append(("", removed + left, added + right))
        elif tag == "equal":
            runs.append((left, "", ""))
        else:
            runs.append(("", left, right))
    return tuple(_pieces(runs))


def _pieces(runs: Sequence[tuple[str, str, str]]) -> Iterator[Piece]:
    for same, removed, added in runs:
        named = ((Kind.SAME, same), (Kind.REMOVED, removed), (Kind.ADDED, added))
        yield from (Piece(kind, text) for kind, text in named if text)


def _replaced(before: str, after: str) -> tuple[Piece, ...]:
    return tuple(_pieces([("", before, after)]))


def _parts(before: Draft, after: Draft) -> Iterator[tuple[str, str, str]]:
    yield _name("type"), type_name(before.type), type_name(after.type)
    yield _name("passage"), before.passage or "", after.passage or ""
    yield _name("stem"), before.stem, after.stem
    for place, letter in enumerate(LETTERS):
        yield (
            _("选项 {letter}").format(letter=letter),
            _at(before.options, place),
            _at(after.options, place),
        )
    yield _name("answer"), _key(before), _key(after)
    for name in ("marking", "order_free", "explanation", "citation", "chapter"):
        yield _name(name), _said(before, name), _said(after, name)
    for name in ("points", "difficulty", "tags"):
        yield _name(name), _said(before, name), _said(after, name)


def _name(part: str) -> str:
    return _(NAMES[part])


def _at(options: Sequence[str], place: int) -> str:
    return options[place] if place < len(options) else ""


def _key(draft: Draft) -> str:
    key = key_text(draft.type, draft.answer)
    return "、".join(key) if draft.type in CHOICES else key.replace("|", "；")


def _said(draft: Draft, name: str) -> str:
    if name == "marking":
        return "\n".join(
            one.text
            if one.points is None
            else _("{text}（{points} 分）").format(text=one.text, points=plain_number(one.points))
            for one in draft.marking
        )
    if name == "order_free":
        return _("不限") if draft.order_free else ""
    if name == "points":
        return "" if draft.points is None else plain_number(draft.points)
    if name == "tags":
        return listed(draft.tags)
    return getattr(draft, name) or ""


def _pictures_told(draft: Draft) -> str:
    return "".join(picture_marker(number) for number in range(1, len(draft.pictures) + 1))
