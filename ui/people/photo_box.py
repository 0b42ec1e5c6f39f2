"""The photo of a person in a form: shown, chosen from a file or dropped, taken away."""

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from dongan_training.errors import UserError
from dongan_training.people.photos import RATIO, cut_photo, read_picture
from dongan_training.progress import Progress
from dongan_training.texts import _
from ui import icons, theme
from ui.jobs import QuietJob
from ui.kit import Button, Desk, FileKind, Words, row, stack
from ui.kit.dropping import TakesFile

HEIGHT = 112
SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".bmp")


class _Frame(QWidget):
    """The photo with round corners, or the outline of somebody."""

    def __init__(self) -> None:
        super().__init__()
        self.photo = QPixmap()
        self.setFixedSize(QSize(round(HEIGHT * RATIO), HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHints(
                QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
            )
            outline = QPainterPath()
            outline.addRoundedRect(QRectF(self.rect()), 6, 6)
            painter.setClipPath(outline)
            if self.photo.isNull():
                painter.fillRect(self.rect(), theme.color("hover"))
                room = QRectF(self.rect()).adjusted(20, 36, -20, -36)
                icons.paint(painter, room, "users", "muted")
            else:
                painter.drawPixmap(self.rect(), self.photo)


class PhotoBox(TakesFile, QWidget):
    """``content`` is the JPEG to be kept, or None; the form saves it."""

    refused = Signal(object)  # a UserError: the file is no photo

    def __init__(self, desk: Desk, content: bytes | None):
        super().__init__()
        self.setAcceptDrops(True)
        self._desk = desk
        self.frame = _Frame()
        self.choose = Button(_("选择照片"), self.ask, icon="camera")
        self.remove = Button(_("删除照片"), self.take_away, icon="trash-2")
        hint = Words(_("也可以把图片拖到这里；按一寸、二寸照片的比例裁好。"), "small").wrapped()
        line = row(self.frame, stack(row(self.choose, self.remove, None), hint, None), spacing=16)
        line.layout().setStretch(1, 1)
        stack_ = stack(line)
        self.setLayout(stack_.layout())
        self.setFocusProxy(self.choose)
        self.show_photo(content)

    def show_photo(self, content: bytes | None) -> None:
        """Show what would be kept."""
        self.content = content
        self.frame.photo = QPixmap()
        if content is not None:
            self.frame.photo.loadFromData(content)
        self.frame.setAccessibleName(_("照片") if content else _("没有照片"))
        self.remove.setVisible(content is not None)
        self.frame.update()

    def ask(self) -> None:
        """Let the user choose a file."""
        kind = FileKind(_("照片"), SUFFIXES)
        path = self._desk.dialogs.open_file(self, _("选择照片"), kind)
        if path is not None:
            self.take_file(path)

    def take_file(self, path: Path) -> None:
        """Read a picture and cut it; the picture of a camera takes a moment."""

        def work(_progress: Progress) -> bytes:
            return cut_photo(read_picture(path))

        job = QuietJob(_("读取照片"), work)
        job.done.connect(self.show_photo)
        job.failed.connect(self._refuse)
        self._desk.jobs.start(job)

    def take_away(self) -> None:
        """Keep none."""
        self.show_photo(None)
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refuse(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self.refused.emit(error)
