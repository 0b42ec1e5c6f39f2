"""What stands in the fields of a form: compared with what stood there first, it says whether
something would be lost."""

from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QWidget,
)

from ui.kit.search_field import SearchField


def entered(form: QWidget) -> tuple[object, ...]:
    """All values of the fields in ``form``; what is only searched for is not one of them."""
    here = (one for one in form.findChildren(QWidget) if one.window() is form.window())
    return tuple(_value(field) for field in here if _is_field(field))


def _is_field(widget: QWidget) -> bool:
    if isinstance(widget, QAbstractButton):
        return True
    fields = (QLineEdit, QPlainTextEdit, QComboBox, QListWidget)
    return isinstance(widget, fields) and not isinstance(widget, SearchField)


def _value(field: QWidget) -> object:
    match field:
        case QLineEdit():  # also inside every field for a number, a day or a time
            return field.text()
        case QPlainTextEdit():
            return field.toPlainText()
        case QComboBox():
            return field.currentText()
        case QListWidget():
            return tuple(field.item(row).checkState() for row in range(field.count()))
        case QAbstractButton():
            return (field.isChecked(), field.text())  # some say by their words what is chosen
    raise TypeError(type(field).__name__)
