"""A webcam that reads badges. Imported late: it needs QtMultimedia and zxing-cpp.

Frames are shown at once and decoded in a thread of their own: only ever the newest one, so
a slow machine reads fewer frames and never falls behind. No frame is kept.
"""

from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import QObject, Signal
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


class Camera(QObject):
    """One camera at a time; ``found`` carries the text of a code, once while it stays in view."""

    seen = Signal(QImage)
    found = Signal(str)
    failed = Signal(str)  # what the system says about a camera that does not work
    _read = Signal(list)  # from the reading thread

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self.sink = QVideoSink(self)
        self.session = QMediaCaptureSession(self)
        self.session.setVideoSink(self.sink)
        self.devices = QMediaDevices(self)
        self._camera: QCamera | None = None
        self._is_reading = False
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
        self._read.emit(codes_in(image.convertToFormat(QImage.Format.Format_Grayscale8)))

    def _on_read(self, codes: list[str]) -> None:
        self._is_reading = False
        now = clock.elapsed()
        for code in codes:
            is_new = now - self._last_seen.get(code, -IGNORED_FOR) >= IGNORED_FOR
            self._last_seen[code] = now
            if is_new:
                self.found.emit(code)
        self._read_newest()

    def _on_error(self, _error: QCamera.Error, words: str) -> None:
        self.stop()
        self.failed.emit(words)
