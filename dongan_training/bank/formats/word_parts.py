"""The parts of a .docx: unpacked within bounds, parsed without entities or network."""

import posixpath
from functools import cached_property
from typing import Any

from dongan_training.bank.formats.word_tags import TEXT
from dongan_training.sheets import archive
from dongan_training.sheets.refusals import DamagedFile
from dongan_training.sheets.xml import parsed

STRICT = b"http://purl.oclc.org/ooxml/"
STRICT_NAMES = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        b"http://purl.oclc.org/ooxml/drawingml/main",
        b"http://schemas.openxmlformats.org/drawingml/2006/main",
    ),
)
MAIN = ("word/document.xml", "word/document2.xml")
CHUNKS = {
    "html": "html",
    "htm": "html",
    "xhtml": "html",
    "mht": "mht",
    "mhtml": "mht",
    "docx": "docx",
    "txt": "txt",
}


class Parts:
    """Opens what the reader asks for; a missing part is an empty one. The content is checked."""

    def __init__(self, content: bytes, name: str) -> None:
        self.name = name
        self._content = content
        self._names = archive.names_of(content, name)
        self._main = next((one for one in MAIN if one in self._names), MAIN[0])

    def document(self) -> Any:
        """The body of the main part."""
        root = self._xml(self._main)
        if root is None or not len(root):
            raise DamagedFile(self.name)
        return root

    def styles(self) -> Any:
        return self._xml("word/styles.xml")

    def numbering(self) -> Any:
        return self._xml("word/numbering.xml")

    def related(self, relation: str) -> tuple[str, bytes] | None:
        """Kind and content of the body that a relation of the main part names."""
        path = self._relations.get(relation, "")
        kind = CHUNKS.get(path.rsplit(".", 1)[-1].lower())
        if kind is None or path not in self._names:
            return None
        return kind, archive.read_member(self._content, path, self.name)

    def picture(self, relation: str) -> bytes | None:
        """The bytes of a picture that lies in the file; None for one outside it."""
        path = self._relations.get(relation, "")
        if path not in self._names:
            return None
        return archive.read_member(self._content, path, self.name)

    def texts(self, part: str) -> list[str]:
        """The texts of the footnotes, endnotes or comments."""
        root = self._xml(f"word/{part}.xml")
        notes = root if root is not None else ()
        found = ["".join(text.text or "" for text in note.iter(TEXT)) for note in notes]
        return [text.strip() for text in found if text.strip()]

    @cached_property
    def _relations(self) -> dict[str, str]:
        """Where the relations of the main part lead inside the file."""
        folder, base = posixpath.split(self._main)
        relations = self._xml(f"{folder}/_rels/{base}.rels")
        return {
            one.get("Id", ""): posixpath.normpath(
                posixpath.join(f"/{folder}", one.get("Target", ""))
            ).lstrip("/")
            for one in (relations if relations is not None else ())
            if one.get("TargetMode") != "External"
        }

    def _xml(self, part: str) -> Any:
        if part not in self._names:
            return None
        content = archive.read_member(self._content, part, self.name)
        if STRICT in content:
            for strict, usual in STRICT_NAMES:
                content = content.replace(strict, usual)
        return parsed(content, self.name)
