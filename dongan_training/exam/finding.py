"""Which paper or exam somebody means by what they typed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from dongan_training.errors import UserError
from dongan_training.exam.queries import exams, papers
from dongan_training.exam.saved_blueprints import saved_blueprints
from dongan_training.people.finding import SHORTEST_PREFIX
from dongan_training.texts import N_, _, listed


@dataclass(eq=False)
class PaperUnknown(UserError):
    text: str
    message = N_("找不到试卷“{text}”。")
    advice = N_("没有改动。请用 exam list 查看试卷的编号。")


@dataclass(eq=False)
class BlueprintUnknown(UserError):
    text: str
    message = N_("找不到命题细目表“{text}”。")
    advice = N_("没有改动。请用 exam blueprint list 查看，或者写一个 JSON 文件的路径。")


@dataclass(eq=False)
class ExamUnknown(UserError):
    text: str
    message = N_("找不到考试“{text}”。")
    advice = N_("没有改动。请用 exam list 查看考试的编号。")


@dataclass(eq=False)
class SeveralMeant(UserError):
    text: str
    listed: str
    message = N_("“{text}”可能指：{listed}。")
    advice = N_("没有改动。请用完整的编号说明是哪一个。")


def find_paper(session: Session, text: str) -> str:
    """Give the id of the paper meant by an id, its beginning, or a title."""
    text = text.strip()
    titles = {one.id: one.title for one in papers(session)}
    return _one_of(text, titles, _ways(titles, text), PaperUnknown(text))


def find_blueprint(session: Session, text: str) -> str:
    """Give the id of the kept blueprint meant by an id, its beginning, or a title."""
    text = text.strip()
    titles = {one.id: one.title for one in saved_blueprints(session)}
    return _one_of(text, titles, _ways(titles, text), BlueprintUnknown(text))


def find_exam(session: Session, text: str) -> str:
    """Give the id of the exam meant by an id, its beginning, a class code, or a title."""
    text = text.strip()
    rows = exams(session)
    titles = {one.id: one.title for one in rows}
    by_id, by_title = _ways(titles, text)
    of_class = [one.id for one in rows if one.class_code.casefold() == text.casefold()]
    return _one_of(text, titles, (by_id, of_class, by_title), ExamUnknown(text))


def _ways(titles: Mapping[str, str], text: str) -> tuple[list[str], list[str]]:
    by_id = [one for one in titles if len(text) >= SHORTEST_PREFIX and one.startswith(text)]
    return by_id, [one for one, title in titles.items() if title == text]


def _one_of(
    text: str, titles: Mapping[str, str], ways: Iterable[list[str]], unknown: UserError
) -> str:
    found = next((way for way in ways if way), [])
    if not found:
        raise unknown
    if len(found) > 1:
        told = [_("{title}（{id}）").format(title=titles[one], id=one) for one in found]
        raise SeveralMeant(text, listed(told))
    return found[0]
