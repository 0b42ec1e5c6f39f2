"""The fields of the settings page: how each kind of setting is shown, set and read."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QLineEdit, QSpinBox, QWidget

from dongan_training.settings import RANGES
from dongan_training.texts import _

Choices = tuple[tuple[Any, str], ...]


class SettingField(QObject):
    """One setting on the page; ``changed`` comes when the user has finished with it."""

    changed = Signal(str)
    widget: QWidget

    def __init__(self, name: str):
        super().__init__()
        self.name = name

    def value(self) -> Any:
        """What stands in the field now."""

    def show(self, value: Any) -> None:
        """Put a value into the field, without telling anybody."""

    def _tell(self) -> None:
        self.changed.emit(self.name)


class TextSetting(SettingField):
    """One line of text."""

    def __init__(self, name: str):
        super().__init__(name)
        self.widget = QLineEdit()
        self.widget.editingFinished.connect(self._tell)

    def value(self) -> str:
        return self.widget.text().strip()

    def show(self, value: str) -> None:
        self.widget.setText(value)


class ChoiceSetting(SettingField):
    """One of a few."""

    def __init__(self, name: str, choices: Choices):
        super().__init__(name)
        self.widget = QComboBox()
        for value, words in choices:
            self.widget.addItem(words, value)
        self.widget.activated.connect(self._tell)

    def value(self) -> Any:
        return self.widget.currentData()

    def show(self, value: Any) -> None:
        self.widget.setCurrentIndex(self.widget.findData(value))


class OfferedSetting(ChoiceSetting):
    """One of what there is just now; asked for anew whenever the page is."""

    def __init__(self, name: str, offered: Callable[[], Choices]):
        super().__init__(name, ())
        self._offered = offered

    def show(self, value: Any) -> None:
        self.widget.clear()
        for key, words in self._offered():
            self.widget.addItem(words, key)
        super().show(value)


class SwitchSetting(SettingField):
    """On or off."""

    def __init__(self, name: str, words: str):
        super().__init__(name)
        self.widget = QCheckBox(words)
        self.widget.clicked.connect(self._tell)

    def value(self) -> bool:
        return self.widget.isChecked()

    def show(self, value: bool) -> None:
        self.widget.setChecked(value)


class NumberSetting(SettingField):
    """A number within its range, in a unit; whole numbers where the step is whole."""

    def __init__(self, name: str, unit: str):
        super().__init__(name)
        allowed = RANGES[name]
        self._as: Callable[[float], float] = int if float(allowed.step).is_integer() else float
        self.widget = QSpinBox() if self._as is int else QDoubleSpinBox(decimals=1)
        self.widget.setRange(self._as(allowed.low), self._as(allowed.high))
        self.widget.setSingleStep(self._as(allowed.step))
        self.widget.setSuffix(_(unit))
        self.widget.setKeyboardTracking(False)
        self.widget.valueChanged.connect(self._tell)

    def value(self) -> float:
        return self.widget.value()

    def show(self, value: float) -> None:
        self.widget.blockSignals(True)
        self.widget.setValue(self._as(value))
        self.widget.blockSignals(False)
