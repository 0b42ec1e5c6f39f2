"""PDF files are read line by line: paragraphs put together, heads and feet left out."""

import io
import zlib
from itertools import count

import pypdf
import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from dongan_training.bank.drafts import ProblemKind
from dongan_training.bank.formats import read
from dongan_training.printing.fonts import Role, runs
from dongan_training.progress import Silent
from dongan_training.sheets.pdfium import LARGEST_STREAM, check_streams
from dongan_training.sheets.refusals import DamagedFile, EmptyFile, LockedFile, Overblown

SIZE, LEFT = 12, 90
WIDE = 34  # characters of a full line
LONG = (
    "1．某村党支部书记在换届选举期间接受宴请并收受礼品，经查属实，"
    "按照有关规定应当给予（　　）处分，并责令其作出深刻的书面检查。"
)


def draw(path, *pages, picture=None):
    """Draw lines on pages; each has a head and its number at the foot."""
    canvas = Canvas(str(path), pagesize=A4)
    for number, lines in enumerate(pages, 1):
        for text, y in (("村干部题库（内部资料）", 810), (f"— {number} —", 30)):
            write(canvas, LEFT, y, text)
        for place, text in zip(count(1), lines, strict=False):
            write(canvas, LEFT, 780 - 24 * place, text)
        if picture:
            canvas.drawImage(ImageReader(picture), 200, 300, 80, 80)
        canvas.showPage()
    canvas.save()
    return path


def write(canvas, x, y, text):
    """Write a line, in red where it begins with an exclamation mark."""
    text, red = text.removeprefix("!"), text.startswith("!")
    canvas.setFillColorRGB(0.8 * red, 0, 0)
    for run in runs(text, Role.SERIF):
        canvas.setFont(run.font, SIZE)
        canvas.drawString(x, y, run.text)
        x += SIZE * len(run.text)


def test_paragraphs_go_on_over_lines_and_pages_and_heads_and_feet_are_left_out(tmp_path):
    first = ["一、单项选择题", LONG[:WIDE], LONG[WIDE:], "A．警告", "!B．严重警告", "C．记过"]
    second = ["2．党支部每届任期（　）。", "A．三年　B．五年", "答案：B"]
    found = read(draw(tmp_path / "题库.pdf", first, second), Silent())
    assert [(one.stem, one.options, one.answer) for one in found.drafts] == [
        (LONG.removeprefix("1．"), ("警告", "严重警告", "记过"), ("B",)),
        ("党支部每届任期（　）。", ("三年", "五年"), ("B",)),
    ]
    assert found.format == "pdf" and found.problems == []


def test_pictures_are_told_of_and_a_scan_is_refused(tmp_path):
    picture = io.BytesIO()
    Image.new("RGB", (80, 80), "#336699").save(picture, "PNG")
    page = ["1．图中是什么？（　）", "A．党旗", "B．国旗", "答案：A"]
    found = read(draw(tmp_path / "图.pdf", page, picture=picture), Silent())
    assert [one.answer for one in found.drafts] == [("A",)]
    told = [one.kind for one in found.problems if "1 张图片没有读入" in one.message]
    assert told == [ProblemKind.NOT_A_QUESTION]
    canvas = Canvas(str(tmp_path / "扫描.pdf"))
    canvas.drawImage(ImageReader(picture), 0, 0, 500, 700)
    canvas.save()
    with pytest.raises(EmptyFile, match="只有图片"):
        read(tmp_path / "扫描.pdf", Silent())


def test_a_locked_and_a_damaged_file_are_refused_in_a_sentence(tmp_path):
    path = draw(tmp_path / "题库.pdf", ["1．甲（　）", "A．乙", "B．丙"])
    locked = pypdf.PdfWriter(path)
    locked.encrypt("1234", algorithm="RC4-128")
    locked.write(tmp_path / "有密码.pdf")
    with pytest.raises(LockedFile):
        read(tmp_path / "有密码.pdf", Silent())
    (tmp_path / "坏.pdf").write_bytes(b"%PDF-1.7 " + b"x" * 500)
    with pytest.raises(DamagedFile):
        read(tmp_path / "坏.pdf", Silent())


def test_a_stream_that_unpacks_beyond_all_bounds_is_refused_before_it_is_read(tmp_path):
    packed = zlib.compress(b" " * (LARGEST_STREAM + 1))
    path = tmp_path / "炸弹.pdf"
    for words, stream in ((b"/Filter/FlateDecode", packed), (b"", b" " * (LARGEST_STREAM + 1))):
        path.write_bytes(
            b"%PDF-1.5\n1 0 obj<<" + words + b">>stream\r\n" + stream + b"\nendstream endobj"
        )
        with pytest.raises(Overblown):
            read(path, Silent())
    picture = b"1 0 obj<</Subtype/Image/Filter/FlateDecode>>stream\n" + packed + b"endstream"
    check_streams(picture, "图.pdf")  # pictures are larger, and nobody unpacks them here
