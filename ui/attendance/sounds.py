"""Short melodies of the door, made in memory. Imported late: it needs QtMultimedia."""

import math
from array import array
from functools import cache

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject
from PySide6.QtMultimedia import QAudioFormat, QAudioSink, QMediaDevices

from ui.attendance.signals import Melody

RATE = 22_050
LOUDNESS = 9_000  # of 32,767
FADE = 0.006  # seconds at both ends of a note, against clicks


class Sounds(QObject):
    """Plays one melody at a time; a new one cuts the one before off.

    A machine without loudspeakers stays silent: colour, symbol and words say the same.
    """

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self._sink: QAudioSink | None = None
        self._tape: QBuffer | None = None

    def play(self, melody: Melody) -> None:
        """Let the melody be heard, and come back at once."""
        device = QMediaDevices.defaultAudioOutput()
        if device.isNull() or not melody:
            return
        self.stop()
        wave = QAudioFormat()
        wave.setSampleRate(RATE)
        wave.setChannelCount(1)
        wave.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        self._tape = QBuffer(self)
        self._tape.setData(QByteArray(samples(melody)))
        self._tape.open(QIODevice.OpenModeFlag.ReadOnly)
        self._sink = QAudioSink(device, wave, self)
        self._sink.start(self._tape)

    def stop(self) -> None:
        """Be quiet."""
        if self._sink and self._tape:
            self._sink.stop()
            self._sink.deleteLater()
            self._tape.deleteLater()
        self._sink = self._tape = None


@cache
def samples(melody: Melody) -> bytes:
    """Give the melody as 16-bit samples of one channel."""
    wave = array("h")
    for hertz, milliseconds in melody:
        count = RATE * milliseconds // 1000
        wave.extend(_note(hertz, count))
    return wave.tobytes()


def _note(hertz: int, count: int) -> list[int]:
    fade = RATE * FADE
    return [
        int(
            LOUDNESS
            * min(1, n / fade, (count - n) / fade)
            * math.sin(2 * math.pi * hertz * n / RATE)
        )
        for n in range(count)
    ]
