"""A webcam that reads badges. Imported late: it needs QtMultimedia and zxing-cpp.

Frames are shown at once and decoded in a thread of their own: only ever the newest one, so
a slow machine reads fewer frames and never falls behind. No frame is kept.
"""

from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import (
    QCamera,
    QCameraDevice,
    QMediaCaptureSession,
    QMediaDevices,
    QVideoFrame,
    QVideoSink,
)

from dongan_training import clock
from dongan_training.attendance.scanning import codes_in

IGNORED_FOR = 3.0  # seconds in which the same code says nothing new
DARK = 45  # mean of 0 (black) to 255 below which print on paper is hard to tell from noise
SAMPLE = QSize(16, 12)
# zxing-cpp makes them grey itself, in a quarter of the time that Qt takes.
READABLE = (
    QImage.Format.Format_RGB32,
    QImage.Format.Format_ARGB32,
    QImage.Format.Format_RGB888,
    QImage.Format.Format_RGBA8888,
    QImage.Format.Format_Grayscale8,
)


class Reading(NamedTuple):
    """What one frame held: the codes in it, and how bright it was (0 to 255)."""

    codes: list[str]
    brightness: float


class Camera(QObject):
    """One camera at a time; ``found`` carries the text of a code, once while it stays in view."""

    seen = Signal(QImage)
    found = Signal(str)
    failed = Signal(str)  # what the system says about a camera that does not work
    darkened = Signal(bool)  # whether there is too little light to read badges by
    _read = Signal(object)  # a Reading, from the reading thread

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self.sink = QVideoSink(self)
        self.session = QMediaCaptureSession(self)
        self.session.setVideoSink(self.sink)
        self.devices = QMediaDevices(self)
        self._camera: QCamera | None = None
        self._is_reading = False
        self._is_dark = False
        self._newest: QImage | None = None
        self._last_seen: dict[str, float] = {}
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="camera")
        self._read.connect(self._on_read)
        self.sink.videoFrameChanged.connect(self._on_frame)

    @staticmethod
    def available() -> list[QCameraDevice]:
        """The cameras that are plugged in now, the system's first choice first."""
        first = QMediaDevices.defaultVideoInput()
        devices = QMediaDevices.videoInputs()
        return sorted(devices, key=lambda one: one.id() != first.id())

    def start(self, device: QCameraDevice) -> None:
        """Look through this camera instead of the one before."""
        self.stop()
        self._camera = QCamera(device, self)
        self._camera.errorOccurred.connect(self._on_error)
        self.session.setCamera(self._camera)
        self._camera.start()

    def stop(self) -> None:
        """Switch the camera off, so that its light goes out."""
        if self._camera:
            self._camera.stop()
            self.session.setCamera(None)
            self._camera.deleteLater()
        self._camera = self._newest = None

    def close(self) -> None:
        """Switch off and end the reading thread."""
        self.stop()
        self._thread.shutdown(wait=True)

    def _on_frame(self, frame: QVideoFrame) -> None:
        image = frame.toImage()
        if image.isNull():
            return
        self.seen.emit(image)
        self._newest = image
        self._read_newest()

    def _read_newest(self) -> None:
        if self._is_reading or self._newest is None:
            return
        image, self._newest = self._newest, None
        self._is_reading = True
        self._thread.submit(self._decode, image)

    def _decode(self, image: QImage) -> None:
        if image.format() not in READABLE:
            image = image.convertToFormat(QImage.Format.Format_RGB32)
        self._read.emit(Reading(codes_in(image), brightness(image)))

    def _on_read(self, reading: Reading) -> None:
        self._is_reading = False
        now = clock.elapsed()
        is_dark = reading.brightness < DARK and not reading.codes
        if is_dark is not self._is_dark:
            self._is_dark = is_dark
            self.darkened.emit(is_dark)
        for code in reading.codes:
            is_new = now - self._last_seen.get(code, -IGNORED_FOR) >= IGNORED_FOR
            self._last_seen[code] = now
            if is_new:
                self.found.emit(code)
        self._read_newest()

    def _on_error(self, _error: QCamera.Error, words: str) -> None:
        self.stop()
        self.failed.emit(words)


def brightness(image: QImage) -> float:
    """The mean of a picture, from 0 (black) to 255, told by a small grey copy of it."""
    small = image.scaled(SAMPLE).convertToFormat(QImage.Format.Format_Grayscale8)
    lines = (small.constScanLine(y)[: small.width()] for y in range(small.height()))
    return sum(map(sum, lines)) / (small.width() * small.height())
