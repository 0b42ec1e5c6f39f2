"""What an exam paper and its key say, as plain values ready to set."""

from dataclasses import dataclass, field

from dongan_training.bank.drafts import Picture, QuestionType
from dongan_training.bank.numerals import in_chinese
from dongan_training.bank.picture_markers import numbers_in
from dongan_training.texts import N_, _

HEADINGS: dict[QuestionType, str] = {
    QuestionType.SINGLE_CHOICE: N_("单项选择题"),
    QuestionType.MULTIPLE_CHOICE: N_("多项选择题"),
    QuestionType.TRUE_FALSE: N_("判断题"),
    QuestionType.FILL_BLANK: N_("填空题"),
    QuestionType.SHORT_ANSWER: N_("简答题"),
}
INSTRUCTIONS: dict[QuestionType, str] = {
    QuestionType.SINGLE_CHOICE: N_("每小题只有一个正确选项，请把它的字母填在括号内。"),
    QuestionType.MULTIPLE_CHOICE: N_("每小题有两个或两个以上正确选项，请把它们的字母填在括号内。"),
    QuestionType.TRUE_FALSE: N_("认为正确的在括号内画“√”，认为错误的画“×”。"),
    QuestionType.FILL_BLANK: N_("请把答案写在横线上。"),
    QuestionType.SHORT_ANSWER: N_("请在题目下方的横线上作答。"),
}
NOTICES = (
    N_("请先在密封线左侧填写单位、姓名、职务、座位号和考号，密封线内不要答题。"),
    N_("请用黑色签字笔作答，字迹清楚；涂改后请重新写明。"),
    N_("考试结束时把试卷和草稿纸留在桌上，不得带走。"),
)


@dataclass(frozen=True)
class PaperQuestion:
    """One question as candidates read it.

    ``〔图n〕`` in a text is the n-th of ``pictures``. ``expected`` is about how many
    characters the answer has (of the longest blank, or of the whole short answer): it
    decides how much room there is to write.
    """

    number: int
    stem: str
    options: tuple[str, ...] = ()
    points: float = 0
    expected: int = 0
    passage: str = ""  # shared with its neighbours that have the same
    pictures: tuple[Picture, ...] = ()

    @property
    def shared(self) -> tuple[str, tuple[Picture, ...]]:
        """What tells its passage from a neighbour's: two may be nothing but a picture each."""
        there = [one for one in numbers_in(self.passage) if 0 < one <= len(self.pictures)]
        return self.passage, tuple(self.pictures[one - 1] for one in there)


@dataclass(frozen=True)
class PaperSection:
    """The questions of one section; an own ``instruction`` replaces the usual one."""

    type: QuestionType
    questions: tuple[PaperQuestion, ...]
    instruction: str = ""


@dataclass(frozen=True)
class ExamPaper:
    """One form of a paper; it holds no answer."""

    title: str
    organiser: str
    form: str
    facts: tuple[str, ...]
    sections: tuple[PaperSection, ...]
    notices: tuple[str, ...] = NOTICES
    fields: tuple[str, ...] = (N_("单位"), N_("姓名"), N_("职务"), N_("座位号"), N_("考号"))

    @property
    def full_title(self) -> str:
        """The title with the form."""
        return f"{self.title}（{form_told(self.form)}）"


@dataclass(frozen=True)
class KeyPoint:
    """What a short answer must say for ``points``; None where all points together decide."""

    text: str
    points: float | None = None


@dataclass(frozen=True)
class KeyAnswer:
    """The answer of one question as a marker reads it: ``AC``, ``√``, or words.

    ``〔图n〕`` in a text is the n-th of ``pictures``.
    """

    number: int
    answer: str
    points: float = 0
    scheme: tuple[KeyPoint, ...] = ()
    explanation: str = ""
    citation: str = ""
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True)
class KeySection:
    """The answers of one section; ``rule`` says how they are marked."""

    type: QuestionType
    answers: tuple[KeyAnswer, ...]
    rule: str = ""


@dataclass(frozen=True)
class AnswerKey:
    """The key and marking scheme of one form."""

    title: str
    organiser: str
    form: str
    sections: tuple[KeySection, ...] = field(default_factory=tuple)


def form_told(form: str) -> str:
    """Name a form, as A 卷."""
    return _("{form} 卷").format(form=form)


def heading_of(place: int, section_type: QuestionType) -> str:
    """Name a section by its place, as 一、单项选择题."""
    return f"{numeral(place)}、{_(HEADINGS[section_type])}"


def numeral(place: int) -> str:
    """Number a section by its place from 0, as 一."""
    return in_chinese(place + 1)


def points_told(points: float) -> str:
    """Write points without a needless decimal."""
    return f"{points:g}"


def worth(section: PaperSection) -> str:
    """Say in brackets what a section is worth."""
    each = {question.points for question in section.questions}
    total = points_told(sum(question.points for question in section.questions))
    if len(each) > 1:
        return _("（共 {total} 分）").format(total=total)
    told = points_told(each.pop())
    return _("（每小题 {each} 分，共 {total} 分）").format(each=told, total=total)
