"""The rows of a roll under review: what the program made of each."""

from collections.abc import Mapping
from dataclasses import dataclass

from dongan_training.people.facts import LABELS
from dongan_training.people.roster_plan import (
    Choice,
    GonePerson,
    RosterEntry,
    RosterPlan,
    RosterProblem,
    Verdict,
)
from dongan_training.texts import N_, _, clauses, listed
from ui.kit import Tag, Tone

PROBLEM, GONE = "problem", "gone"
# In the order in which they want to be looked at.
TAGS: Mapping[str, tuple[str, Tone]] = {
    PROBLEM: (N_("有问题"), Tone.BAD),
    Verdict.QUESTION: (N_("待确认"), Tone.ATTENTION),
    GONE: (N_("已不在名册"), Tone.ATTENTION),
    Verdict.CHANGED: (N_("更新"), Tone.INFO),
    Verdict.NEW: (N_("新增"), Tone.GOOD),
    Verdict.SAME: (N_("不变"), Tone.QUIET),
}
CHOSEN: Mapping[Choice, tuple[str, Tone]] = {
    Choice.SAME: (N_("同一个人"), Tone.INFO),
    Choice.NEW: (N_("另一个人"), Tone.GOOD),
    Choice.SKIP: (N_("跳过"), Tone.QUIET),
    Choice.LEAVE: (N_("离册"), Tone.BAD),
}
CHOICE_WORDS: Mapping[Choice, str] = {
    Choice.SAME: N_("是同一个人，按这一行更新"),
    Choice.NEW: N_("是另一个人，新增"),
    Choice.SKIP: N_("跳过这一行"),
    Choice.LEAVE: N_("已经离开，让他离册"),
}


@dataclass(frozen=True)
class ReviewRow:
    """One row of the file as the table shows it."""

    id: str
    number: int
    place: str  # sheet and row, where a file has several sheets
    kind: str
    tag: Tag
    name: str
    unit: str
    post: str
    remark: str
    entry: RosterEntry | None = None
    problem: RosterProblem | None = None
    gone: GonePerson | None = None

    @property
    def offers(self) -> tuple[Choice, ...]:
        """What a person may choose."""
        asking = self.entry or self.gone
        return asking.offers if asking else ()


def review_rows(plan: RosterPlan, choices: Mapping[str, Choice]) -> list[ReviewRow]:
    """All rows of the plan, those that want a person first."""
    sheets = {one.sheet for one in (*plan.entries, *plan.problems)}
    several = len(sheets) > 1
    rows = [_problem_row(one, several) for one in plan.problems]
    rows += [_entry_row(one, several, choices.get(one.id)) for one in plan.entries]
    rows += [_gone_row(one, choices.get(one.id)) for one in plan.gone]
    order = list(TAGS)
    return sorted(rows, key=lambda row: order.index(row.kind))


def _problem_row(problem: RosterProblem, several: bool) -> ReviewRow:
    return ReviewRow(
        id=problem.id,
        number=problem.row,
        place=_place(problem.sheet, problem.row, several),
        kind=PROBLEM,
        tag=_tag(TAGS[PROBLEM]),
        name=problem.name,
        unit="",
        post="",
        remark=clauses(problem.reasons),
        problem=problem,
    )


def _entry_row(entry: RosterEntry, several: bool, choice: Choice | None) -> ReviewRow:
    return ReviewRow(
        id=entry.id,
        number=entry.row,
        place=_place(entry.sheet, entry.row, several),
        kind=entry.verdict,
        tag=_tag(CHOSEN[choice] if choice else TAGS[entry.verdict]),
        name=entry.facts.name,
        unit=entry.facts.path[-1],
        post=entry.facts.post,
        remark=entry.reason or fields_text(entry),
        entry=entry,
    )


def _gone_row(gone: GonePerson, choice: Choice | None) -> ReviewRow:
    return ReviewRow(
        id=gone.id,
        number=0,
        place="–",
        kind=GONE,
        tag=_tag(_gone_tag(choice)),
        name=gone.name,
        unit=gone.unit,
        post="",
        remark=_("花名册里有，这份名册里没有"),
        gone=gone,
    )


def choice_words(choice: Choice, shown: ReviewRow) -> str:
    """What a button says: somebody whom the file does not name has no row to be skipped."""
    if shown.gone is not None and choice is Choice.SKIP:
        return _("仍然在册，不改动")
    return _(CHOICE_WORDS[choice])


def fields_text(entry: RosterEntry) -> str:
    """Name what would change."""
    if entry.verdict is not Verdict.CHANGED:
        return ""
    return listed(_(LABELS[field]) for field in entry.fields)


def _gone_tag(choice: Choice | None) -> tuple[str, Tone]:
    if choice is None:
        return TAGS[GONE]
    return (N_("仍在册"), Tone.QUIET) if choice is Choice.SKIP else CHOSEN[choice]


def _place(sheet: str, row: int, several: bool) -> str:
    return f"{sheet} {row}" if several else str(row)


def _tag(words_and_tone: tuple[str, Tone]) -> Tag:
    words, tone = words_and_tone
    return Tag(_(words), tone)
