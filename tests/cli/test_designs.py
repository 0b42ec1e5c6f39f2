import json

from dongan_training.designs.shipped import shipped_designs
from tests.certificates.conftest import MARKS, make_finished
from tests.printing.reading import page_texts


def test_a_design_goes_out_comes_back_and_is_deleted(command, tmp_path):
    path = tmp_path / "版式.json"
    assert command("designs", "export", "certificate-plain", "-o", str(path), "--json")[0] == 0
    _code, told, _err = command("designs", "import", str(path), "--json")
    assert told["name"] == "简洁（单色）（2）"
    _code, listed, _err = command("designs", "list", "--json")
    assert len(listed["designs"]) == len(shipped_designs()) + 1
    code, _told, _err = command("designs", "delete", told["name"], "--json")
    assert code == 0
    code, _told, err = command("designs", "delete", "certificate-plain")
    assert code == 1 and "程序自带" in err


def test_checking_names_the_flaws_and_says_so_by_its_exit(command, tmp_path):
    assert command("designs", "check", "certificate-formal", "--json")[1] == {"flaws": []}
    path = tmp_path / "x.json"
    item = {"kind": "text", "x": 90, "y": 0, "width": 50, "height": 9, "text": "{nobody}"}
    size = {"width": 95, "height": 67}
    made = {"name": "坏", "purpose": "badge", **size, "items": [item]}
    path.write_text(json.dumps(made), encoding="utf-8")
    command("designs", "import", str(path), "--json")
    code, told, _err = command("designs", "check", "坏", "--json")
    assert code == 1
    assert [one["text"] for one in told["flaws"]] == ["伸出了纸边", "没有叫“nobody”的内容"]


def test_a_design_is_checked_against_the_people_of_a_class(command, workspace, trainer, now):
    make_finished(workspace, trainer, now)
    workspace.close()
    checked = ("designs", "check", "badge-95x67-photo", "--class", "2026Q4-01")
    code, told, _err = command(*checked, "--json")
    assert code == 1
    assert {(one["owner"], one["text"]) for one in told["flaws"]} == {
        (name, "没有照片") for name in MARKS
    }
    well = command("designs", "check", "certificate-plain", "--class", "2026Q4-01", "--json")
    assert well[1] == {"flaws": []}
    code, _told, err = command("designs", "check", "exam-card-95x67", "--class", "2026Q4-01")
    assert code == 1 and "--exam" in err


def test_the_calibration_page_is_written_with_the_printer_on_it(command, tmp_path):
    path = tmp_path / "calibration.pdf"
    code, told, _error = command(
        "designs", "calibrate", "-o", str(path), "--printer", "办公室打印机", "--json"
    )
    assert (code, told["pages"]) == (0, 1)
    assert "办公室打印机" in page_texts(path)[0]
