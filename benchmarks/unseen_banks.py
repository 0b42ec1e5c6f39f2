"""Holds the reader against a folder of banks whose truth a person wrote down beside them.

    python -m benchmarks.unseen_banks DIR [-v] [-o first_sight.json]

``DIR/files`` holds the banks, ``DIR/truth/NAME.json`` what stands in each: per question ``type``
(or ``types``), ``stem_starts`` or the whole ``stem``, ``options`` (their texts, or only how many),
``key`` (null where the file has none) and ``optional`` where a person may or may not count it.
Stems and texts are compared by their letters and digits alone. Banks of other people may not be
shipped, so they lie beside the project; docs/unseen.md tells the figures.
"""

import argparse
import json
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dongan_training.bank import formats
from dongan_training.bank.drafts import Draft, Reading
from dongan_training.errors import UserError
from dongan_training.progress import Silent

WITHIN = 40  # signs of a stem in which the truth's beginning may stand
KINDS = ("right", "told", "wrong", "lost", "invented")
CHOICES = ("single_choice", "multiple_choice")


def plain(text: str) -> str:
    """Letters and digits alone, in one width and case."""
    return "".join(one for one in unicodedata.normalize("NFKC", text) if one.isalnum()).casefold()


def same_text(first: str, second: str) -> bool:
    if plain(first) or plain(second):
        return plain(first) == plain(second)
    return "".join(first.split()) == "".join(second.split())


def main() -> None:
    """Print a line for every file, and the sum."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("-v", "--verbose", action="store_true")
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--without", nargs="*", default=(), help="files whose truth is disputed")
    chosen = parser.parse_args()
    total: Counter[str] = Counter()
    files = {}
    for path in sorted((chosen.folder / "files").iterdir()):
        truth = json.loads((chosen.folder / "truth" / f"{path.name}.json").read_text("utf-8"))
        if path.name in chosen.without:
            continue
        found, notes = measure(path, truth["questions"])
        files[path.name] = {"kind": truth["kind"], **found, "notes": notes}
        total.update(found)
        total.update({f"{truth['kind']} {name}": count for name, count in found.items()})
        print(path.name, truth["kind"], line_of(found), flush=True)
        for note in notes if chosen.verbose else ():
            print("   ", note)
    for prefix in ("", "real ", "made "):
        print(f"{prefix}all:", line_of(Counter({n: total[prefix + n] for n in ("asked", *KINDS)})))
    if chosen.output:
        report = {"total": dict(total), "files": files}
        chosen.output.write_text(json.dumps(report, ensure_ascii=False, indent=1), "utf-8")


def line_of(found: Counter[str]) -> str:
    share = found["right"] / found["asked"] if found["asked"] else 1.0
    return f"asked {found['asked']} " + " ".join(f"{n} {found[n]}" for n in KINDS) + f" {share:.2%}"


def measure(path: Path, questions: list[dict[str, Any]]) -> tuple[Counter[str], list[str]]:
    """What became of the questions of one file, and what is not right in words."""
    try:
        reading = formats.read(path, Silent())
    except UserError as refused:
        asked = sum(not one.get("optional") for one in questions)
        return Counter(asked=asked, told=asked), [f"refused: {refused}"]
    count: Counter[str] = Counter(asked=len(questions))
    notes = []
    for kind, note in compared(reading, questions):
        count["asked"] -= kind == "optional"
        count[kind] += 1
        if kind not in ("right", "optional"):
            notes.append(f"{kind}: {note}")
    return count, notes


def compared(reading: Reading, questions: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """One verdict for every question asked, and one for every question nobody wrote."""
    left = dict(enumerate(reading.drafts))
    stems = {place: plain(draft.stem) for place, draft in left.items()}
    lines = {one.line for one in reading.problems}
    doubted = [one.source for one in reading.drafts if one.warnings or one.line in lines]
    telling = plain("\n".join([*doubted, *(one.text for one in reading.problems)]))
    for asked in questions:
        start = plain(asked["stem_starts"])
        place = _place(start, stems, left)
        if place is None:
            if asked.get("optional"):
                yield "optional", ""
            else:
                yield ("told" if start in telling else "lost"), asked["stem_starts"]
            continue
        draft = left.pop(place)
        fault = fault_of(draft, asked)
        if fault is None:
            yield "right", ""
        else:
            told = draft.warnings or draft.line in lines
            yield ("told" if told else "wrong"), f"{draft.line} {asked['stem_starts']}: {fault}"
    for draft in left.values():
        told = draft.warnings or draft.line in lines
        yield ("extra_told" if told else "invented"), f"{draft.line} {draft.type} {draft.stem[:40]}"


def _place(start: str, stems: dict[int, str], left: dict[int, Draft]) -> int | None:
    for test in (str.startswith, lambda stem, start: start in stem[: WITHIN + len(start)]):
        for place in left:
            if test(stems[place], start):
                return place
    return None


def fault_of(draft: Draft, asked: dict[str, Any]) -> str | None:
    """What of a draft differs from what stands in the file; None where nothing does."""
    kind, wanted, options = str(draft.type), asked["key"], asked.get("options", [])
    if not _same_stem(draft.stem, asked):
        return f"stem “{draft.stem[:60]}”"
    if kind not in asked.get("types", [asked["type"]]):
        return f"{kind} instead of {asked['type']} ({draft.options} {draft.answer})"
    if kind in CHOICES:
        count = options if isinstance(options, int) else len(options)
        if len(draft.options) != count and count:
            return f"{len(draft.options)} options instead of {count}: {draft.options}"
        for mine, theirs in zip(
            draft.options, options if isinstance(options, list) else (), strict=False
        ):
            if not same_text(mine, theirs):
                return f"option “{mine[:40]}” instead of “{theirs[:40]}”"
    if not _same_key(draft, asked, wanted):
        return f"key {draft.answer} instead of {wanted}"
    return None


def _same_stem(stem: str, asked: dict[str, Any]) -> bool:
    """Whether nothing was joined to the stem, where the truth tells all of it."""
    return "stem" not in asked or plain(stem) == plain(asked["stem"])


def _same_key(draft: Draft, asked: dict[str, Any], wanted: list[Any] | None) -> bool:
    also = asked.get("keys_also", [])
    if also and any(_same_key(draft, {"type": asked["type"]}, one) for one in also):
        return True
    if not wanted:
        return not draft.answer
    kind = str(draft.type)
    if kind != asked["type"] and len(draft.answer) and kind in ("true_false", "single_choice"):
        return draft.answer == tuple(wanted) or _truth(draft.answer[0]) == _truth(wanted[0])
    if kind == "fill_blank":
        blanks = list(draft.answer)
        return len(blanks) == len(wanted) and all(
            {plain(str(text)) for text in mine} & {plain(text) for text in theirs}
            or plain("".join(map(str, mine))) == plain("".join(theirs))
            for mine, theirs in zip(blanks, wanted, strict=True)
        )
    if kind == "short_answer":
        return bool(draft.answer) and all(
            plain(str(part)) in plain(str(draft.answer[0])) for part in wanted
        )
    return list(draft.answer) == list(wanted)


def _truth(value: object) -> object:
    return {"A": True, "B": False}.get(str(value), value)


if __name__ == "__main__":
    main()
