"""Entries by hand from the command line, with the photographs that prove them."""

from PIL import Image

from tests.cli.test_attendance import LESSON, codes, command  # noqa: F401  fixtures, by their names


def test_a_paper_sheet_is_typed_in_with_its_photograph(command, tmp_path):  # noqa: F811
    sheet = tmp_path / "sheet.png"
    Image.new("RGB", (60, 80), "white").save(sheet)
    words = ("enter", LESSON, "王芳", "1", "--time", "08:25", "--reason", "停电", "--photo", sheet)
    code, told, error = command(*words, "--at", "2026-11-23T12:00:00", "--json")
    assert (code, len(told["enrolments"]), error) == (0, 2, "")
    assert command("take-back", LESSON, "1", "--reason", "抄错一行")[0] == 0
    _code, told, _error = command("corrections", "2026Q4-02", "--json")
    assert sorted((one["name"], one["kind"]) for one in told["corrections"]) == [
        ("王芳", "from_sheet"),
        ("陈敏", "from_sheet"),
        ("陈敏", "taken_back"),
    ]
    _code, told, _error = command("photos", LESSON, "--json")
    kept = told["photos"][0]["id"]
    out = tmp_path / "out.png"
    assert command("photo", kept, "-o", out)[0] == 0
    assert out.read_bytes() == sheet.read_bytes()


def test_a_note_of_leave_is_kept_for_its_person(command, tmp_path):  # noqa: F811
    note = tmp_path / "note.png"
    Image.new("RGB", (60, 80), "white").save(note)
    asked = ("--at", "2026-11-22T10:00:00", "--photo", note)
    assert command("leave", "ask", LESSON, "王芳", "--reason", "住院", *asked)[0] == 0
    _code, told, _error = command("photos", LESSON, "--json")
    assert [(one["name"], one["person"]) for one in told["photos"]] == [("note.png", "王芳")]


def test_a_photograph_that_is_none_is_refused_in_one_sentence(command, tmp_path):  # noqa: F811
    (tmp_path / "bad.png").write_bytes(b"bad")
    code, text, error = command("keep", LESSON, tmp_path / "bad.png")
    assert (code, text) == (1, "")
    assert error.startswith("“bad.png”不是能读的照片")
    assert command("photo", "0123456789", "-o", "x")[2].startswith("找不到照片")
