"""The form people fill in (满意度问卷), and what all of them said, as PDF."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dongan_training.attendance.evaluation import DIMENSIONS, LEVELS, Summary
from dongan_training.printing.fonts import Role, Wording, require_printable
from dongan_training.printing.layout import Room, Style, fit
from dongan_training.printing.listing import Listing, draw_listing
from dongan_training.printing.page import A4, Align, Box, Pages, Stroke
from dongan_training.printing.table import Column, Table, TableLook
from dongan_training.texts import _

LEFT, RIGHT = 18.0, 192.0
HALF = A4.height / 2
TITLE_Y, HINT_Y, TABLE_TOP = 16.0, 25.0, 31.0
LEVEL_WIDTH, BOX = 22.0, 3.6
COMMENT_LINES, COMMENT_LINE = 2, 9.0
MOST_IN_HALF = 10  # questions; more of them need a page of their own

TITLE = Style(Role.SERIF_BOLD, 16)
TEXT = Style(Role.SERIF, 10.5)
SMALL = Style(Role.SERIF, 9, "#555555")
LOOK = TableLook(Style(Role.SERIF_BOLD, 10.5), Style(Role.SERIF, 10.5), 7.5, 7.2)
LINE, CUT = Stroke(0.25), Stroke(0.2, "#888888", (2, 2))


@dataclass(frozen=True)
class EvaluationPaper:
    """What one form says."""

    title: str
    organiser: str
    questions: tuple[str, ...]


def draw_evaluation_form(path: Path, paper: EvaluationPaper) -> int:
    """Write the form to ``path``, twice on a page where it is short; give the pages."""
    require_printable([Wording(text[:20], text) for text in (paper.title, *paper.questions)])
    pages = Pages(title=_("{title}满意度问卷").format(title=paper.title), author=paper.organiser)
    _draw_form(pages, paper, 0)
    if len(paper.questions) <= MOST_IN_HALF:
        pages.rule(0, HALF, A4.width, HALF, CUT)
        _draw_form(pages, paper, HALF)
    pages.next_page()
    pages.save(path)
    return 1


def draw_evaluation_summary(path: Path, title: str, organiser: str, found: Summary) -> int:
    """Write what all forms said to ``path`` and give the pages."""
    return draw_listing(path, summary_listing(title, organiser, found))


def summary_listing(title: str, organiser: str, found: Summary) -> Listing:
    """The summary as a document: a line a question, then the comments."""
    overall = _("收回问卷 {count} 份").format(count=found.forms)
    if found.satisfied is not None:
        overall += "　" + _("总体满意率 {share:.1%}").format(share=found.satisfied)
    comments = [_("意见建议：")] if found.comments else []
    comments += [f"{number}. {text}" for number, text in enumerate(found.comments, start=1)]
    return Listing(
        title=_("{title}满意度汇总表").format(title=title),
        author=organiser,
        facts=(overall,),
        remarks=tuple(comments),
        columns=(
            Column(_("项目"), 72, Align.LEFT),
            *(Column(_(words), 20) for words in LEVELS.values()),
            Column(_("满意率"), 22),
        ),
        rows=tuple(
            (
                _question(one.question),
                *(str(count) for count in one.counts),
                "—" if one.satisfied is None else f"{one.satisfied:.1%}",
            )
            for one in found.questions
        ),
        foot=organiser,
    )


def _draw_form(pages: Pages, paper: EvaluationPaper, start: float) -> None:
    title = _("{title}满意度问卷").format(title=paper.title)
    room = Room(RIGHT - LEFT, 14, smallest=11, one_line_until=13)
    fitted = fit(title, TITLE, room)
    pages.fitted(A4.width / 2, start + TITLE_Y, fitted, Align.CENTRE)
    top = start + (len(fitted.lines) - 1) * fitted.leading / 2
    hint = _("不记名。请在每一项选一个，在方框里打“√”。")
    pages.text(LEFT, top + HINT_Y, hint, TEXT)
    bottom = _draw_questions(pages, paper.questions, top + TABLE_TOP)
    pages.text(LEFT, bottom + 7, _("意见建议："), TEXT)
    for number in range(COMMENT_LINES):
        y = bottom + 9.5 + COMMENT_LINE * number
        after = LEFT + TEXT.width(_("意见建议：")) if not number else LEFT
        pages.rule(after, y, RIGHT, y, LINE)
    foot = start + (HALF if len(paper.questions) <= MOST_IN_HALF else A4.height) - 9
    pages.text(A4.width / 2, foot, paper.organiser, SMALL, Align.CENTRE)


def _draw_questions(pages: Pages, questions: Sequence[str], top: float) -> float:
    """A row a question with a box for each level, in which a pen finds its place."""
    width = RIGHT - LEFT - 10 - LEVEL_WIDTH * len(LEVELS)
    table = Table(
        (
            Column(_("序号"), 10),
            Column(_("项目"), width, Align.LEFT),
            *(Column(_(words), LEVEL_WIDTH) for words in LEVELS.values()),
        ),
        LOOK,
    )
    blank = ("",) * len(LEVELS)
    rows = [
        table.row((str(number), _question(one), *blank))
        for number, one in enumerate(questions, start=1)
    ]
    bottom = table.draw(pages, LEFT, top, rows)
    y = top + LOOK.head_height
    for row in rows:
        for place in range(len(LEVELS)):
            x = LEFT + 10 + width + LEVEL_WIDTH * (place + 0.5)
            middle = y + row.height / 2
            pages.frame(Box(x - BOX / 2, middle - BOX / 2, BOX, BOX), LINE)
        y += row.height
    return bottom


def _question(name: str) -> str:
    """A dimension in the language chosen; a course as it is called."""
    return _(name) if name in DIMENSIONS else name
