"""The main job from an empty data folder to certificates, on the sample data.

Every step uses the same use cases as the window and the command line; only the people's
behaviour is made up. All moments come from the story, so the result is the same each time
but for what is random by nature: ids, badge tokens and keys.
"""

import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from sqlalchemy.orm import Session

from dongan_training import clock, settings
from dongan_training.accounts.actor import Actor
from dongan_training.attendance.answers import Door, answer_scan
from dongan_training.attendance.checkin import Outcome
from dongan_training.attendance.leave import LeaveRequest, approve_leave, ask_leave
from dongan_training.attendance.models import Method
from dongan_training.bank.importing import intake
from dongan_training.bank.scoring import Key
from dongan_training.certificates.issuing import issue_certificates
from dongan_training.certificates.standing import certificate_rows
from dongan_training.demo import behaviour
from dongan_training.demo.behaviour import Manner
from dongan_training.demo.story import Story, moment
from dongan_training.exam.analysing import analyse_exam
from dongan_training.exam.candidate_view import SittingView, sitting_view
from dongan_training.exam.delivery import Given, save_answer, start_attempt
from dongan_training.exam.handing_in import close_exam, hand_in
from dongan_training.exam.keys import keys_of_form
from dongan_training.exam.models import Attempt
from dongan_training.exam.offering import open_exam
from dongan_training.exam.papers import make_paper
from dongan_training.exam.signing_in import sign_in
from dongan_training.exam.signing_off import approve_paper
from dongan_training.people.roster import import_roster
from dongan_training.people.roster_plan import plan_roster
from dongan_training.people.roster_sheet import read_roster
from dongan_training.progress import Progress, Silent
from dongan_training.texts import _, listed
from dongan_training.training.badges import issue_badges
from dongan_training.training.enrolment import assign_seats, enrol_people
from dongan_training.training.menu import add_course
from dongan_training.training.planning import add_class
from dongan_training.training.queries import candidates
from dongan_training.training.timetable import add_lesson

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Step:
    """One part of the job, done: what it made, and how long it took."""

    title: str
    result: str
    seconds: float


class Transactions(Protocol):
    """What the demo needs of a workspace."""

    @property
    def device(self) -> str:
        """The id of this data folder's device."""

    def begin(self) -> AbstractContextManager[Session]:
        """One write transaction."""

    def read(self) -> AbstractContextManager[Session]:
        """One read transaction."""


@dataclass
class Demo:
    """One run of the story in one data folder; ``papers`` is None where nothing is printed."""

    workspace: Transactions
    story: Story
    progress: Progress
    papers: Path | None = None
    class_id: str = ""
    lesson_ids: list[str] = field(default_factory=list)
    exam_id: str = ""
    paper_id: str = ""
    forms: tuple[str, ...] = ()  # letters
    codes: dict[str, str] = field(default_factory=dict)  # enrolment id to badge code
    present: list[str] = field(default_factory=list)  # enrolment ids, in the afternoon

    def __post_init__(self) -> None:
        self.by = Actor(self.story.trainer, self.workspace.device)
        self.morning = self.story.lessons[0].facts.starts_at
        self.evening = self.story.lessons[-1].facts.ends_at + 10 * MINUTE
        self.eve = self.morning - timedelta(days=3)
        self._part, self._parts = 0, 1

    def chance(self, what: str) -> random.Random:
        """Seeded chance of its own for each part, so that parts do not disturb each other."""
        return random.Random(f"{self.story.seed}/{what}")

    def tell(self, done: int, total: int, text: str) -> None:
        """Tell how far the step at work is; all steps count alike."""
        self.progress.step(100 * self._part + 100 * done // total, 100 * self._parts, text)

    def run(self) -> Iterator[Step]:
        """Do the steps one after the other, and tell of each when it is done."""
        from dongan_training.demo import printing  # brings ReportLab and XlsxWriter

        steps: list[tuple[str, Callable[[Demo], str]]] = [
            (_("名册"), import_people),
            (_("题库"), import_bank),
            (_("培训班"), plan_class),
            (_("胸牌"), printing.print_badges if self.papers else give_badges),
            (_("签到"), open_door),
            (_("试卷"), printing.print_paper if self.papers else draw_paper),
            (_("考试"), sit_exam),
            (_("证书"), printing.print_certificates if self.papers else give_certificates),
        ]
        if self.papers:
            steps.append((_("签到表"), printing.print_attendance_sheet))
            steps.append((_("台账和报表"), printing.write_reports))
        self._parts = len(steps)
        for self._part, (title, work) in enumerate(steps):
            self.tell(0, 1, title)
            started = clock.elapsed()
            result = work(self)
            yield Step(title, result, clock.elapsed() - started)


def import_people(demo: Demo) -> str:
    """Set the folder up, and take in the roll."""
    story = demo.story
    with demo.workspace.begin() as session:
        practice = replace(
            settings.load(session),
            county=story.county,
            township=story.township,
            trainer=story.trainer,
            organizer=story.organizer,
        )
        settings.save(session, practice)
    table = read_roster(story.roll)
    with demo.workspace.begin() as session:
        plan = plan_roster(session, table=table, at=demo.eve)
        report = import_roster(session, plan=plan, choices={}, by=demo.by, at=demo.eve)
    return _("从 Excel 导入 {people} 人，建立党组织 {units} 个，有问题的行 {problems} 行").format(
        people=len(report.added), units=report.units_created, problems=report.problems
    )


def import_bank(demo: Demo) -> str:
    """Take in the question bank from its Word file."""
    from dongan_training.bank import formats  # brings lxml

    reading = formats.read(demo.story.bank, Silent())
    with demo.workspace.begin() as session:
        found = intake.preview(session, reading)
        ready = found.in_state(intake.State.GOOD, intake.State.SIMILAR)
        report = intake.accept(
            session,
            drafts=[entry.draft for entry in ready],
            subject_name=demo.story.subject,
            file_name=demo.story.bank.name,
            by=demo.by,
            at=demo.eve,
        )
    return _("从 Word 导入 {stored} 题，未导入 {left} 题").format(
        stored=report.stored, left=len(found.entries) - report.stored
    )


def plan_class(demo: Demo) -> str:
    """Plan the year, the class and its lessons, and enrol one township."""
    story, by, at = demo.story, demo.by, demo.eve
    with demo.workspace.begin() as session:
        demo.class_id = add_class(
            session, year=story.year, facts=story.training_class, by=by, at=at
        )
        for lesson in story.lessons:
            taught = [add_course(session, facts=one, by=by, at=at) for one in lesson.courses]
            facts = replace(lesson.facts, course_ids=tuple(taught))
            demo.lesson_ids.append(
                add_lesson(session, class_id=demo.class_id, facts=facts, by=by, at=at)
            )
        people = [
            one.id
            for one in candidates(session, demo.class_id)
            if one.township == story.enrolled_township
        ]
        enrolled = enrol_people(session, class_id=demo.class_id, person_ids=people, by=by, at=at)
        assign_seats(session, class_id=demo.class_id, by=by, at=at)
    return _("报名 {people} 人（名额 {quota}），{lessons} 场课").format(
        people=len(enrolled.added), quota=story.training_class.quota, lessons=len(demo.lesson_ids)
    )


def give_badges(demo: Demo) -> str:
    """Issue the badges without printing them."""
    with demo.workspace.begin() as session:
        badges = issue_badges(session, class_id=demo.class_id, by=demo.by, at=demo.eve)
    demo.codes = {badge.enrolment_id: badge.code for badge in badges}
    return _("制发 {count} 枚").format(count=len(badges))


def open_door(demo: Demo) -> str:
    """Let people come to both lessons: on time, late, twice, or not at all."""
    counts = dict.fromkeys(Outcome, 0)
    for number, lesson_id in enumerate(demo.lesson_ids):
        chance = demo.chance(f"door {number}")
        manners = behaviour.manners(sorted(demo.codes), demo.chance("manners"))
        _give_leave(demo, lesson_id, manners)
        starts_at = demo.story.lessons[number].facts.starts_at
        scans = behaviour.arrivals(manners, starts_at, chance)
        door = Door(lesson_id, Method.PICTURE)
        for scan in scans:
            with demo.workspace.begin() as session:
                code = demo.codes[scan.enrolment_id]
                told = answer_scan(session, code=code, door=door, by=demo.by, at=scan.at)
            counts[told.outcome] += 1
        demo.present = sorted({scan.enrolment_id for scan in scans})
    return _("{scans} 次扫码：准时 {on_time}，迟到 {late}，重复 {repeated}").format(
        scans=sum(counts.values()),
        on_time=counts[Outcome.ON_TIME],
        late=counts[Outcome.LATE],
        repeated=counts[Outcome.REPEATED],
    )


def _give_leave(demo: Demo, lesson_id: str, manners: dict[str, Manner]) -> None:
    on_leave = [one for one, manner in manners.items() if manner is Manner.ON_LEAVE]
    for enrolment_id in on_leave:
        request = LeaveRequest(lesson_id, enrolment_id, kind="病假", reason=_("身体不适"))
        with demo.workspace.begin() as session:
            leave_id = ask_leave(session, request=request, at=demo.eve)
            approve_leave(session, leave_id=leave_id, by=demo.by, at=demo.eve)


def draw_paper(demo: Demo) -> str:
    """Draw the paper in its forms, sign it off, and offer it to the class."""
    story, by, at = demo.story, demo.by, demo.eve
    with demo.workspace.begin() as session:
        paper = make_paper(
            session, blueprint=story.blueprint, forms=story.forms, seed=story.seed, by=by, at=at
        )
        approve_paper(session, paper_id=paper.id, by=by, at=at)
        demo.paper_id, demo.forms = paper.id, paper.forms
        demo.exam_id = open_exam(
            session, class_id=demo.class_id, offer=story.offer(paper.id), by=by, at=at
        )
    return _("{questions} 题，满分 {marks:g} 分，{forms} 卷").format(
        questions=paper.questions, marks=paper.full_marks, forms=listed(paper.forms)
    )


def sit_exam(demo: Demo) -> str:
    """Let everybody present sign in, answer, each answer in a commit of its own, and hand in."""
    starts_at = moment(demo.story.exam["starts_at"])
    answers = 0
    for number, enrolment_id in enumerate(demo.present):
        demo.tell(number, len(demo.present), _("考试"))
        answers += _sit(demo, enrolment_id, starts_at)
    with demo.workspace.begin() as session:
        ends_at = starts_at + demo.story.exam["minutes"] * MINUTE
        close_exam(session, exam_id=demo.exam_id, by=demo.by, at=ends_at)
    with demo.workspace.read() as session:
        summary = analyse_exam(session, demo.exam_id).summary
    return _("{people} 人参加，保存答案 {answers} 次，合格 {passed} 人").format(
        people=len(demo.present), answers=answers, passed=summary.passed
    )


def _sit(demo: Demo, enrolment_id: str, starts_at: datetime) -> int:
    chance = demo.chance(f"answers {sorted(demo.codes).index(enrolment_id)}")
    skill = min(0.97, max(0.4, chance.gauss(0.74, 0.15)))
    with demo.workspace.begin() as session:
        who = sign_in(session, exam_id=demo.exam_id, text=demo.codes[enrolment_id])
        attempt_id = start_attempt(
            session, exam_id=demo.exam_id, enrolment_id=who.enrolment_id, at=starts_at
        )
        view = sitting_view(session, attempt_id)
        keys = keys_of_form(session, session.get_one(Attempt, attempt_id).form)
    given = _answers(view, keys, skill, chance)
    for one in given:
        with demo.workspace.begin() as session:
            at = starts_at + timedelta(seconds=one.seconds_used)
            save_answer(session, attempt_id=attempt_id, given=one, at=at)
    seconds = given[-1].seconds_used
    with demo.workspace.begin() as session:
        at = starts_at + timedelta(seconds=seconds)
        hand_in(session, attempt_id=attempt_id, seconds_used=seconds, by=demo.by, at=at)
    return len(given)


def _answers(
    view: SittingView, keys: Mapping[str, Key], skill: float, chance: random.Random
) -> list[Given]:
    """What somebody answers, one question after the other, and when."""
    given, seconds = [], 0.0
    for question in view.questions:
        seconds += chance.uniform(15, 45)
        key = keys[question.item_id]
        value = behaviour.answer(key, len(question.options), skill, chance)
        given.append(Given(question.item_id, value, seconds))
    return given


def give_certificates(demo: Demo) -> str:
    """Issue to the entitled, and count the others."""
    with demo.workspace.begin() as session:
        issued = issue_certificates(session, class_id=demo.class_id, by=demo.by, at=demo.evening)
        rows = certificate_rows(session, class_id=demo.class_id, at=demo.evening)
    return _("签发 {issued} 份，{left} 人未达条件").format(
        issued=len(issued), left=len(rows) - len(issued)
    )
