"""Rich Text (.rtf, specification 1.9.1) as a stream of pieces.

Automatic numbers are written out in it, so nothing is counted. Text deleted under tracking is left
out; hidden text is read as in Word, and told of.
"""

from dongan_training.bank.drafts import Problem, ProblemKind, Reading
from dongan_training.bank.formats.rtf_text import Walk
from dongan_training.bank.formats.word import ASIDE, ASIDES, NoWords, OnlyPictures, has_words
from dongan_training.bank.recognising.album import Album
from dongan_training.bank.recognising.pieces import Grid
from dongan_training.bank.recognising.recogniser import recognise
from dongan_training.progress import Progress
from dongan_training.sheets.incoming import Incoming
from dongan_training.sheets.refusals import TooLarge
from dongan_training.texts import N_
from dongan_training.texts import said as _

LARGEST = 32 * 1024 * 1024
HIDES = N_("文档里有隐藏的文字，已一并读入，请对照原文核对。")


def read(incoming: Incoming, progress: Progress) -> Reading:
    """Read an RTF document."""
    name, album = incoming.path.name, Album()
    if len(incoming.content) > LARGEST:
        raise TooLarge(name, LARGEST // 1024 // 1024)
    found = Walk(name, album).read(incoming.content)
    if not any(isinstance(one, Grid) or has_words(one.text) for one in found.stream):
        raise OnlyPictures(name) if len(album) else NoWords(name)
    reading = Reading(format="rtf")
    recognise(found.stream, reading, progress, incoming.path.stem)
    reading.problems += [
        Problem(place, ProblemKind.NOT_A_QUESTION, _(ASIDE).format(kind=_(ASIDES[kind])), text)
        for place, kind, text in found.asides
    ]
    if found.hidden:
        reading.problems.append(Problem(0, ProblemKind.NOT_A_QUESTION, _(HIDES), name))
    album.illustrate(reading)
    return reading
