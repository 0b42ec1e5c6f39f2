"""The sample data of a window: something that is over, something going on, all or nothing."""

from datetime import date

import pytest

from dongan_training import settings
from dongan_training.attendance.hour_rules import quotas_of_year
from dongan_training.demo.filling import fill
from dongan_training.demo.story import on_day, read_story
from dongan_training.errors import Cancelled
from dongan_training.people.models import Person
from dongan_training.progress import Silent
from dongan_training.reports.class_steps import StepKind, StepState
from dongan_training.reports.health import examine
from dongan_training.reports.ledger import quota_figures, year_ledger
from dongan_training.reports.today import class_today
from dongan_training.training import queries
from dongan_training.training.stages import Stage, stage_of


class Watching:
    """Notes what it is told; cancels where it is asked to."""

    def __init__(self, stop_at: int = 10**9):
        self.told: list[tuple[int, int, str]] = []
        self.stop_at = stop_at

    def step(self, done: int, total: int, text: str = "") -> None:
        self.told.append((done, total, text))
        if len(self.told) >= self.stop_at:
            raise Cancelled


def test_a_class_is_over_and_another_goes_on_now(workspace, now):
    watching = Watching()
    fill(workspace, at=now, progress=watching)
    with workspace.read() as session:
        shown = class_today(session, at=now)
        cards = queries.classes(session)
        figures = quota_figures(
            year_ledger(session, year=2026, now=now), quotas_of_year(session, 2026)
        )
        assert settings.load(session).is_set_up
    assert shown.stage is Stage.RUNNING
    assert (shown.counts.arrived, shown.counts.expected) == (64, 78)
    states = {step.kind: step.state for step in shown.steps}
    assert states[StepKind.BADGES] is StepState.DONE
    assert states[StepKind.PAPER] is StepState.NEXT
    assert [stage_of(card, now) for card in cards] == [Stage.RUNNING, *[Stage.OVER] * 3]
    assert all(0.5 < figure.share < 1 for figure in figures)
    assert all(finding.good for finding in examine(workspace) if finding.key != "disk")
    done = [one[0] / one[1] for one in watching.told if one[1]]
    assert done == sorted(done)


def test_whoever_cancels_has_an_empty_folder_again(workspace, now):
    with pytest.raises(Cancelled):
        fill(workspace, at=now, progress=Watching(stop_at=20))
    with workspace.read() as session:
        assert session.query(Person).count() == 0
        assert not settings.load(session).is_set_up


@pytest.mark.parametrize(
    ("day", "quarter", "words"),
    [(date(2027, 2, 28), 1, "第一季度"), (date(2026, 6, 30), 2, "第二季度")],
)
def test_the_story_moves_to_any_day_and_names_its_quarter(day, quarter, words):
    story = on_day(read_story(), day)
    assert (story.year, story.training_class.quarter) == (day.year, quarter)
    assert words in story.training_class.name and words in story.blueprint.title
    starts = [lesson.facts.starts_at for lesson in story.lessons]
    assert {moment.date() for moment in starts} == {day}
    assert starts[0].hour == 8
    assert story.offer("x").starts_at.date() == day


def test_at_the_turn_of_the_year_the_sample_is_whole_too(workspace, now):
    fill(workspace, at=now.replace(year=2027, month=1, day=3), progress=Silent())
    with workspace.read() as session:
        years = {card.year for card in queries.classes(session)}
    assert years == {2026, 2027}
