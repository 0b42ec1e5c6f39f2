"""What a question brings along beside its words: the passage it belongs to, and its pictures."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from dongan_training.bank.drafts import Draft, Picture
from dongan_training.texts import _
from ui.kit import Words, stack

WIDEST, HIGHEST = 376, 190  # pixels of a picture in the panel
PASSAGE_ROOM = 352


class ShownParts(QWidget):
    """Nothing where a question has neither."""

    def __init__(self) -> None:
        super().__init__()
        self.passage = Words().wrapped()
        self.passage.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        quote = QFrame()
        quote.setProperty("surface", "quote")
        inside = QVBoxLayout(quote)
        inside.setContentsMargins(12, 10, 12, 10)
        inside.setSpacing(4)
        inside.addWidget(Words(_("材料"), "small"))
        inside.addWidget(self.passage)
        self.quote = quote
        self.pictures: list[QWidget] = []
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(10)
        self._body.addWidget(quote)

    def show_draft(self, draft: Draft) -> None:
        """Show the passage and the pictures of a question."""
        self.passage.setText(draft.passage or "")
        self.passage.ensurePolished()
        self.passage.setMinimumHeight(max(self.passage.heightForWidth(PASSAGE_ROOM), 0))
        self.quote.setVisible(bool(draft.passage))
        while self.pictures:
            old = self.pictures.pop()
            old.hide()
            old.deleteLater()
        for number, picture in enumerate(draft.pictures, start=1):
            part = _shown(number, picture)
            self.pictures.append(part)
            self._body.addWidget(part)
        self.setVisible(bool(draft.passage or draft.pictures))


def _shown(number: int, picture: Picture) -> QWidget:
    name = _("图 {number}").format(number=number)
    drawn = QPixmap()
    drawn.loadFromData(picture.data)
    if drawn.isNull():
        return Words(_("{name}（不能显示）").format(name=name), "muted")
    most = QSize(WIDEST, HIGHEST)
    if drawn.width() > most.width() or drawn.height() > most.height():
        keep = Qt.AspectRatioMode.KeepAspectRatio
        drawn = drawn.scaled(most, keep, Qt.TransformationMode.SmoothTransformation)
    label = QLabel()
    label.setPixmap(drawn)
    label.setFixedHeight(drawn.height())
    label.setAccessibleName(name)
    return stack(Words(name, "small"), label, spacing=4)
