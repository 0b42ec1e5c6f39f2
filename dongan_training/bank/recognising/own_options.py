"""Marks of options that a file has for itself: what runs A, B, C with a text behind each."""

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from dongan_training.bank.recognising.lines import Line

OFTEN = 2  # runs of options that make a habit
MOST_SHAPES = 6  # of the marks of options in one file
NEAR = 3  # lines from one option to the next

OPTION_MARK = re.compile(
    r"(?<![A-Za-z0-9(\[【<《{/])(?P<lead>[-+*·□○☐●◇◆]\s*)?(?P<before>选项?\s?|[(\[【<《{]\s?)?"
    r"(?P<letter>[A-L])"
    r"(?P<after>\s?[)\]】>》}]\s*[.、:]?|\s*(?P<sign>[^\w\s()\[\]【】<>《》{}“”‘’\"'%+#&])(?P=sign){0,2})\s*"
)
# A letter that only a blank, or nothing, parts from its text: believed at the start of a line.
GLUED_MARK = re.compile(r"[A-L](?=\s+\S|[\u3400-\u9fff《“\"‘(])(?!\s*选?项)\s*")
# Small letters are believed where several stand on one line.
SMALL_MARK = re.compile(r"(?<![A-Za-z.])(?P<letter>[a-l])\s*(?P<after>[.、)])\s*(?=\S)")
LETTER = re.compile("[A-La-l]")
GLUED, SMALL = ("", " "), ("small", "")
JUDGES = re.compile(r"[错对]|正确|(?<!\s)[是、]")  # D错，…: a line that goes through the options
PLAIN_AFTER = frozenset(".、:)")
EMPTY = re.compile(r"[\W_]*")


class Site(NamedTuple):
    """One mark: its line, where it stands in it, and what it counts."""

    line: int
    start: int
    end: int
    letter: str


def plain_options(lines: list[Line]) -> list[Line]:
    """The lines with such marks written as the plain ones."""
    for _shape in range(MOST_SHAPES):
        sites = _habitual(lines)
        if not sites:
            break
        lines = _rewritten(lines, sites)
    return lines


def _habitual(lines: list[Line]) -> list[Site]:
    """All marks of the shape that recurs most often in runs of options; [] where none does."""
    for shape, sites in sorted(_by_shape(lines).items(), key=_weight, reverse=True):
        runs = [run for run in _runs(sites) if _hold_texts(run, lines)]
        if shape == SMALL:
            runs = [run for run in runs if len({site.line for site in run}) < len(run)]
        if sum(len(run) > 2 for run in runs) >= OFTEN:
            return [site for run in runs for site in run]
    return []


def _by_shape(lines: list[Line]) -> dict[tuple[str, str], list[Site]]:
    """Every letter with signs around it that no reader knows, by those signs."""
    shapes: dict[tuple[str, str], list[Site]] = defaultdict(list)
    for place, line in enumerate(lines):
        if line.opens.key or not LETTER.search(line.folded, _plain_end(line)):
            continue
        if glued := GLUED_MARK.match(line.folded):
            shapes[GLUED].append(Site(place, *glued.span(), line.folded[0]))
        for found in OPTION_MARK.finditer(line.folded):
            shape = (found["before"] or "").strip(), found["after"].strip()[:1]
            if shape[0] or shape[1] not in PLAIN_AFTER:
                shapes[shape].append(Site(place, *found.span(), found["letter"]))
        for found in SMALL_MARK.finditer(line.folded):
            shapes[SMALL].append(Site(place, *found.span(), found["letter"].upper()))
    return shapes


def _plain_end(line: Line) -> int:
    """Where the plain mark of an option ends that a line begins with; 0 for any other."""
    mark = line.opens.option
    if mark is None or mark["letter"] is None or not mark["letter"].isupper():
        return 0
    return mark.end() if line.folded[mark.end("letter")] in PLAIN_AFTER else 0


def _weight(shape: tuple[tuple[str, str], list[Site]]) -> tuple[int, bool]:
    """How often a shape comes; of two alike the one with a sign: ``A - 甲`` has a blank too."""
    return len(shape[1]), shape[0] != GLUED


def _runs(sites: list[Site]) -> Iterable[list[Site]]:
    """Marks A, B, C … in their order, near each other."""
    run: list[Site] = []
    for site in sites:
        if run and ord(site.letter) == ord(run[-1].letter) + 1 and site.line - run[-1].line <= NEAR:
            run.append(site)
        elif site.letter == "A":
            if len(run) > 1:
                yield run
            run = [site]
    if len(run) > 1:
        yield run


def _hold_texts(run: list[Site], lines: list[Line]) -> bool:
    """Whether a text stands behind every mark: ``A、B、C`` is a key, ``A错`` explains."""
    judging = sum(bool(JUDGES.match(lines[one.line].folded, one.end)) for one in run)
    if judging > 1:
        return False
    for site, following in pairwise([*run, None]):
        if site is None:
            break
        end = following.start if following and following.line == site.line else None
        if EMPTY.fullmatch(lines[site.line].folded[site.end : end]):
            return False
    return True


def _rewritten(lines: list[Line], sites: Iterable[Site]) -> list[Line]:
    by_line: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    for site in sites:
        lead = "    " if site.start else ""
        by_line[site.line].append((site.start, site.end, f"{lead}{site.letter}."))
    changed = list(lines)
    for place, parts in by_line.items():
        changed[place] = lines[place].rewritten(parts)
    return changed
