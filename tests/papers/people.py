"""Classes as no office would wish them: 500 people, one, nobody; the longest and rarest names."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO

from PIL import Image, ImageDraw
from sqlalchemy.orm import Session

from dongan_training import settings
from dongan_training.accounts.actor import Actor
from dongan_training.attendance.models import Evaluation
from dongan_training.bank.drafts import Picture, QuestionType
from dongan_training.bank.models import Passage, Question, QuestionVersion, Subject
from dongan_training.bank.pictures import store_pictures
from dongan_training.certificates.issuing import issue_certificates
from dongan_training.exam.blueprint import Blueprint, Section
from dongan_training.exam.models import Attempt, AttemptState, PaperForm
from dongan_training.exam.offering import Offer, open_exam
from dongan_training.exam.papers import make_paper
from dongan_training.exam.seating import plan_seats
from dongan_training.exam.signing_off import approve_paper
from dongan_training.people.models import OrgUnit, Person
from dongan_training.training.badges import issue_badges
from dongan_training.training.models import Enrolment
from dongan_training.training.planning import ClassFacts, add_class
from dongan_training.training.timetable import LessonFacts, add_lesson
from dongan_training.workspace import Workspace

CROWD = 500
TITLE = (
    "东安县2026年第四季度村（社区）党组织书记、村民委员会主任"
    "抓党建促乡村振兴暨基层治理能力提升示范培训班"
)
ORGANISER = "中共东安县委组织部、中共东安县纪律检查委员会、东安县民政局、东安县农业农村局"
UNITS = (
    "西江桥村党支部",
    "东安县人民政府驻广东省深圳市龙岗区流动党员服务工作站临时联合党支部委员会（筹）",
    "大盛镇驻长沙流动党员党支部",
    "老干部局",
)
POSTS = ("书记", "党支部副书记兼村民委员会副主任、人民调解委员会主任", "", "组织委员")
NAMES = (
    "陈敏",
    "欧阳𬱖",
    "阿卜杜热合曼·买买提依明·吐尔逊江·艾合买提江·木沙",
    "𠀀龦",
    "唐建国",
    "阿里木江哈斯木买买提依明吐尔逊艾合买提江木沙乌斯曼江阿布都热",
    "王𪚥𫝀𮯠",
    "古丽·A·买买提",
    "䶮",
    "司马懿德",
)
STEM = (
    "党员受到警告处分，{number}年内不得在党内提升职务"
    "和向党外组织推荐担任高于其原任职务的党外职务（ ）。"
)
LONG_OPTIONS = [
    "参加党的有关会议，阅读党的有关文件，接受党的教育和培训，"
    "在党的会议上和党报党刊上参加关于党的政策问题的讨论",
    "有根据地批评党的任何组织和任何党员",
    "行使表决权、选举权，有被选举权",
    "以上都对",
]
CITATION = "《中国共产党纪律处分条例》（2023年12月修订）第十七条"
MATERIAL = "某村党支部书记张某，2026年3月违规发放津贴补贴12,000元，群众来信反映后主动退缴。" * 6


@dataclass(frozen=True)
class Worst:
    """The ids of a class and what belongs to it; a class of nobody has an exam too."""

    class_id: str
    lesson_id: str
    exam_id: str
    paper_id: str
    names: tuple[str, ...]


def make_classes(
    workspace: Workspace, by: Actor, at: datetime, counts: tuple[int, ...]
) -> list[Worst]:
    """Make a class for each count: over, with exam, marks, badges and certificates."""
    with workspace.begin() as session:
        settings.save(session, settings.Settings(township="白牙市镇", organizer=ORGANISER))
        _bank(session)
        units = _units(session)
        sections = tuple(Section(kind, count, 1) for kind, count in PAPER.items())
        blueprint = Blueprint("第四季度党纪学习教育测试", sections)
        paper = make_paper(session, blueprint=blueprint, forms=2, seed=1, by=by, at=at)
        approve_paper(session, paper_id=paper.id, by=by, at=at)
    return [_class(workspace, by, at, paper.id, units, count) for count in counts]


PAPER = {
    QuestionType.SINGLE_CHOICE: 40,
    QuestionType.MULTIPLE_CHOICE: 20,
    QuestionType.TRUE_FALSE: 20,
    QuestionType.FILL_BLANK: 16,
    QuestionType.SHORT_ANSWER: 4,
}


def _class(
    workspace: Workspace, by: Actor, at: datetime, paper_id: str, units: list[str], count: int
) -> Worst:
    begins, over = at - timedelta(days=2), at + timedelta(days=2)
    with workspace.begin() as session:
        facts = ClassFacts(
            TITLE,
            4,
            venue="白牙市镇人民政府三楼多功能会议室（原镇中心小学礼堂）",
            organizer=ORGANISER,
            needs_exam=False,
            needs_full_hours=False,
            needs_no_absence=False,
        )
        class_id = add_class(session, year=2026, facts=facts, by=by, at=at)
        lessons = []
        for half in range(6):
            starts = begins + timedelta(hours=24 * (half // 2) + 6 * (half % 2))
            title = ("上午", "下午")[half % 2]
            lesson = LessonFacts(title, starts, starts + timedelta(hours=3), hours=4)
            lessons.append(add_lesson(session, class_id=class_id, facts=lesson, by=by, at=at))
        names = [NAMES[n % 10] + str(n // 10 or "") for n in range(count)]
        for number, name in enumerate(names):
            person = Person(name=name, org_unit_id=units[number % 4], post=POSTS[number % 4])
            session.add(person)
            session.flush()
            group = f"第 {number % 12 + 1} 组"
            seat = f"{number + 1}"
            session.add(
                Enrolment(
                    class_id=class_id,
                    person_id=person.id,
                    number=number + 1,
                    group=group,
                    seat=seat,
                )
            )
        session.flush()
        offer = Offer(paper_id, minutes=90, pass_mark=60, room="三楼多功能会议室", starts_at=at)
        exam_id = open_exam(session, class_id=class_id, offer=offer, by=by, at=at)
        if names:
            issue_badges(session, class_id=class_id, by=by, at=at)
            plan_seats(session, exam_id=exam_id, rows=25, columns=20, by=by, at=at)
            _marks(session, class_id, exam_id, paper_id, at)
            issue_certificates(session, class_id=class_id, by=by, at=over)
            told = "建议多讲村里遇到的实际案例，少念文件。" * 4
            session.add(Evaluation(class_id=class_id, marks={"课程内容": 4}, comment=told))
    return Worst(class_id, lessons[0], exam_id, paper_id, tuple(names))


def _marks(session: Session, class_id: str, exam_id: str, paper_id: str, at: datetime) -> None:
    form = session.query(PaperForm).filter_by(paper_id=paper_id).order_by(PaperForm.letter).first()
    assert form is not None
    for place in session.query(Enrolment).filter_by(class_id=class_id):
        session.add(
            Attempt(
                exam_id=exam_id,
                enrolment_id=place.id,
                form_id=form.id,
                started_at=at,
                handed_in_at=at,
                state=AttemptState.HANDED_IN,
                score=float(40 + place.number % 61),
            )
        )
    session.flush()


def _units(session: Session) -> list[str]:
    county = OrgUnit(name="东安县", kind="县")
    session.add(county)
    session.flush()
    town = OrgUnit(name="白牙市镇", kind="乡镇", parent_id=county.id)
    session.add(town)
    session.flush()
    units = [OrgUnit(name=name, parent_id=town.id) for name in UNITS]
    session.add_all(units)
    session.flush()
    return [one.id for one in units]


def _bank(session: Session) -> None:
    subject = Subject(name="纪律学习")
    session.add(subject)
    session.flush()
    passage = Passage(text=MATERIAL)
    session.add(passage)
    session.flush()
    pictures: dict[str, list[Picture]] = {}
    for kind, count in PAPER.items():
        for number in range(count):
            question = Question(subject_id=subject.id)
            session.add(question)
            session.flush()
            version = _version(kind, number, question.id)
            if kind is QuestionType.SHORT_ANSWER and number < 2:
                version.passage_id, version.passage_place = passage.id, number + 1
            session.add(version)
            session.flush()
            if kind is QuestionType.SINGLE_CHOICE and number % 10 == 3:
                pictures[version.id] = [Picture("image/png", _picture())]
    store_pictures(session, pictures)


def _version(kind: QuestionType, number: int, question_id: str) -> QuestionVersion:
    options: list[str] = []
    stem = STEM.format(number=number)
    if kind in (QuestionType.SINGLE_CHOICE, QuestionType.MULTIPLE_CHOICE):
        short = [f"{number}", f"{number + 1}", "一年", "𬱖"]
        middle = ["警告、严重警告", "撤销党内职务", "留党察看", "开除党籍"]
        options = (short, middle, LONG_OPTIONS, [*middle, "不予处分", "诫勉谈话"])[number % 4]
        stem += "〔图1〕" if kind is QuestionType.SINGLE_CHOICE and number % 10 == 3 else ""
    answer: list[object] = {
        QuestionType.SINGLE_CHOICE: ["B"],
        QuestionType.MULTIPLE_CHOICE: ["A", "B", "D"],
        QuestionType.TRUE_FALSE: [number % 2 == 0],
        QuestionType.FILL_BLANK: [["五", "5"], ["警告"]],
        QuestionType.SHORT_ANSWER: ["要点一：主动退缴从轻；要点二：违规发放应予纪律处分。" * 3],
    }[kind]
    if kind is QuestionType.FILL_BLANK:
        stem = f"第{number}问：党的纪律处分有 ____ 种，其中最轻的是 ____ 。"
    if kind is QuestionType.SHORT_ANSWER:
        stem = f"第{number}问：请结合材料，说明对张某应当如何处理，并写出所依据的条款。"
    return QuestionVersion(
        question_id=question_id,
        number=1,
        current=True,
        type=kind,
        stem=stem,
        options=options,
        answer=answer,
        fingerprint=f"{kind}-{number}",
        explanation="主动退缴是从轻情节。" if number % 5 == 0 else None,
        citation="《中国共产党纪律处分条例》（2023年12月修订）第十七条"
        if number % 3 == 0
        else None,
    )


def _picture() -> bytes:
    image = Image.new("RGB", (600, 240), "white")
    draw = ImageDraw.Draw(image)
    for bar, height in enumerate((60, 140, 90, 200, 120)):
        draw.rectangle((40 + bar * 110, 230 - height, 110 + bar * 110, 230), fill="#1F4E8C")
    data = BytesIO()
    image.save(data, "PNG")
    return data.getvalue()
