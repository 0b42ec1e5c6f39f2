"""Pictures of printed pages as an office makes them: scanned askew, blurred, grainy."""

from pathlib import Path

import numpy
import pypdfium2
from PIL import Image, ImageFilter

DPI = 200
TABLE = 120  # how grey the table is that shows beyond the paper
BLUR = 0.8  # pixels
GRAIN = 16  # standard deviation, of 255


def photographs(pdf: Path, folder: Path, *, turned: float, blur: float = BLUR) -> list[Path]:
    """Draw each page at 200 dpi, turn it by so many degrees, blur it and add noise.

    The noise is seeded, so the pictures are the same each time.
    """
    noise = numpy.random.default_rng(20261123)
    made = []
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document):
            bitmap = page.render(scale=DPI / 72, grayscale=True)
            picture = bitmap.to_pil().rotate(
                turned, resample=Image.Resampling.BICUBIC, expand=True, fillcolor=TABLE
            )
            bitmap.close()
            page.close()
            seen = numpy.asarray(picture.filter(ImageFilter.GaussianBlur(blur)), dtype=float)
            seen = seen + noise.normal(0, GRAIN, seen.shape)
            path = folder / f"{pdf.stem} {turned:g} {number}.png"
            Image.fromarray(seen.clip(0, 255).astype("uint8")).save(path, compress_level=1)
            made.append(path)
    return made
