"""A piece of a file that was read wrongly: its text is put right by hand and read again.

One line that is missing costs a question, two run together cost one, and what belongs to none
is lost: with its text as the file has it all three are mended by a key or a number typed in.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from dongan_training.bank.drafts import Draft, Picture, Problem, ProblemKind, picture_marker
from dongan_training.bank.importing.intake import (
    Entry,
    Intake,
    Known,
    State,
    alone,
    compared,
    judged_again,
    looked_up,
)
from dongan_training.bank.importing.reviewing import Choice, Item
from dongan_training.bank.importing.row_text import row_as_text
from dongan_training.bank.picture_markers import (
    MARKER,
    below_passage,
    pictures_of_passage,
    tidy_pictures,
)
from dongan_training.bank.writers.typed import answer_lines, option_lines, stem_line
from dongan_training.progress import Silent

# In these a source is text as people type it; rows of tables and markup are written out anew.
TYPED = frozenset({"txt", "md", "docx", "doc", "wps", "odt", "rtf", "pdf", "html", "htm"})
# What a file says about itself is no text of a question.
NOT_TAKEN = frozenset({ProblemKind.COUNT_MISMATCH, ProblemKind.WRONG_SUFFIX})


@dataclass(frozen=True)
class Taken:
    """What is read anew: questions, and pieces that belong to none, in the order of the file."""

    pieces: tuple[Item | Problem, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """The questions among them."""
        return tuple(one for one in self.pieces if isinstance(one, Item))

    @property
    def notes(self) -> tuple[Problem, ...]:
        """The others."""
        return tuple(one for one in self.pieces if isinstance(one, Problem))


@dataclass(frozen=True)
class Reread:
    """A review after it; from ``first`` on, where the new ones stand, all places are other."""

    items: list[Item]
    notes: list[Problem]
    first: int
    moved: dict[int, int]  # where each question stands now that was not taken


def may_be_taken(note: Problem) -> bool:
    """Whether a piece of the file can be made a question."""
    return note.kind not in NOT_TAKEN and bool(note.text.strip())


def take(items: Iterable[Item], notes: Iterable[Problem]) -> Taken:
    """Put what is to be read anew into the order of the file."""
    pieces: list[Item | Problem] = [*items, *filter(may_be_taken, notes)]
    return Taken(tuple(sorted(pieces, key=_line)))


def following(
    taken: Taken, items: Iterable[Item], notes: Iterable[Problem]
) -> Item | Problem | None:
    """The piece right below in the file; None at its end."""
    last = max(map(_line, taken.pieces), default=0)
    below = [one for one in take(items, notes).pieces if _line(one) > last]
    return below[0] if below else None


def written(piece: Item | Problem, file_format: str, numbered_from: int = 1) -> str:
    """The text of a piece, for changing; pictures are named from ``numbered_from`` on."""
    if isinstance(piece, Problem):
        rows = piece.text.split("\n")
        return piece.text if file_format in TYPED else "\n".join(map(row_as_text, rows))
    draft = piece.entry.draft
    text = "\n".join([stem_line(piece.id + 1, draft, with_type=True), *_rest(draft)])
    if file_format in TYPED and draft.source:
        text = draft.source
        if draft.answer and not _says_the_key(draft):
            text = "\n".join([text, *answer_lines(draft)])
    shift = numbered_from - 1
    return MARKER.sub(lambda found: picture_marker(int(found[1]) + shift), text)


def written_out(taken: Taken, file_format: str) -> str:
    """All pieces, one below the other."""
    texts, count = [], 1
    for one in taken.pieces:
        texts.append(written(one, file_format, count))
        count += len(one.entry.draft.pictures) if isinstance(one, Item) else 0
    return "\n".join(texts)


def read_text_again(text: str) -> Intake:
    """What the text says by itself; the bank is not asked."""
    from dongan_training.bank.formats import plain_text  # readers bring lxml and more

    return alone(plain_text.read_text(text))


def read_anew(session: Session, taken: Taken, text: str) -> tuple[list[Entry], list[Problem]]:
    """Read the text as it is now: questions, held against equal ones of the bank, and the rest.

    Pictures stay with the questions that name them, and a passage above the first piece stays
    above all.
    """
    found = read_text_again(text)
    pictures = [one for item in taken.items for one in item.entry.draft.pictures]
    first = taken.items[0].entry.draft if taken.items else None
    drafts = [_completed(one.draft, pictures, first) for one in found.entries]
    own = {place: one.problems for place, one in enumerate(found.entries)}
    line = _line(taken.pieces[0]) if taken.pieces else 0
    notes = [replace(one, line=line) for one in found.problems]
    return looked_up(session, [replace(one, line=line) for one in drafts], own), notes


def put_in(
    items: Sequence[Item],
    notes: Sequence[Problem],
    taken: Taken,
    read: tuple[Sequence[Entry], Sequence[Problem]],
) -> Reread:
    """Let what was read stand in place of what was taken, where that stood in the file."""
    gone = {one.id for one in taken.items}
    first = min(gone) if gone else _place_of(taken, items)
    kept = [one for one in items if one.id not in gone]
    new = [Item(0, _beside(one, kept)) for one in read[0]]
    order = [*kept[:first], *new, *kept[first:]]
    moved = {one.id: at if at < first else at + len(new) for at, one in enumerate(kept)}
    left = [one for one in notes if not any(one is other for other in taken.notes)]
    placed = [_at(one, place, moved) for place, one in enumerate(order)]
    return Reread(
        _told_both(placed, range(first, first + len(new))),
        [*left, *read[1]],
        first,
        moved,
    )


def near_ones(session: Session, reread: Reread) -> dict[int, Known]:
    """What the new questions resemble, by their places; takes a second in a bank of 20,000."""
    old = set(reread.moved.values())
    new = [one for one in reread.items if one.id not in old and one.entry.known is None]
    if not new:
        return {}
    others = [one for one in reread.items if one.id in old and one.choice is not Choice.SKIP]
    order = [*others, *new]
    entries = compared(session, [one.entry.draft for one in order], {}, Silent())
    found = zip(new, entries[len(others) :], strict=True)
    return {one.id: _placed(entry.known, order) for one, entry in found if entry.known is not None}


def _placed(known: Known, order: Sequence[Item]) -> Known:
    return known if known.place < 0 else replace(known, place=order[known.place].id)


def taken_back(
    items: Sequence[Item], notes: Sequence[Problem], reread: Reread, now: Sequence[Item]
) -> Reread:
    """The review as it was before, with what was decided since about the other questions."""
    back = [
        _known_as_before(one, now[reread.moved[one.id]]) if one.id in reread.moved else one
        for one in items
    ]
    return Reread(back, list(notes), reread.first, {one.id: one.id for one in items})


def _known_as_before(before: Item, now: Item) -> Item:
    entry = replace(now.entry, known=before.entry.known)
    return replace(now, id=before.id, entry=judged_again(entry, entry.draft))


def _place_of(taken: Taken, items: Sequence[Item]) -> int:
    """Where loose pieces belong: before the first question that stands below them."""
    line = _line(taken.pieces[0])
    below = (place for place, one in enumerate(items) if _line(one) > line)
    return next(below, len(items))


def _at(item: Item, place: int, moved: dict[int, int]) -> Item:
    """The item at another place; so is the one of the file that it resembles."""
    entry, known = item.entry, item.entry.known
    if known is not None and known.place >= 0:
        entry = replace(entry, known=replace(known, place=moved.get(known.place, -1)))
    return replace(item, id=place, entry=entry)


def _beside(entry: Entry, kept: Sequence[Item]) -> Entry:
    """Tell where another question of the file is the same."""
    draft = entry.draft
    others = (one for one in kept if one.choice is not Choice.SKIP)
    twin = next((one for one in others if one.entry.draft.fingerprint == draft.fingerprint), None)
    if entry.known is not None or twin is None:
        return entry
    same = twin.entry.draft
    known = Known(same.stem, same.options, same.answer, line=same.line, place=twin.id)
    return judged_again(replace(entry, known=known), draft)


def _told_both(items: list[Item], new: Iterable[int]) -> list[Item]:
    """Where a new question has another key than one of the file, both wait for a person."""
    for place in new:
        entry = items[place].entry
        if entry.state is State.CONFLICT and entry.known is not None and entry.known.place >= 0:
            other, said = items[entry.known.place], entry.draft
            if other.entry.known is None:
                known = Known(said.stem, said.options, said.answer, line=said.line, place=place)
                told = judged_again(replace(other.entry, known=known), other.entry.draft)
                items[other.id] = replace(other, entry=told)
    return items


def _rest(draft: Draft) -> list[str]:
    return [*option_lines(draft), *answer_lines(draft)]


def _says_the_key(draft: Draft) -> bool:
    """Keys often stand elsewhere in the file: below the last question, or in a table."""
    entries = read_text_again(draft.source).entries
    return len(entries) == 1 and entries[0].draft.answer == draft.answer


def _completed(draft: Draft, pictures: Sequence[Picture], first: Draft | None) -> Draft:
    own = tidy_pictures(replace(draft, pictures=tuple(pictures)))
    if first is None or first.passage is None or own.passage is not None:
        return own
    return below_passage(own, first.passage, pictures_of_passage(first))


def _line(piece: Item | Problem) -> int:
    return piece.line if isinstance(piece, Problem) else piece.entry.draft.line
