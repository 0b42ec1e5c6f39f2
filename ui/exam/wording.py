"""How papers, exams and questions read on screen."""

from dongan_training.bank.scoring import marks_text
from dongan_training.exam.analysis import Verdict, verdict_words
from dongan_training.exam.bands import Band, band_name
from dongan_training.exam.explaining import LineState, line_state_name
from dongan_training.exam.mark_list import ResultState, state_name
from dongan_training.exam.queries import ExamRow, PaperRow
from dongan_training.texts import _
from ui.kit import Tag, Tone

VERDICT_TONES = {
    Verdict.GOOD: Tone.GOOD,
    Verdict.FAIR: Tone.GOOD,
    Verdict.TOO_EASY: Tone.ATTENTION,
    Verdict.TOO_HARD: Tone.ATTENTION,
    Verdict.WEAK: Tone.ATTENTION,
    Verdict.CHECK_KEY: Tone.BAD,
}

LINE_TONES = {
    LineState.RIGHT: Tone.GOOD,
    LineState.PARTLY: Tone.ATTENTION,
    LineState.WRONG: Tone.BAD,
    LineState.WAITING: Tone.INFO,
    LineState.GIVEN: Tone.INFO,
}
BAND_TONES = {
    Band.EXCELLENT: Tone.GOOD,
    Band.GOOD: Tone.GOOD,
    Band.PASSED: Tone.INFO,
    Band.FAILED: Tone.BAD,
}
MARK_TONES = {
    ResultState.SITTING: Tone.GOOD,
    ResultState.WAITING: Tone.ATTENTION,
    ResultState.ANNULLED: Tone.BAD,
}


def percent(share: float | None) -> str:
    """83%; a dash where there is nothing to tell."""
    return "–" if share is None else f"{share:.0%}"


def points(number: float | None) -> str:
    """Write marks; a dash for none."""
    return "–" if number is None else marks_text(number)


def index_words(number: float | None) -> str:
    """Write a discrimination with a true minus sign."""
    return "–" if number is None else f"{number:.2f}".replace("-", "−")


def verdict_tag(verdict: Verdict) -> Tag:
    """Show what to do with a question."""
    return Tag(verdict_words(verdict), VERDICT_TONES.get(verdict, Tone.QUIET))


def exam_tag(row: ExamRow) -> Tag:
    """Show how far an exam is."""
    if row.closed_at is not None:
        return Tag(_("已结束"), Tone.QUIET)
    if row.sitting:
        return Tag(_("考试中 {count} 人").format(count=row.sitting), Tone.GOOD)
    return Tag(_("可进场"), Tone.INFO)


def approval_tag(row: PaperRow) -> Tag:
    """Show whether a paper is signed off."""
    if row.approved_at is None:
        return Tag(_("待审定"), Tone.ATTENTION)
    return Tag(_("已审定　{name}").format(name=row.approved_by), Tone.GOOD)


def line_tag(state: LineState) -> Tag:
    """Show what became of an answer."""
    return Tag(line_state_name(state), LINE_TONES.get(state, Tone.QUIET))


def band_tag(band: Band | None) -> Tag | None:
    """Show how good a result is; nothing where there is none."""
    return Tag(band_name(band), BAND_TONES[band]) if band else None


def mark_tag(state: ResultState) -> Tag | None:
    """Show what became of somebody in an exam; marks speak for themselves."""
    if state is ResultState.MARKED:
        return None
    return Tag(state_name(state), MARK_TONES.get(state, Tone.QUIET))
