"""Designs as JSON, and back: a file from outside is checked whole before any of it is used."""

import base64
import binascii
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, NamedTuple

from dongan_training.errors import UserError
from dongan_training.printing.designs.model import GROUP, KINDS, Design, Item, Setting
from dongan_training.printing.fonts import Role
from dongan_training.printing.page import Align, Box
from dongan_training.printing.purpose import Purpose
from dongan_training.texts import N_, _, clauses, listed

FORMAT = 1  # what this program writes; a higher one is of a later program
MAX_ITEMS, MAX_TEXT, MAX_SIDE = 200, 2000, 600
MAX_PICTURE = 5_000_000  # bytes
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
BOX_KEYS = ("x", "y", "width", "height")
DESIGN_KEYS = frozenset(
    {"format", "name", "purpose", "width", "height", "items", "pictures", "$schema"}
)
ROLES = {role.name.lower(): role for role in Role}


@dataclass(eq=False)
class BadDesign(UserError):
    problems: tuple[str, ...]
    message = N_("版式不能用：{told}。")
    advice = N_("没有改动。请改正文件后再试。")

    @property
    def told_problems(self) -> str:
        """All problems at once."""
        return clauses(self.problems)

    def told(self) -> str:
        return _(self.message).format(told=self.told_problems)


class Rule(NamedTuple):
    """What a value must be: a test, the words of a refusal, and the same as JSON Schema."""

    holds: Callable[[Any], bool]
    wanted: str
    schema: dict[str, Any]


def _number(least: float, most: float) -> Rule:
    def holds(value: Any) -> bool:
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return is_number and least <= value <= most

    schema = {"type": "number", "minimum": least, "maximum": most}
    return Rule(holds, _("{least} 到 {most} 之间的数").format(least=least, most=most), schema)


def _words() -> Rule:
    def holds(value: Any) -> bool:
        return isinstance(value, str) and len(value) <= MAX_TEXT

    schema = {"type": "string", "maxLength": MAX_TEXT}
    return Rule(holds, _("不超过 {most} 个字的文字").format(most=MAX_TEXT), schema)


def _one_of(known: tuple[str, ...]) -> Rule:
    wanted = _("{known} 之一").format(known=listed(known))
    return Rule(lambda value: isinstance(value, str) and value in known, wanted, {"enum": [*known]})


def _colour() -> Rule:
    def holds(value: Any) -> bool:
        return isinstance(value, str) and (value == GROUP or COLOUR.fullmatch(value) is not None)

    pattern = f"^(#[0-9A-Fa-f]{{6}}|{GROUP})$"
    return Rule(holds, _("“#A6262E”这样的颜色或 group"), {"type": "string", "pattern": pattern})


def _yes_or_no() -> Rule:
    return Rule(lambda value: isinstance(value, bool), "true / false", {"type": "boolean"})


def rules() -> dict[str, Rule]:
    """What each key of an item must hold, in words of the chosen language."""
    return {
        **dict.fromkeys(("x", "y"), _number(-MAX_SIDE, MAX_SIDE)),
        **dict.fromkeys(("width", "height"), _number(0.1, MAX_SIDE)),
        **dict.fromkeys(("text", "when", "emphasis", "picture"), _words()),
        **dict.fromkeys(("size", "smallest"), _number(3, 300)),
        "role": _one_of(tuple(ROLES)),
        "colour": _colour(),
        "align": _one_of(tuple(Align)),
        "setting": _one_of(tuple(Setting)),
        "leading": _number(0.8, 5),
        "thickness": _number(0.05, 10),
        "rounded": _yes_or_no(),
    }


def design_data(design: Design) -> dict[str, Any]:
    """Give a design as JSON has it, without what is as usual."""
    return {
        "format": FORMAT,
        "name": design.name,
        "purpose": design.purpose,
        "width": design.width,
        "height": design.height,
        "items": [_item_data(item) for item in design.items],
        "pictures": {
            name: base64.b64encode(data).decode() for name, data in design.pictures.items()
        },
    }


def design_json(design: Design) -> str:
    """Write a design for a file."""
    return json.dumps(design_data(design), ensure_ascii=False, indent=1) + "\n"


def read_design(data: Any) -> Design:
    """Check all of ``data`` and make it a design; BadDesign names every problem."""
    if not isinstance(data, Mapping):
        raise BadDesign((_("文件里应当是一个 JSON 对象"),))
    problems = list(_problems(data))
    if problems:
        raise BadDesign(tuple(problems))
    return Design(
        name=data["name"].strip(),
        purpose=Purpose(data["purpose"]),
        width=data["width"],
        height=data["height"],
        items=tuple(_item(one) for one in data["items"]),
        pictures={name: base64.b64decode(one) for name, one in data.get("pictures", {}).items()},
    )


def keys_of(kind: type[Item]) -> tuple[str, ...]:
    """The keys of an item of this kind, without those of its box."""
    return tuple(one.name for one in fields(kind) if one.name != "box")


def _item_data(item: Item) -> dict[str, Any]:
    told: dict[str, Any] = {"kind": item.kind, **item.box._asdict()}
    usual = type(item)(item.box)
    for key in keys_of(type(item)):
        value = getattr(item, key)
        if value != getattr(usual, key):
            told[key] = value.name.lower() if isinstance(value, Role) else value
    return told


def _item(data: Mapping[str, Any]) -> Item:
    kind = KINDS[data["kind"]]
    told = {key: data[key] for key in keys_of(kind) if key in data}
    for key, make in (("role", ROLES.__getitem__), ("align", Align), ("setting", Setting)):
        if key in told:
            told[key] = make(told[key])
    return kind(Box(*(data[key] for key in BOX_KEYS)), **told)


def _problems(data: Mapping[str, Any]) -> Iterator[str]:
    known = rules()
    if isinstance(data.get("format"), int) and data["format"] > FORMAT:
        yield _("它由较新的程序写成，请先升级本程序")
        return
    for key in sorted(set(map(str, data)) - DESIGN_KEYS):
        yield _("{place}里有不认识的“{key}”").format(place=_("版式"), key=key)
    if not isinstance(data.get("name"), str) or not data["name"].strip():
        yield _("缺少名称（name）")
    if data.get("purpose") not in tuple(Purpose):
        yield _("用途（purpose）应当是 {known} 之一").format(known=listed(Purpose))
    for key in ("width", "height"):
        if not known[key].holds(data.get(key)):
            yield _("{key} 应当是{wanted}").format(key=key, wanted=known[key].wanted)
    items = data.get("items")
    if not isinstance(items, list) or len(items) > MAX_ITEMS:
        yield _("items 应当是不超过 {most} 个的列表").format(most=MAX_ITEMS)
        return
    for number, item in enumerate(items, start=1):
        yield from _problems_of_item(item, _("第 {number} 项").format(number=number), known)
    yield from _problems_of_pictures(data.get("pictures", {}))


def _problems_of_item(item: Any, place: str, known: Mapping[str, Rule]) -> Iterator[str]:
    if not isinstance(item, Mapping) or item.get("kind") not in tuple(KINDS):
        yield _("{place}的 kind 应当是 {known} 之一").format(place=place, known=listed(KINDS))
        return
    allowed = {*BOX_KEYS, *keys_of(KINDS[item["kind"]])}
    for key in sorted(set(map(str, item)) - allowed - {"kind"}):
        yield _("{place}里有不认识的“{key}”").format(place=place, key=key)
    for key in sorted(allowed):
        needed = key in BOX_KEYS
        if (needed or key in item) and not known[key].holds(item.get(key)):
            told = _("{place}的 {key} 应当是{wanted}")
            yield told.format(place=place, key=key, wanted=known[key].wanted)


def _problems_of_pictures(pictures: Any) -> Iterator[str]:
    if not isinstance(pictures, Mapping):
        yield _("pictures 应当是一个 JSON 对象")
        return
    for name, data in pictures.items():
        if not isinstance(data, str) or not _is_picture(data):
            told = _("图片“{name}”应当是不超过 {most} MB 的 Base64 文字")
            yield told.format(name=name, most=MAX_PICTURE // 1_000_000)


def _is_picture(data: str) -> bool:
    try:
        return len(base64.b64decode(data, validate=True)) <= MAX_PICTURE
    except (binascii.Error, ValueError):
        return False


def schema() -> dict[str, Any]:
    """The form of a design's file as JSON Schema (draft 2020-12), for other programs."""
    known = rules()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "东安培训　版式",
        "type": "object",
        "required": ["name", "purpose", "width", "height", "items"],
        "additionalProperties": False,
        "properties": {
            "$schema": {"type": "string"},
            "format": {"type": "integer", "maximum": FORMAT},
            "name": {"type": "string", "minLength": 1},
            "purpose": {"enum": [*Purpose]},
            "width": known["width"].schema,
            "height": known["height"].schema,
            "items": {
                "type": "array",
                "maxItems": MAX_ITEMS,
                "items": {"oneOf": [_item_schema(kind, known) for kind in KINDS.values()]},
            },
            "pictures": {"type": "object", "additionalProperties": {"type": "string"}},
        },
    }


def _item_schema(kind: type[Item], known: Mapping[str, Rule]) -> dict[str, Any]:
    keys = (*BOX_KEYS, *keys_of(kind))
    return {
        "type": "object",
        "required": ["kind", *BOX_KEYS],
        "additionalProperties": False,
        "properties": {"kind": {"const": kind.kind}, **{key: known[key].schema for key in keys}},
    }
