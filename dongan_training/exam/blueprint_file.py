"""Blueprints from outside: every problem is named at once, in sentences."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeGuard

from dongan_training.bank.drafts import QuestionType
from dongan_training.errors import UserError
from dongan_training.exam.blueprint import FILTERS, Blueprint, Cell, Kind, Section
from dongan_training.saving import save_whole
from dongan_training.sheets.content import content_of
from dongan_training.sheets.refusals import TooLarge
from dongan_training.texts import N_, _, clauses, listed

MAX_BYTES = 1_000_000
MAX_SECTIONS, MAX_CELLS = 30, 200
MAX_COUNT = 500
MAX_POINTS = 100
MAX_FORMS = 30
MAX_REST = 100
HARDEST, EASIEST = 0.05, 0.95
CELL_KEYS = frozenset({"count", *FILTERS})
SECTION_KEYS = frozenset({"type", "count", "points", "cells", *FILTERS})
BLUEPRINT_KEYS = frozenset(
    {
        *("title", "sections", "kind", "exposure", "fixed", "excluded", "enemies"),
        *("rest", "least_used_first", "facility"),
    }
)


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


def load_blueprint(path: Path) -> Blueprint:
    """Read a blueprint from a JSON file.

    Raises MissingFile, Unreachable, BlueprintUnreadable or BadBlueprint.
    """
    try:
        data = json.loads(content_of(path, MAX_BYTES).decode("utf-8-sig"))
    except (TooLarge, ValueError, RecursionError):
        raise BlueprintUnreadable(path.name) from None
    return read_blueprint(data)


def save_blueprint(blueprint: Blueprint, path: Path) -> None:
    """Write a blueprint as a JSON file, whole or not at all (errors of dongan_training.saving)."""
    text = json.dumps(blueprint.to_data(), ensure_ascii=False, indent=2)
    save_whole(path, f"{text}\n".encode())


def read_blueprint(data: Any) -> Blueprint:
    """Check all of ``data`` and turn it into a blueprint; BadBlueprint names every problem."""
    if not isinstance(data, Mapping):
        raise BadBlueprint((_("文件里应当是一个 JSON 对象"),))
    problems = _unknown_keys(data, BLUEPRINT_KEYS, _("细目表"))
    title = data.get("title")
    if not isinstance(title, str) or not title.strip():
        problems.append(_("缺少试卷标题（title）"))
    sections = data.get("sections")
    if not isinstance(sections, list) or not sections:
        raise BadBlueprint((*problems, _("没有列出大题（sections）")))
    if len(sections) > MAX_SECTIONS:
        problems.append(_("大题最多 {most} 个").format(most=MAX_SECTIONS))
    for number, one in enumerate(sections, start=1):
        problems += _problems_of_section(one, _("第 {number} 大题").format(number=number))
    problems += _problems_of_rules(data)
    if problems:
        raise BadBlueprint(tuple(problems))
    return Blueprint(str(title).strip(), tuple(_section(one) for one in sections), **_rules(data))


def _rules(data: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "kind": Kind(data.get("kind", Kind.SAME)),
        "exposure": int(data.get("exposure", 1)),
        "fixed": tuple(data.get("fixed", ())),
        "excluded": tuple(data.get("excluded", ())),
        "enemies": tuple(tuple(group) for group in data.get("enemies", ())),
        "rest": int(data.get("rest", 0)),
        "least_used_first": data.get("least_used_first", False),
        "facility": data.get("facility"),
    }


def _section(data: Mapping[str, Any]) -> Section:
    cells = tuple(Cell(int(one["count"]), **_filters(one)) for one in data.get("cells") or ())
    count = sum(one.count for one in cells) if cells else int(data["count"])
    kind = QuestionType(data["type"])
    return Section(kind, count, data["points"], **_filters(data), cells=cells)


def _filters(data: Mapping[str, Any]) -> dict[str, str]:
    return {name: (data.get(name) or "").strip() for name in FILTERS}


def _problems_of_section(data: Any, place: str) -> list[str]:
    if not isinstance(data, Mapping):
        return [_("{place}应当是一个 JSON 对象").format(place=place)]
    problems = _unknown_keys(data, SECTION_KEYS, place)
    if data.get("type") not in tuple(QuestionType):  # not a set: it may be a list, unhashable
        known = listed(QuestionType)
        problems.append(
            _("{place}的题型（type）应当是 {known} 之一").format(place=place, known=known)
        )
    points = data.get("points")
    if not _is_number(points) or not 0 < points <= MAX_POINTS:
        problems.append(
            _("{place}的每题分值（points）应当大于 0，不超过 {most}").format(
                place=place, most=MAX_POINTS
            )
        )
    problems += _problems_of_filters(data, place)
    return problems + _problems_of_counts(data, place)


def _problems_of_counts(data: Mapping[str, Any], place: str) -> list[str]:
    cells = data.get("cells")
    if not cells and not isinstance(cells, str):
        return _problems_of_count(data.get("count"), place)
    if not isinstance(cells, list) or len(cells) > MAX_CELLS:
        told = _("{place}的细目（cells）应当是不超过 {most} 个的列表")
        return [told.format(place=place, most=MAX_CELLS)]
    problems: list[str] = []
    for number, one in enumerate(cells, start=1):
        told = _("{place}第 {number} 个细目").format(place=place, number=number)
        problems += _problems_of_cell(one, told)
    if problems or "count" not in data:
        return problems or _problems_of_count(sum(one["count"] for one in cells), place)
    total = sum(one["count"] for one in cells)
    if data["count"] != total:
        told = _("{place}的题数（count）与各细目之和 {total} 不符，可以不写")
        return [told.format(place=place, total=total)]
    return _problems_of_count(total, place)


def _problems_of_cell(data: Any, place: str) -> list[str]:
    if not isinstance(data, Mapping):
        return [_("{place}应当是一个 JSON 对象").format(place=place)]
    return [
        *_unknown_keys(data, CELL_KEYS, place),
        *_problems_of_count(data.get("count"), place),
        *_problems_of_filters(data, place),
    ]


def _problems_of_count(count: Any, place: str) -> list[str]:
    if _is_whole(count, 1, MAX_COUNT):
        return []
    told = _("{place}的题数（count）应当是 1 到 {most} 的整数")
    return [told.format(place=place, most=MAX_COUNT)]


def _problems_of_filters(data: Mapping[str, Any], place: str) -> list[str]:
    return [
        _("{place}的“{name}”应当是文字").format(place=place, name=name)
        for name in FILTERS
        if not isinstance(data.get(name) or "", str)
    ]


def _problems_of_rules(data: Mapping[str, Any]) -> Iterator[str]:
    kind, exposure = data.get("kind", Kind.SAME), data.get("exposure", 1)
    if kind not in tuple(Kind):
        yield _("卷别种类（kind）应当是 {known} 之一").format(known=listed(Kind))
    if not _is_whole(exposure, 1, MAX_FORMS):
        yield _("每题可用于几份卷（exposure）应当是 1 到 {most} 的整数").format(most=MAX_FORMS)
    elif exposure != 1 and kind == Kind.SAME:
        yield _("各份题目相同时，不必写每题可用于几份卷（exposure）")
    if not _is_whole(data.get("rest", 0), 0, MAX_REST):
        yield _("避开最近几份试卷（rest）应当是 0 到 {most} 的整数").format(most=MAX_REST)
    if not isinstance(data.get("least_used_first", False), bool):
        yield _("少用的题优先（least_used_first）应当是 true 或 false")
    aim = data.get("facility")
    if aim is not None and not (_is_number(aim) and HARDEST <= aim <= EASIEST):
        yield _("目标平均难度（facility）应当在 {low} 到 {high} 之间").format(
            low=HARDEST, high=EASIEST
        )
    yield from _problems_of_names(data)


def _problems_of_names(data: Mapping[str, Any]) -> Iterator[str]:
    fixed, excluded = data.get("fixed", []), data.get("excluded", [])
    enemies = data.get("enemies", [])
    if not _are_names(fixed):
        yield _("必选题（fixed）应当是试题编号的列表，不能重复")
    if not _are_names(excluded):
        yield _("排除题（excluded）应当是试题编号的列表，不能重复")
    if not _is_list(enemies) or not all(_are_names(one) and len(one) > 1 for one in enemies):
        yield _("互斥题（enemies）应当是若干组试题编号，每组至少两道")
        return
    if not _are_names(fixed) or not _are_names(excluded):
        return
    for one in sorted(set(fixed) & set(excluded)):
        yield _("试题 {id} 既是必选题又是排除题").format(id=one)
    for group in enemies:
        both = sorted(set(group) & set(fixed))
        if len(both) > 1:
            yield _("必选题 {ids} 互斥，不能同卷").format(ids=listed(both))


def _are_names(value: Any) -> TypeGuard[Sequence[str]]:
    if not _is_list(value) or not all(isinstance(one, str) and one.strip() for one in value):
        return False
    return len(set(value)) == len(value)


def _is_list(value: Any) -> TypeGuard[Sequence[Any]]:
    return isinstance(value, list | tuple)


def _is_whole(value: Any, least: int, most: int) -> bool:
    return _is_number(value) and value == int(value) and least <= value <= most


def _is_number(value: Any) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e9


def _unknown_keys(data: Mapping[str, Any], known: frozenset[str], place: str) -> list[str]:
    unknown = [str(key) for key in data if key not in known]
    return [_("{place}里有不认识的“{key}”").format(place=place, key=key) for key in sorted(unknown)]
