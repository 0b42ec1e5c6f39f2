"""Make ``order.txt``, every character in the order of its strokes, from four public files.

    python -m resources.strokes.build FOLDER

The folder holds, unpacked, what README.md beside this file names: ``cnchar.order.min.js``,
``cnchar.radical.min.js``, ``stroke.dict.yaml`` and ``Unihan_IRGSources.txt``.

The rules are those of GF 3003-1999 (GB 13000.1 字符集汉字字序规范) as far as data exist:
fewer strokes first; then stroke by stroke 横 竖 撇 点 折; then the plain form of a stroke
before its variants (横 before 提, 竖 before 竖钩, 点 before 捺, fewer folds before more); then
left-right before top-bottom before surrounded before whole characters; then by code.
"""

import json
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

ORDER = Path(__file__).resolve().parent / "order.txt"
FIRST_HAN = 0x3400
# cnchar's letters for strokes in the order of the standard, the plain form of each kind first.
FORMS = ("ji", "fg", "s", "kdl", "cebhnmtyrvpouxqazw")
DIGITS = {form: str(number) for number, forms in enumerate(FORMS, start=1) for form in forms}
PLACES = {form: place for forms in FORMS for place, form in enumerate(forms)}
RIME = str.maketrans("hspnz", "12345")
STRUCTURES = "ahbgfdec"  # cnchar's: 左右 左中右 上下 上中下 品字 半包围 全包围 独体
NO_SEQUENCE = "6"  # after every stroke: these stand last among those with as many strokes

Place = tuple[int, str, tuple[int, ...], int, int]


def main(folder: Path) -> None:
    """Write the characters, one line for each number of strokes."""
    lines: defaultdict[int, list[str]] = defaultdict(list)
    for place, character in sorted(_placed(folder)):
        lines[place[0]].append(character)
    text = "".join(f"{count}\t{''.join(lines[count])}\n" for count in sorted(lines))
    ORDER.write_text(text, encoding="utf-8", newline="\n")


def _placed(folder: Path) -> Iterator[tuple[Place, str]]:
    forms = _forms(folder / "cnchar.order.min.js")
    sequences = _sequences(folder / "stroke.dict.yaml")
    structures = _structures(folder / "cnchar.radical.min.js")
    counts = _counts(folder / "Unihan_IRGSources.txt")
    for character in forms.keys() | sequences.keys() | counts.keys():
        if ord(character) < FIRST_HAN:
            continue
        alike = unicodedata.normalize("NFC", character)  # of a compatibility character its own
        letters = forms.get(alike, "")
        sequence = "".join(DIGITS[one] for one in letters)
        sequence = sequence or _likeliest(sequences.get(alike, ()), counts.get(alike, 0))
        count = len(letters) or counts.get(alike) or len(sequence)
        variants = tuple(PLACES[one] for one in letters) or (0,) * len(sequence)
        structure = structures.get(alike, len(STRUCTURES))
        place = (count, sequence or NO_SEQUENCE, variants, structure, ord(character))
        yield place, character


def _likeliest(sequences: Sequence[str], count: int) -> str:
    """Of several ways to write a character, the last with the mainland's number of strokes.

    The dictionary names Taiwan's way first and the mainland's after it.
    """
    fitting = [one for one in sequences if len(one) == count]
    return (fitting or [*sequences] or [""])[-1]


def _forms(path: Path) -> Mapping[str, str]:
    """The strokes of a character as letters, each a form of stroke."""
    forms: dict[str, str] = _json_in(path)[0]
    return forms


def _structures(path: Path) -> Mapping[str, int]:
    """The place in ``STRUCTURES`` of each character that cnchar describes."""
    found = {}
    for described in _json_in(path)[1].values():
        for character, structure in re.findall(r"([^\x00-\x7f])([a-h])", described):
            found[character] = STRUCTURES.index(structure)
    return found


def _sequences(path: Path) -> Mapping[str, list[str]]:
    found = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        if entry := re.match(r"(.)\t([hspnz]+)", line):
            found[entry[1]].append(entry[2].translate(RIME))
    return found


def _counts(path: Path) -> Mapping[str, int]:
    """Strokes by Unihan's kTotalStrokes, of which the first is the mainland's."""
    pattern = re.compile(r"U\+([0-9A-F]+)\tkTotalStrokes\t(\d+)")
    entries = pattern.finditer(path.read_text(encoding="utf-8"))
    return {chr(int(one[1], 16)): int(one[2]) for one in entries}


def _json_in(path: Path) -> list[dict[str, str]]:
    text = path.read_text(encoding="utf-8")
    return [json.loads(one) for one in re.findall(r"JSON\.parse\('(\{.*?\})'\)", text)]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
