"""What happens in the demo: read from ``resources/samples/demo.json``."""

import json
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from dongan_training import paths
from dongan_training.exam.blueprint import Blueprint
from dongan_training.exam.blueprint_file import read_blueprint
from dongan_training.exam.offering import Offer
from dongan_training.training.menu import CourseFacts
from dongan_training.training.planning import ClassFacts
from dongan_training.training.timetable import LessonFacts


@dataclass(frozen=True)
class PlannedLesson:
    """A lesson and the courses taught in it."""

    facts: LessonFacts
    courses: tuple[CourseFacts, ...]


@dataclass(frozen=True)
class Story:
    """The whole plot; all people and times in it are invented."""

    county: str
    township: str
    trainer: str
    organizer: str
    roll: Path
    bank: Path
    subject: str
    year: int
    training_class: ClassFacts
    enrolled_township: str
    lessons: tuple[PlannedLesson, ...]
    blueprint: Blueprint
    forms: int
    seed: int
    exam: dict[str, Any]

    def offer(self, paper_id: str) -> Offer:
        """How the exam is offered."""
        return Offer(
            paper_id=paper_id,
            minutes=self.exam["minutes"],
            pass_mark=self.exam["pass_mark"],
            title=self.exam["title"],
            starts_at=moment(self.exam["starts_at"]),
            room=self.exam["room"],
        )


def read_story() -> Story:
    """Read the plot that ships with the program."""
    told = json.loads(paths.resource("samples", "demo.json").read_text(encoding="utf-8"))
    planned, exam = told["class"], told["exam"]
    return Story(
        county=told["county"]["name"],
        township=told["township"],
        trainer=told["trainer"],
        organizer=told["organizer"],
        roll=paths.program_folder() / told["files"]["roll"],
        bank=paths.program_folder() / told["files"]["bank"],
        subject=told["subject"],
        year=told["plan"]["year"],
        training_class=ClassFacts(
            name=planned["name"],
            quarter=planned["quarter"],
            kind=planned["kind"],
            quota=planned["quota"],
            venue=planned["venue"],
            organizer=told["organizer"],
        ),
        enrolled_township=planned["enrol"]["township"],
        lessons=tuple(_lesson(one) for one in told["lessons"]),
        blueprint=read_blueprint(exam["blueprint"]),
        forms=exam["forms"],
        seed=exam["seed"],
        exam=exam,
    )


def on_day(story: Story, day: date) -> Story:
    """The same plot with its class on another day; titles name the quarter of that day."""
    first = story.lessons[0].facts.starts_at
    shift = day - first.date()
    quarter = (day.month - 1) // 3 + 1
    planned, exam = story.training_class, story.exam

    def told(text: str) -> str:
        return text.replace(_quarter_words(planned.quarter), _quarter_words(quarter))

    return replace(
        story,
        year=day.year,
        training_class=replace(planned, name=told(planned.name), quarter=quarter),
        lessons=tuple(
            replace(
                lesson,
                facts=replace(
                    lesson.facts,
                    starts_at=lesson.facts.starts_at + shift,
                    ends_at=lesson.facts.ends_at + shift,
                ),
            )
            for lesson in story.lessons
        ),
        blueprint=replace(story.blueprint, title=told(story.blueprint.title)),
        exam={
            **exam,
            "title": told(exam["title"]),
            "starts_at": (datetime.fromisoformat(exam["starts_at"]) + shift).isoformat(),
        },
    )


def _quarter_words(quarter: int) -> str:
    return f"第{'一二三四'[quarter - 1]}季度"


def moment(text: str) -> datetime:
    """Read a moment of the story: half past eight is that on the wall of any machine."""
    return datetime.fromisoformat(text).astimezone()


def _lesson(told: dict[str, Any]) -> PlannedLesson:
    facts = LessonFacts(
        title=told["title"],
        starts_at=moment(told["starts_at"]),
        ends_at=moment(told["ends_at"]),
        hours=told["hours"],
    )
    return PlannedLesson(facts, tuple(CourseFacts(**course) for course in told["courses"]))
