import json

import pytest

from dongan_training.cli.program import run
from dongan_training.designs.shipped import shipped_designs


@pytest.fixture
def command(data_folder, capsys):
    def command(*words):
        code = run([*words, "--data", str(data_folder)])
        told = capsys.readouterr()
        return code, json.loads(told.out) if "--json" in words and told.out else told.out, told.err

    return command


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
