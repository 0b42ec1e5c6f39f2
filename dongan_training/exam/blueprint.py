"""The blueprint of a paper (命题细目表): how many of which type, from where, worth what."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeGuard

from dongan_training.bank.drafts import QuestionType
from dongan_training.errors import UserError, reason_of
from dongan_training.sheets.refusals import MissingFile, Unreachable
from dongan_training.texts import N_, _, clauses, listed

MAX_BYTES = 1_000_000
MAX_SECTIONS = 30
MAX_COUNT = 500
MAX_POINTS = 100
FILTERS = ("subject", "chapter", "difficulty")
SECTION_KEYS = frozenset({"type", "count", "points", *FILTERS})
BLUEPRINT_KEYS = frozenset({"title", "sections"})


@dataclass(eq=False)
class BlueprintUnreadable(UserError):
    file: str
    message = N_("命题细目表“{file}”读不出来。")
    advice = N_("没有组卷。请选择 UTF-8 编码、不超过 1 MB 的 JSON 文件。")


@dataclass(eq=False)
class BadBlueprint(UserError):
    problems: tuple[str, ...]
    message = N_("命题细目表不能用：{listed}")
    advice = N_("没有组卷。请改正后再试。")

    @property
    def listed(self) -> str:
        """All problems at once, in one sentence."""
        return _("{told}。").format(told=clauses(self.problems))

    def told(self) -> str:
        return _(self.message).format(listed=self.listed)


@dataclass(frozen=True)
class Section:
    """One part of a paper (大题): questions of one type that are worth the same."""

    type: QuestionType
    count: int
    points: float
    subject: str = ""  # empty: from anywhere; else this subject or one below it
    chapter: str = ""
    difficulty: str = ""


@dataclass(frozen=True)
class Blueprint:
    """What a paper shall be made of."""

    title: str
    sections: tuple[Section, ...]

    @property
    def count(self) -> int:
        """How many questions the paper will have."""
        return sum(section.count for section in self.sections)

    @property
    def full_marks(self) -> float:
        """What a faultless paper earns."""
        return round(sum(section.count * section.points for section in self.sections), 2)

    def to_data(self) -> dict[str, Any]:
        """Write it as JSON holds it; ``read_blueprint`` undoes this."""
        sections = [{**asdict(one), "type": one.type.value} for one in self.sections]
        return {"title": self.title, "sections": sections}


def load_blueprint(path: Path) -> Blueprint:
    """Read a blueprint from a JSON file.

    Raises MissingFile, Unreachable, BlueprintUnreadable or BadBlueprint.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise BlueprintUnreadable(path.name)
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise MissingFile(path.name) from None
    except OSError as error:
        raise Unreachable(path.name, reason_of(error)) from error
    except (ValueError, RecursionError):
        raise BlueprintUnreadable(path.name) from None
    return read_blueprint(data)


def read_blueprint(data: Any) -> Blueprint:
    """Check all of ``data`` and turn it into a blueprint; BadBlueprint names every problem."""
    problems: list[str] = []
    if not isinstance(data, Mapping):
        raise BadBlueprint((_("文件里应当是一个 JSON 对象"),))
    problems += _unknown_keys(data, BLUEPRINT_KEYS, _("细目表"))
    title = data.get("title")
    if not isinstance(title, str) or not title.strip():
        problems.append(_("缺少试卷标题（title）"))
    listed = data.get("sections")
    if not isinstance(listed, list) or not listed:
        raise BadBlueprint((*problems, _("没有列出大题（sections）")))
    if len(listed) > MAX_SECTIONS:
        problems.append(_("大题最多 {most} 个").format(most=MAX_SECTIONS))
    for number, one in enumerate(listed, start=1):
        problems += _problems_of_section(one, _("第 {number} 大题").format(number=number))
    if problems:
        raise BadBlueprint(tuple(problems))
    return Blueprint(str(title).strip(), tuple(_section(one) for one in listed))


def _section(data: Mapping[str, Any]) -> Section:
    return Section(
        type=QuestionType(data["type"]),
        count=int(data["count"]),
        points=data["points"],
        **{name: (data.get(name) or "").strip() for name in FILTERS},
    )


def _problems_of_section(data: Any, place: str) -> list[str]:
    if not isinstance(data, Mapping):
        return [_("{place}应当是一个 JSON 对象").format(place=place)]
    problems = _unknown_keys(data, SECTION_KEYS, place)
    if data.get("type") not in tuple(QuestionType):  # not a set: it may be a list, unhashable
        known = listed(QuestionType)
        problems.append(
            _("{place}的题型（type）应当是 {known} 之一").format(place=place, known=known)
        )
    count, points = data.get("count"), data.get("points")
    if not _is_number(count) or count != int(count) or not 1 <= count <= MAX_COUNT:
        problems.append(
            _("{place}的题数（count）应当是 1 到 {most} 的整数").format(place=place, most=MAX_COUNT)
        )
    if not _is_number(points) or not 0 < points <= MAX_POINTS:
        problems.append(
            _("{place}的每题分值（points）应当大于 0，不超过 {most}").format(
                place=place, most=MAX_POINTS
            )
        )
    for name in FILTERS:
        if not isinstance(data.get(name) or "", str):
            problems.append(_("{place}的“{name}”应当是文字").format(place=place, name=name))
    return problems


def _is_number(value: Any) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e9


def _unknown_keys(data: Mapping[str, Any], known: frozenset[str], place: str) -> list[str]:
    unknown = [str(key) for key in data if key not in known]
    return [_("{place}里有不认识的“{key}”").format(place=place, key=key) for key in sorted(unknown)]
