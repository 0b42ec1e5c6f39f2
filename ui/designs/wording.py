"""Words for designs and what they consist of."""

from dongan_training.designs.fields import FIELDS
from dongan_training.printing.designs.model import (
    FIELD,
    CodeItem,
    FillItem,
    FrameItem,
    Item,
    PictureItem,
    Setting,
    TextItem,
)
from dongan_training.printing.fonts import Role
from dongan_training.printing.page import Align
from dongan_training.printing.purpose import PURPOSE_NAMES, Purpose
from dongan_training.texts import N_, _

KINDS = {
    TextItem.kind: N_("文字"),
    FrameItem.kind: N_("边框"),
    FillItem.kind: N_("色块"),
    PictureItem.kind: N_("图片"),
    CodeItem.kind: N_("二维码"),
}
ROLES = {
    Role.SERIF: N_("宋体"),
    Role.SERIF_BOLD: N_("宋体加粗"),
    Role.SANS: N_("黑体"),
    Role.SANS_BOLD: N_("黑体加粗"),
    Role.KAI: N_("楷体"),
    Role.FANGSONG: N_("仿宋"),
}
ALIGNS = {Align.LEFT: N_("靠左"), Align.CENTRE: N_("居中"), Align.RIGHT: N_("靠右")}
SETTINGS = {
    Setting.LINE: N_("一行（放不下时缩小、换行）"),
    Setting.PARAGRAPH: N_("段落（首行缩进、两端对齐）"),
    Setting.SPREAD: N_("分散（字距拉开）"),
}
LONGEST = 14


def purpose_words(purpose: Purpose) -> str:
    """Name what a design is for."""
    return _(PURPOSE_NAMES[purpose])


def item_words(item: Item, purpose: Purpose) -> str:
    """Name an item in the list: its kind and what it shows."""
    kind = _(KINDS[item.kind])
    told = ""
    if isinstance(item, TextItem):
        told = FIELD.sub(lambda found: _field(found[1], purpose), item.text)
    elif isinstance(item, PictureItem):
        told = FIELD.sub(lambda found: _field(found[1], purpose), item.picture)
    if len(told) > LONGEST:
        told = told[:LONGEST] + "…"
    return f"{kind}　{told}" if told else kind


def _field(name: str, purpose: Purpose) -> str:
    words = FIELDS[purpose].get(name)
    return f"〈{_(words)}〉" if words else f"〈{name}〉"
