"""Pictures on their way to a draft: one private character stands where each of them is.

Readers put the character into the text; every rule sees an ordinary character, so that a picture
is carried along with the stem, option or answer it stands in. ``illustrate`` turns the
characters into the markers ``〔图1〕``, ``〔图2〕`` … of each question.
"""

import re
from dataclasses import replace

from dongan_training.bank.drafts import Draft, Picture, Reading, picture_marker
from dongan_training.texts import N_
from dongan_training.texts import said as _

FIRST, LAST = 0xF0000, 0xFFFFD  # the private plane 15
HOLDER = re.compile(f"[{chr(FIRST)}-{chr(LAST)}]")
ONLY_PICTURES = re.compile(f"[\\s{chr(FIRST)}-{chr(LAST)}]+")
LARGEST = 10 * 1024 * 1024
MOST_BYTES = 150 * 1024 * 1024  # of all pictures of one file
SIGNATURES = (
    (b"\x89PNG\r\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"\xd7\xcd\xc6\x9a", "image/x-wmf"),
)
DRAWINGS = ("image/x-wmf", "image/x-emf")  # of old Windows; not every screen can show them

SHOWN = N_("（图片）")
MISSING = N_("有一张图片读不出来（未嵌入、太大或格式不明），请对照原文补上。")
DRAWN = N_("有一张图片是 WMF 或 EMF 图，可能显示不了，请换成 PNG 图片。")


def media_type_of(data: bytes) -> str | None:
    """What picture this is by its first bytes; None where it is none we know."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data[:4] == b"\1\0\0\0" and data[40:44] == b" EMF":
        return "image/x-emf"
    return next((kind for mark, kind in SIGNATURES if data.startswith(mark)), None)


class Album:
    """All pictures of one file."""

    def __init__(self) -> None:
        self._pictures: list[Picture | None] = []
        self._room = MOST_BYTES

    def __len__(self) -> int:
        return len(self._pictures)

    def add(self, data: bytes | None) -> str:
        """Keep a picture and give its character; None stands for one that could not be had."""
        if FIRST + len(self._pictures) > LAST:
            return chr(LAST)
        kind = media_type_of(data) if data else None
        fits = data is not None and len(data) <= min(LARGEST, self._room)
        kept = Picture(kind, data) if kind and data and fits else None
        self._room -= len(kept.data) if kept else 0
        self._pictures.append(kept)
        return chr(FIRST + len(self._pictures) - 1)

    def picture(self, holder: str) -> Picture | None:
        """The picture that a character stands for."""
        place = ord(holder) - FIRST
        return self._pictures[place] if 0 <= place < len(self._pictures) else None

    def illustrate(self, reading: Reading) -> None:
        """Give every draft its pictures, and name them in whatever else was found."""
        if not self._pictures:
            return
        reading.drafts[:] = [self._illustrated(draft) for draft in reading.drafts]
        reading.problems[:] = [
            replace(one, text=HOLDER.sub(_(SHOWN), one.text)) for one in reading.problems
        ]
        reading.headings[:] = [
            replace(one, text=HOLDER.sub(_(SHOWN), one.text)) for one in reading.headings
        ]

    def _illustrated(self, draft: Draft) -> Draft:
        words = [draft.passage or "", draft.stem, *draft.options, draft.explanation or ""]
        words += [one for one in draft.answer if isinstance(one, str)]
        found = HOLDER.findall("".join(words))
        loose = [one for one in HOLDER.findall(draft.source) if one not in found]
        order = list(dict.fromkeys([*found, *loose]))
        if not order:
            return draft
        pictures: list[Picture] = []
        warnings = list(draft.warnings)
        markers = {}
        for holder in order:
            markers[holder] = self._place(holder, pictures, warnings)

        def named(text: str) -> str:
            return HOLDER.sub(lambda one: markers.get(one[0], ""), text).strip()

        stem = named("\n".join([draft.stem, "".join(loose)]) if loose else draft.stem)
        return replace(
            draft,
            stem=stem,
            options=tuple(named(option) for option in draft.options),
            answer=tuple(named(one) if isinstance(one, str) else one for one in draft.answer),  # type: ignore[arg-type]  # each kind stays what it is
            explanation=named(draft.explanation) if draft.explanation else draft.explanation,
            passage=named(draft.passage) if draft.passage else draft.passage,
            source=named(draft.source),
            images=len(order),
            pictures=tuple(pictures),
            warnings=tuple(dict.fromkeys(warnings)),
        )

    def _place(self, holder: str, pictures: list[Picture], warnings: list[str]) -> str:
        picture = self.picture(holder)
        if picture is None:
            warnings.append(_(MISSING))
            return ""
        if picture.media_type in DRAWINGS:
            warnings.append(_(DRAWN))
        pictures.append(picture)
        return picture_marker(len(pictures))
