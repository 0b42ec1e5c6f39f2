"""Pictures of an .xlsx: what floats over a cell, and what WPS keeps inside one."""

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from dongan_training.bank.recognising.album import Album
from dongan_training.sheets import archive
from dongan_training.sheets.incoming import Incoming, Kind
from dongan_training.sheets.refusals import DamagedFile
from dongan_training.sheets.xml import local, parsed

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
ANCHORS = ("twocellanchor", "onecellanchor")
IN_CELL = re.compile(r'=?\s*(?:_xlfn\.)?DISPIMG\(\s*"(ID_\w+)"\s*,\s*\d+\s*\)', re.IGNORECASE)

Shown = tuple[int, str]  # the column, from 0, and the character


class SheetPictures:
    """Where the pictures of a workbook stand, each as the character that stands for it."""

    def __init__(self, incoming: Incoming, album: Album) -> None:
        self.floating: dict[str, dict[int, list[Shown]]] = {}  # by sheet and row, from 1
        self.in_cells: dict[str, str] = {}
        self._content, self._name = incoming.content, incoming.path.name
        self._album = album
        if incoming.kind is not Kind.XLSX:
            return
        self._names = archive.names_of(self._content, self._name)
        if any(name.startswith("xl/media/") for name in self._names):
            self._shown: dict[str, str] = {}
            self._read_sheets()
            self._read_cells()

    def with_cells(self, text: str) -> str:
        """A cell's text, with the picture itself where WPS writes a formula for it."""
        if "DISPIMG" not in text.upper():
            return text
        return IN_CELL.sub(lambda found: self.in_cells.get(found[1], found[0]), text)

    def _read_sheets(self) -> None:
        book = self._xml("xl/workbook.xml")
        targets = self._relations("xl/workbook.xml")
        for sheet in book.iter("{*}sheet") if book is not None else ():
            path = targets.get(sheet.get(RELATION + "id", ""), "")
            for target in self._relations(path).values():
                if "drawing" in target and target.endswith(".xml"):
                    rows = self.floating.setdefault(sheet.get("name", ""), {})
                    for row, shown in self._anchored(target):
                        rows.setdefault(row, []).append(shown)

    def _anchored(self, drawing: str) -> Iterator[tuple[int, Shown]]:
        root, targets = self._xml(drawing), self._relations(drawing)
        for anchor in root if root is not None else ():
            if local(anchor) not in ANCHORS:
                continue
            row, column = anchor.findtext("{*}from/{*}row"), anchor.findtext("{*}from/{*}col")
            for blip in anchor.iter("{*}blip"):
                target = targets.get(blip.get(RELATION + "embed", ""), "")
                if (row or "").isdecimal() and (column or "").isdecimal():
                    yield int(row or 0) + 1, (int(column or 0), self._show(target))

    def _read_cells(self) -> None:
        path = "xl/cellimages.xml"
        root, targets = self._xml(path), self._relations(path)
        for picture in root.iter("{*}pic") if root is not None else ():
            named = next(picture.iter("{*}cNvPr"), None)
            blip = next(picture.iter("{*}blip"), None)
            if named is not None and blip is not None:
                target = targets.get(blip.get(RELATION + "embed", ""), "")
                self.in_cells[named.get("name", "")] = self._show(target)

    def _show(self, path: str) -> str:
        if path not in self._shown:
            known = path in self._names
            content = archive.read_member(self._content, path, self._name) if known else None
            self._shown[path] = self._album.add(content)
        return self._shown[path]

    def _relations(self, path: str) -> dict[str, str]:
        folder, base = posixpath.split(path)
        root = self._xml(f"{folder}/_rels/{base}.rels")
        return {
            one.get("Id", ""): posixpath.normpath(
                posixpath.join(f"/{folder}", one.get("Target", ""))
            ).lstrip("/")
            for one in (root if root is not None else ())
            if one.get("TargetMode") != "External"
        }

    def _xml(self, path: str) -> Any:
        """A part as a tree; what cannot be read costs the pictures and nothing else."""
        if path not in self._names:
            return None
        try:
            return parsed(archive.read_member(self._content, path, self._name), self._name)
        except DamagedFile:
            return None
