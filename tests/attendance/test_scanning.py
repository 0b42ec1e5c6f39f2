"""Codes are found in pictures and PDFs as they come; hostile files are told in one sentence."""

import struct
import zlib

import pypdf
import pytest
import zxingcpp
from PIL import Image, ImageOps

from dongan_training.attendance.scanning import (
    NotAPicture,
    PictureTooLarge,
    TooManyPages,
    read_codes,
)
from dongan_training.sheets.pdfium import LARGEST_STREAM
from dongan_training.sheets.refusals import (
    EmptyFile,
    LockedFile,
    MissingFile,
    Overblown,
    Unreachable,
)

CODE = "DA1.ABCDEFGH.ABCDEFGHJK23456W.ABCDEFGHIJKLMNOP"


def qr(text, scale=4):
    barcode = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode)
    return Image.fromarray(zxingcpp.write_barcode_to_image(barcode, scale=scale))


def test_several_codes_in_one_picture_are_all_read(tmp_path):
    sheet = Image.new("L", (700, 300), "white")
    for number in range(3):
        sheet.paste(qr(f"{CODE}{number}"), (20 + 220 * number, 40))
    sheet.save(tmp_path / "three.png")
    found = read_codes(tmp_path / "three.png")
    assert {one.text for one in found} == {f"{CODE}{number}" for number in range(3)}
    assert {one.page for one in found} == {1}


@pytest.mark.parametrize("kind", ["png", "jpg", "bmp", "gif", "tiff", "webp"])
def test_the_usual_kinds_of_pictures_are_read(tmp_path, kind):
    qr(CODE).convert("RGB").save(tmp_path / f"badge.{kind}")
    assert [one.text for one in read_codes(tmp_path / f"badge.{kind}")] == [CODE]


def test_a_photograph_lying_on_its_side_and_a_transparent_picture_are_read(tmp_path):
    qr(CODE).rotate(90).convert("RGB").save(tmp_path / "side.jpg", exif=_turned())
    ink = ImageOps.invert(qr(CODE).convert("L"))
    clear = Image.merge("LA", (Image.new("L", ink.size, "black"), ink))
    clear.save(tmp_path / "clear.png")
    for name in ("side.jpg", "clear.png"):
        assert [one.text for one in read_codes(tmp_path / name)] == [CODE]


def _turned():
    exif = Image.Exif()
    exif[0x0112] = 6
    return exif


def test_a_pdf_is_read_page_by_page(tmp_path):
    pages = [qr(f"{CODE}{number}").convert("RGB") for number in range(2)]
    pages[0].save(tmp_path / "badges.pdf", save_all=True, append_images=pages[1:])
    assert [(one.page, one.text) for one in read_codes(tmp_path / "badges.pdf")] == [
        (1, f"{CODE}0"),
        (2, f"{CODE}1"),
    ]


def test_a_picture_without_a_code_gives_none(tmp_path):
    Image.new("L", (200, 200), "white").save(tmp_path / "white.png")
    assert read_codes(tmp_path / "white.png") == []


def test_a_picture_that_would_unpack_to_gigabytes_is_refused_before_it_is_unpacked(tmp_path):
    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 0, 0, 0, 0)
    data = zlib.compress(b"\0" * 1_000_000)
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    (tmp_path / "bomb.png").write_bytes(bomb)
    with pytest.raises(PictureTooLarge, match=r"图片“bomb.png”太大"):
        read_codes(tmp_path / "bomb.png")


def test_a_picture_a_little_too_large_is_refused_too(tmp_path):
    Image.new("1", (10_000, 6_001)).save(tmp_path / "large.png")
    with pytest.raises(PictureTooLarge):
        read_codes(tmp_path / "large.png")


def test_a_pdf_page_of_enormous_size_is_drawn_small(tmp_path):
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 14400 14400] >>"
    (tmp_path / "huge.pdf").write_bytes(_pdf(page))
    assert read_codes(tmp_path / "huge.pdf") == []


def test_a_pdf_of_too_many_pages_is_refused(tmp_path):
    one = Image.new("1", (8, 8))
    one.save(tmp_path / "long.pdf", save_all=True, append_images=[one] * 300)
    with pytest.raises(TooManyPages):
        read_codes(tmp_path / "long.pdf")


def test_a_pdf_page_that_would_unpack_beyond_all_bounds_is_refused_before_it_is_drawn(tmp_path):
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>"
    packed = zlib.compress(b"0 0 1 1 re f\n" * (LARGEST_STREAM // 12))
    head = b"<< /Length %d /Filter /FlateDecode >>" % len(packed)
    drawing = head + b"\nstream\n" + packed + b"\nendstream"
    (tmp_path / "bomb.pdf").write_bytes(_pdf(page, drawing))
    with pytest.raises(Overblown, match=r"bomb\.pdf"):
        read_codes(tmp_path / "bomb.pdf")


def test_a_pdf_under_a_password_is_told_as_such(tmp_path):
    locked = pypdf.PdfWriter()
    locked.add_blank_page(200, 200)
    locked.encrypt("secret")
    locked.write(tmp_path / "locked.pdf")
    with pytest.raises(LockedFile):
        read_codes(tmp_path / "locked.pdf")


def _pdf(page, *others):
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        page,
        *others,
    ]
    body = b"%PDF-1.4\n"
    for number, content in enumerate(objects, start=1):
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    return body + b"trailer << /Root 1 0 R >>\n%%EOF"


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", EmptyFile),
        (b"not a picture", NotAPicture),
        (b"%PDF-1.4 broken", NotAPicture),
        (b"\x89PNG\r\n\x1a\n broken", NotAPicture),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", NotAPicture),
    ],
)
def test_what_is_no_picture_is_told(tmp_path, content, refusal):
    (tmp_path / "x.png").write_bytes(content)
    with pytest.raises(refusal, match=r"x\.png"):
        read_codes(tmp_path / "x.png")


def test_a_truncated_picture_is_told(tmp_path):
    qr(CODE, 12).save(tmp_path / "whole.png")
    whole = (tmp_path / "whole.png").read_bytes()
    (tmp_path / "half.png").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(NotAPicture):
        read_codes(tmp_path / "half.png")


def test_a_missing_file_and_a_folder_are_told(tmp_path):
    with pytest.raises(MissingFile):
        read_codes(tmp_path / "gone.png")
    with pytest.raises(Unreachable):
        read_codes(tmp_path)
