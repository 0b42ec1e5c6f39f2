"""What stands in the files of unseen hands, and how what was read is held against it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from dongan_training.bank.drafts import Draft, Reading
from dongan_training.bank.fingerprint import fold
from question_banks.build import load_questions

SINGLE, MULTI, TRUTH, FILL, SHORT = (
    *("single_choice", "multiple_choice", "true_false"),
    *("fill_blank", "short_answer"),
)
EACH = {SINGLE: 22, MULTI: 11, TRUTH: 13, FILL: 7, SHORT: 3}  # questions of a file


@dataclass(frozen=True)
class Asked:
    """A question as it stands in a file; blanks of a stem are ``（ ）`` or ``____``."""

    kind: str
    stem: str
    options: tuple[str, ...] = ()
    letters: str = ""
    right: bool = True
    blanks: tuple[str, ...] = ()
    text: str = ""
    why: str = ""
    source: str = ""

    @property
    def key(self) -> object:
        if self.kind == FILL:
            return self.blanks
        if self.kind == SHORT:
            return fold(self.text)
        return self.right if self.kind == TRUTH else self.letters


Bank = dict[str, list[Asked]]  # by kind


class Hand(NamedTuple):
    """One person's way to write a bank: the file's name, and its content for some questions."""

    name: str
    write: Callable[[Bank], bytes]
    kinds: tuple[str, ...] = (SINGLE, MULTI, TRUTH, FILL, SHORT)


class Result(NamedTuple):
    """What became of the questions of a file."""

    asked: int
    right: int  # type, options and key as they stand in the file
    told: int  # not right, and the reader says that something is to be looked at
    wrong: list[str]  # silently
    lost: list[str]  # silently
    invented: list[str]  # questions that nobody wrote


def bank_for(place: int, kinds: Sequence[str]) -> Bank:
    """Some questions of each kind out of the shipped bank, others for each file."""
    found: Bank = {}
    for kind in kinds:
        known = [one for one in map(_asked, load_questions()) if one.kind == kind]
        start = place * EACH[kind] % len(known)
        found[kind] = (known + known)[start : start + EACH[kind]]
    return found


def _asked(question: dict[str, Any]) -> Asked:
    shared = {
        "kind": question["type"],
        "stem": question["stem"],
        "options": tuple(question["options"]),
        "why": question["explanation"] or "",
        "source": question["citation"] or "",
    }
    kind, answer = question["type"], question["answer"]
    if kind == TRUTH:
        return Asked(**shared, right=answer[0])
    if kind == FILL:
        return Asked(**shared, blanks=tuple(one[0] for one in answer))
    if kind == SHORT:
        return Asked(**shared, text=answer[0])
    return Asked(**shared, letters="".join(answer))


def compare(bank: Bank, reading: Reading) -> Result:
    """Hold a reading against what stands in the file."""
    asked = [one for many in bank.values() for one in many]
    found: dict[str, list[Draft]] = {}
    for draft in reading.drafts:
        found.setdefault(fold(draft.stem), []).append(draft)
    told_of = fold("\n".join(problem.text for problem in reading.problems))
    lines = {problem.line for problem in reading.problems}
    right, told, wrong, lost = 0, 0, [], []
    for one in asked:
        drafts = found.get(fold(one.stem), [])
        if not drafts:
            if fold(one.stem) in told_of:
                told += 1
            else:
                lost.append(one.stem)
            continue
        draft = drafts.pop(0)
        if said(draft) == (one.kind, tuple(map(fold, one.options)), one.key):
            right += 1
        elif draft.warnings or draft.line in lines:
            told += 1
        else:
            wrong.append(f"{one.stem} {said(draft)} instead of {one.key}")
    invented = [draft.stem for many in found.values() for draft in many]
    return Result(len(asked), right, told, wrong, lost, invented)


def said(draft: Draft) -> tuple[str, tuple[str, ...], object]:
    """Type, options and key of a draft in the form of ``Asked``."""
    options, key = tuple(map(fold, draft.options)), draft.answer
    if draft.type == TRUTH:
        return str(draft.type), options, key[0] if key else None
    if draft.type == FILL:
        return str(draft.type), options, tuple(one[0] for one in key)
    if draft.type == SHORT:
        return str(draft.type), options, fold("".join(map(str, key)))
    return str(draft.type), options, "".join(map(str, key))
