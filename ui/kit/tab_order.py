"""Lets the Tab key follow the eye, also through fields that came later."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QSplitter, QTabWidget, QWidget


def follow_the_eye(holder: QWidget) -> None:
    """Put all fields within ``holder`` into the order in which its layouts list them."""
    fields = [one for one in _in_order(holder) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    for before, after in pairwise(fields):
        QWidget.setTabOrder(before, after)


def _in_order(holder: QWidget) -> Iterator[QWidget]:
    yield holder
    if isinstance(holder, QScrollArea):
        yield from _in_order(holder.widget())
    elif isinstance(holder, QSplitter | QTabWidget):
        for place in range(holder.count()):
            yield from _in_order(holder.widget(place))
    elif (layout := holder.layout()) is not None:
        yield from _of_layout(layout)


def _of_layout(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item.widget() is not None:
            yield from _in_order(item.widget())
        elif item.layout() is not None:
            yield from _of_layout(item.layout())
