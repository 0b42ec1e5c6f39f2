"""The markers ``〔图n〕`` of a question's texts, and the pictures they name: pure.

A passage and its questions are read as one: the pictures of its text are the first of every
question below it, so that ``〔图1〕`` of the passage is the same picture in each of them.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from dongan_training.bank.drafts import Draft, Picture, picture_marker

MARKER = re.compile(r"〔图(\d+)〕")


def numbers_in(text: str | None) -> list[int]:
    """The numbers that a text names, each once, in their order."""
    return list(dict.fromkeys(int(number) for number in MARKER.findall(text or "")))


def tidy_pictures(draft: Draft) -> Draft:
    """Keep the pictures that a text names, numbered in the order in which they are read."""
    there = [one for one in _named(draft) if 0 < one <= len(draft.pictures)]
    now = {before: place for place, before in enumerate(there, start=1)}

    def renamed(found: re.Match[str]) -> str:
        number = int(found[1])
        return picture_marker(now[number]) if number in now else ""

    pictures = tuple(draft.pictures[number - 1] for number in there)
    return replace(_marked(draft, renamed), pictures=pictures, images=len(pictures))


def with_all_named(draft: Draft) -> Draft:
    """A picture that no text names is named at the end of the stem, so that it is not lost."""
    named = set(_named(draft))
    lost = [n for n in range(1, len(draft.pictures) + 1) if n not in named]
    return tidy_pictures(replace(draft, stem=draft.stem + "".join(map(picture_marker, lost))))


def pictures_of_passage(draft: Draft) -> tuple[Picture, ...]:
    """The pictures of the text above a tidy question."""
    numbers = numbers_in(draft.passage)
    return tuple(draft.pictures[one - 1] for one in numbers if 0 < one <= len(draft.pictures))


def shown_to_candidates(
    pictures: Sequence[Picture], asked: Iterable[str], key: Iterable[str]
) -> tuple[bytes, ...]:
    """The pictures by their numbers; empty where only the ``key`` or explanation names one."""
    of_key = set(numbers_in("".join(key))) - set(numbers_in("".join(asked)))
    return tuple(
        b"" if number in of_key else one.data for number, one in enumerate(pictures, start=1)
    )


def shared_part(draft: Draft) -> tuple[str, tuple[Picture, ...]] | None:
    """What tells a passage from its neighbour: two may be nothing but a picture each."""
    return (draft.passage, pictures_of_passage(draft)) if draft.passage is not None else None


def without_passage(draft: Draft) -> Draft:
    """The question alone, with the pictures that its own texts name."""
    return tidy_pictures(replace(draft, passage=None))


def below_passage(draft: Draft, passage: str | None, pictures: Sequence[Picture]) -> Draft:
    """Put a question without a passage below one whose text names ``pictures`` from 1 on."""
    if passage is None:
        return replace(draft, passage=None)

    def further(found: re.Match[str]) -> str:
        return picture_marker(int(found[1]) + len(pictures))

    both = (*pictures, *draft.pictures)
    return replace(_marked(draft, further), passage=passage, pictures=both, images=len(both))


def _marked(draft: Draft, renamed: Callable[[re.Match[str]], str]) -> Draft:
    def text(one: str) -> str:
        return MARKER.sub(renamed, one)

    return replace(
        draft,
        passage=text(draft.passage) if draft.passage else draft.passage,
        stem=text(draft.stem),
        options=tuple(map(text, draft.options)),
        answer=tuple(text(one) if isinstance(one, str) else one for one in draft.answer),  # type: ignore[arg-type]  # each kind stays what it is
        explanation=text(draft.explanation) if draft.explanation else draft.explanation,
    )


def _named(draft: Draft) -> list[int]:
    return numbers_in("".join(_texts(draft)))


def _texts(draft: Draft) -> Iterator[str]:
    yield draft.passage or ""
    yield draft.stem
    yield from draft.options
    yield from (one for one in draft.answer if isinstance(one, str))
    yield draft.explanation or ""
