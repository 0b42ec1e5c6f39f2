"""Which paper or exam somebody means by what they typed."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from dongan_training.errors import UserError
from dongan_training.exam.queries import exams, papers
from dongan_training.exam.saved_blueprints import saved_blueprints
from dongan_training.people.finding import SHORTEST_PREFIX
from dongan_training.texts import N_, listed


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
    ids: str
    message = N_("“{text}”可能指：{ids}。")
    advice = N_("没有改动。请用完整的编号说明是哪一个。")


def find_paper(session: Session, text: str) -> str:
    """Give the id of the paper meant by an id, its beginning, or a title."""
    text = text.strip()
    rows = papers(session)
    ways = (_by_id([one.id for one in rows], text), [one.id for one in rows if one.title == text])
    return _one_of(text, ways, PaperUnknown(text))


def find_blueprint(session: Session, text: str) -> str:
    """Give the id of the kept blueprint meant by an id, its beginning, or a title."""
    text = text.strip()
    rows = saved_blueprints(session)
    ways = (_by_id([one.id for one in rows], text), [one.id for one in rows if one.title == text])
    return _one_of(text, ways, BlueprintUnknown(text))


def find_exam(session: Session, text: str) -> str:
    """Give the id of the exam meant by an id, its beginning, a class code, or a title."""
    text = text.strip()
    rows = exams(session)
    ways = (
        _by_id([one.id for one in rows], text),
        [one.id for one in rows if one.class_code.casefold() == text.casefold()],
        [one.id for one in rows if one.title == text],
    )
    return _one_of(text, ways, ExamUnknown(text))


def _by_id(ids: Sequence[str], text: str) -> list[str]:
    return [one for one in ids if len(text) >= SHORTEST_PREFIX and one.startswith(text)]


def _one_of(text: str, ways: Sequence[list[str]], unknown: UserError) -> str:
    found = next((way for way in ways if way), [])
    if not found:
        raise unknown
    if len(found) > 1:
        raise SeveralMeant(text, listed(found))
    return found[0]
