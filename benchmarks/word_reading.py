"""Reading a Word bank of 5,000 questions, against lxml parsing the same XML and joining texts.

Ours walks the body, counts automatic numbers, keeps formatting, recognises and judges; the
yardstick only unpacks, parses and gives the text of every paragraph.
"""

import io
import tempfile
import zipfile
from pathlib import Path

from lxml import etree

from benchmarks.figure import Figure, compare, print_table
from dongan_training.bank import formats
from dongan_training.progress import Silent

QUESTIONS = 5_000
GOAL = 5
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RUN = (
    '<w:r><w:rPr><w:rFonts w:ascii="宋体" w:eastAsia="宋体"/><w:sz w:val="24"/></w:rPr>'
    '<w:t xml:space="preserve">{}</w:t></w:r>'
)
ACTS = ("迟到", "缺席", "请托", "瞒报", "挪用", "推诿", "泄密", "漏登", "超支", "越权")


def measure() -> list[Figure]:
    """Read the same document both ways."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "题库.docx")
        path.write_bytes(document(QUESTIONS))
        return [
            compare(
                "5,000 questions of Word / bare lxml",
                lambda: _read(path),
                lambda: _bare(path),
                GOAL,
            )
        ]


def document(questions: int) -> bytes:
    """A bank as Word writes it: six paragraphs a question, two runs a paragraph, no styles."""
    body = "".join(_paragraph(line) for n in range(1, questions + 1) for line in _question(n))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
        )
    return packed.getvalue()


def _question(number: int) -> list[str]:
    act = ACTS[number % 10]
    options = [
        f"{letter}.{what}{number % 7 + 1}个月" for letter, what in zip("ABCD", ACTS, strict=False)
    ]
    return [
        f"{number}.党员{number:x}号有{act}情形{number // 100}次的，应当给予（  ）。",
        *options,
        f"答案：{'ABCD'[number % 4]}",
    ]


def _paragraph(line: str) -> str:
    middle = len(line) // 2
    runs = RUN.format(line[:middle]) + RUN.format(line[middle:])
    return f'<w:p><w:pPr><w:spacing w:line="360"/></w:pPr>{runs}</w:p>'


def _read(path: Path) -> None:
    reading = formats.read(path, Silent())
    assert len(reading.drafts) == QUESTIONS
    assert not reading.problems


def _bare(path: Path) -> None:
    with zipfile.ZipFile(path) as packed:
        root = etree.fromstring(packed.read("word/document.xml"))
    lines = [
        "".join(text.text or "" for text in paragraph.iter(f"{{{W}}}t"))
        for paragraph in root.iter(f"{{{W}}}p")
    ]
    assert len(lines) == 6 * QUESTIONS


def main() -> None:
    """Print the table of this module alone."""
    print_table(measure())


if __name__ == "__main__":
    main()
