"""What can be set of an item: its place, and what its kind has besides."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QCheckBox,
    QColorDialog,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

from dongan_training.designs.fields import FIELDS
from dongan_training.printing.designs.model import GROUP, Design, Item
from dongan_training.printing.designs.writing import BOX_KEYS, keys_of
from dongan_training.printing.purpose import Purpose
from dongan_training.texts import N_, _
from ui.designs.wording import ALIGNS, ROLES, SETTINGS
from ui.kit import Button, row

LABELS = {
    "x": N_("左"),
    "y": N_("上"),
    "width": N_("宽"),
    "height": N_("高"),
    "text": N_("文字"),
    "role": N_("字体"),
    "size": N_("字号"),
    "smallest": N_("最小字号"),
    "colour": N_("颜色"),
    "align": N_("对齐"),
    "setting": N_("排法"),
    "leading": N_("行距"),
    "emphasis": N_("加粗的内容"),
    "when": N_("有内容才印"),
    "thickness": N_("线粗"),
    "rounded": N_("圆头"),
    "picture": N_("图片"),
}
RANGES = {
    "size": (3, 200, 0.5, N_(" 磅")),
    "smallest": (3, 200, 0.5, N_(" 磅")),
    "leading": (0.8, 5, 0.1, N_(" 倍")),
    "thickness": (0.05, 10, 0.05, N_(" 毫米")),
}
PLACE_WIDTH, BETWEEN = 84, 6  # pixels of a number, and between two of them
PLACES_WIDTH = 2 * PLACE_WIDTH + 3 * BETWEEN
SHORTEST = 6  # letters of a choice that are seen at least
NAMED = {"role": ROLES, "align": ALIGNS, "setting": SETTINGS}


class Properties(QWidget):
    """The fields of one item; ``edited`` tells the key that was changed and the new item."""

    edited = Signal(str, object)
    choosing = Signal()  # a picture from a file

    def __init__(self, purpose: Purpose):
        super().__init__()
        self._purpose = purpose
        self._item: Item | None = None
        self._shows: dict[str, Callable[[Any], None]] = {}
        self._kind = ""
        self.fields: dict[str, QWidget] = {}
        self.form = QFormLayout(self)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setVerticalSpacing(8)
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)

    def show_item(self, item: Item, design: Design) -> None:
        """Show an item; its fields stay, and the one being typed in is left alone."""
        pictures = tuple(design.pictures)
        if item.kind != self._kind or pictures != getattr(self, "_pictures", ()):
            self._kind, self._pictures = item.kind, pictures
            self._build(type(item))
        self._item = None  # what is shown is no change
        for key, show in self._shows.items():
            show(getattr(item.box, key) if key in BOX_KEYS else getattr(item, key))
        self._item = item

    def _build(self, kind: type[Item]) -> None:
        while self.form.rowCount():
            self.form.removeRow(0)
        self._shows, self.fields = {}, {}
        for first, second in (BOX_KEYS[:2], BOX_KEYS[2:]):
            pair = (self._place(first), self._place(second))
            words = f"{_(LABELS[first])} / {_(LABELS[second])}"
            self.form.addRow(words, row(*pair, spacing=BETWEEN))
        for key in keys_of(kind):
            self.form.addRow(_(LABELS[key]), self._field(key))

    def _place(self, key: str) -> QWidget:
        least = -600 if key in ("x", "y") else 0.1
        return self._number(key, (least, 600, 0.5, ""))

    def _field(self, key: str) -> QWidget:
        if key in RANGES:
            return self._number(key, RANGES[key])
        if key in NAMED:
            return self._choice(key, {value: _(words) for value, words in NAMED[key].items()})
        makers = {
            "text": self._text,
            "colour": self._colour,
            "rounded": self._switch,
            "picture": self._picture,
        }
        if key in makers:
            return makers[key](key)
        known = {"": _("—"), **{name: _(words) for name, words in FIELDS[self._purpose].items()}}
        return self._choice(key, known)

    def _number(self, key: str, span: tuple[float, float, float, str]) -> QWidget:
        least, most, step, unit = span
        field = QDoubleSpinBox(minimum=least, maximum=most, singleStep=step, decimals=2)
        field.setSuffix(_(unit) if unit else "")
        field.setToolTip("" if unit else _("毫米"))
        field.setMinimumWidth(PLACE_WIDTH)
        field.valueChanged.connect(lambda value: self._tell(key, value))
        return self._keep(key, field, field.setValue)

    def _choice(self, key: str, known: dict[Any, str]) -> QWidget:
        field = QComboBox()
        field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        field.setMinimumContentsLength(SHORTEST)
        for value, words in known.items():
            field.addItem(words, value)
        values = list(known)
        field.activated.connect(lambda at: self._tell(key, values[at]))

        def show(value: Any) -> None:
            field.setCurrentIndex(values.index(value) if value in values else -1)

        return self._keep(key, field, show)

    def _text(self, key: str) -> QWidget:
        field = QPlainTextEdit()
        field.setFixedHeight(84)
        field.setTabChangesFocus(True)
        field.textChanged.connect(lambda: self._tell(key, field.toPlainText()))
        menu = QMenu(field)
        for name, words in FIELDS[self._purpose].items():
            menu.addAction(_(words), lambda name=name: field.insertPlainText(f"{{{name}}}"))
        insert = Button(_("插入内容"), icon="plus")
        insert.setProperty("menu", True)
        insert.setMenu(menu)
        self.form.addRow("", insert)

        def show(value: str) -> None:
            if field.toPlainText() != value:  # the cursor stays where somebody types
                field.setPlainText(value)

        return self._keep(key, field, show)

    def _colour(self, key: str) -> QWidget:
        field = Button("", lambda: self._choose_colour(key))
        follows = QCheckBox(_("随分组"))
        follows.setVisible(self._purpose is Purpose.BADGE)
        follows.clicked.connect(lambda on: self._tell(key, GROUP if on else "#000000"))

        def show(value: str) -> None:
            follows.setChecked(value == GROUP)
            field.setEnabled(value != GROUP)
            field.setText("" if value == GROUP else value)

        self._keep(key, field, show)
        return row(field, follows, spacing=8)

    def _choose_colour(self, key: str) -> None:
        current = QColor(getattr(self._item, key))
        chosen = QColorDialog.getColor(current, self, _("颜色"))
        if chosen.isValid():
            self._tell(key, chosen.name().upper())
            self._shows[key](chosen.name().upper())

    def _switch(self, key: str) -> QWidget:
        field = QCheckBox(_("是"))
        field.clicked.connect(lambda on: self._tell(key, on))
        return self._keep(key, field, field.setChecked)

    def _picture(self, key: str) -> QWidget:
        known = {"": _("—"), **{name: name for name in self._pictures}}
        if self._purpose is Purpose.BADGE:
            known["{photo}"] = _("照片")
        choose = Button(_("选择图片文件"), self.choosing.emit, icon="folder-open")
        self.form.addRow("", choose)
        return self._choice(key, known)

    def _keep(self, key: str, field: QWidget, show: Callable[[Any], None]) -> QWidget:
        field.setAccessibleName(_(LABELS[key]))
        self.fields[key], self._shows[key] = field, show
        return field

    def _tell(self, key: str, value: Any) -> None:
        if self._item is None:
            return
        if key in BOX_KEYS:
            changed = replace(self._item, box=self._item.box._replace(**{key: value}))
        else:
            changed = replace(self._item, **{key: value})
        if changed != self._item:
            self._item = changed
            self.edited.emit(key, changed)
