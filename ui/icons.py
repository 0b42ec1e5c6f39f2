"""Icons of the window: Lucide drawings, tinted by the theme and crisp at every scale."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from dongan_training import paths
from ui import theme


def icon(name: str, token: str = "text") -> QIcon:
    """Make the icon ``name``, drawn in the colour ``token`` of whatever theme is worn."""
    return QIcon(_Engine(name, token))


def app_icon() -> QIcon:
    """Make the icon of the program itself."""
    return QIcon(str(paths.resource("icons", "app.svg")))


def paint(painter: QPainter, rect: QRectF, name: str, token: str = "text") -> None:
    """Draw an icon inside ``rect``, for widgets that paint themselves."""
    _renderer(name, theme.color(token).name()).render(painter, rect)


@lru_cache(maxsize=256)
def _renderer(name: str, tint: str) -> QSvgRenderer:
    drawing = paths.resource("icons", "lucide", f"{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(drawing.replace("currentColor", tint).encode()))


class _Engine(QIconEngine):
    """Looks the colour up when it paints, so icons follow a change of theme."""

    def __init__(self, name: str, token: str):
        super().__init__()
        self._name = name
        self._token = token

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._token)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        token = "muted" if mode is QIcon.Mode.Disabled else self._token
        side = min(rect.width(), rect.height())  # what is wider leaves a gap before the words
        paint(painter, QRectF(rect.left(), rect.top(), side, side), self._name, token)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        drawn = QPixmap(size)
        drawn.fill(Qt.GlobalColor.transparent)
        with QPainter(drawn) as painter:
            self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        return drawn
