"""Reading a PDF back the way a reader, a searcher and a scanner do."""

from pathlib import Path

import pypdf
import pypdfium2
import zxingcpp


def page_texts(path: Path) -> list[str]:
    """What copies out of each page, without the line ends of the layout."""
    with pypdfium2.PdfDocument(path) as document:
        texts = []
        for page in document:
            text_page = page.get_textpage()
            texts.append(text_page.get_text_range())
            text_page.close()
            page.close()
        return texts


def flat(text: str) -> str:
    """Text without spaces and line ends: what a search that ignores the layout sees."""
    return "".join(text.split())


def codes(path: Path, dots_per_mm: float = 8) -> list[list[str]]:
    """The texts of all QR codes on each page, decoded from a rendered picture."""
    found = []
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            bitmap = page.render(scale=dots_per_mm * 25.4 / 72, grayscale=True)
            found.append([code.text for code in zxingcpp.read_barcodes(bitmap.to_pil())])
            bitmap.close()
            page.close()
    return found


def fonts(path: Path) -> dict[str, bool]:
    """Each font of the file, and whether its outlines are embedded."""
    found = {}
    for page in pypdf.PdfReader(path).pages:
        for font in page["/Resources"]["/Font"].values():
            font = font.get_object()
            descriptor = font.get("/FontDescriptor")
            found[font["/BaseFont"]] = bool(descriptor and "/FontFile2" in descriptor)
    return found


def outline(path: Path) -> list[tuple[str, int]]:
    """What the list of contents beside the pages says, and the page each entry leads to."""
    reader = pypdf.PdfReader(path)
    return [(one.title, reader.get_destination_page_number(one)) for one in reader.outline]


def right_edges(path: Path) -> list[float]:
    """How far the text of each page reaches, in millimetres."""
    edges = []
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            text_page = page.get_textpage()
            boxes = [text_page.get_charbox(at) for at in range(text_page.count_chars())]
            edges.append(max(box[2] for box in boxes) * 25.4 / 72)
            text_page.close()
            page.close()
    return edges
