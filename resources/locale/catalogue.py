"""Gathers the texts in ``_()`` and ``N_()`` and compares them with the English catalogue."""

import io
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent.parent
ENGLISH = Path(__file__).parent / "en" / "LC_MESSAGES" / "dongan.po"
SOURCES = ("dongan_training", "ui")
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
KEYWORDS = {"_": None, "N_": None}


def gathered() -> Catalog:
    """Read every text that the sources name."""
    catalog = Catalog(project="dongan-training", charset="utf-8")
    for source in SOURCES:
        found = extract_from_dir(ROOT / source, method_map=[("**.py", "python")], keywords=KEYWORDS)
        for file, _line, text, _comments, _context in found:
            if text:
                catalog.add(text, locations=[(f"{source}/{file}", 0)])
    return catalog


def english() -> Catalog:
    """Read the English catalogue; an empty one where there is none yet."""
    if not ENGLISH.exists():
        return Catalog(locale="en", charset="utf-8")
    with ENGLISH.open("rb") as file:
        return read_po(file, locale="en", charset="utf-8")


def compiled(catalog: Catalog) -> bytes:
    """Give the ``.mo`` form that the program reads; equal texts give equal bytes."""
    catalog.creation_date = catalog.revision_date = LONG_AGO
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def write(catalog: Catalog) -> None:
    """Write the English catalogue in both forms, with nothing that changes by itself."""
    ENGLISH.parent.mkdir(parents=True, exist_ok=True)
    with ENGLISH.open("wb") as file:
        write_po(file, catalog, omit_header=True, no_location=True, sort_output=True, width=0)
    ENGLISH.with_suffix(".mo").write_bytes(compiled(english()))
