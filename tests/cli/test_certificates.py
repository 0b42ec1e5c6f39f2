"""The certificate commands, as a script would call them."""

import json
import subprocess
from functools import partial

import pytest

from dongan_training.cli.program import run
from dongan_training.designs.shipped import shipped_designs
from dongan_training.printing.designs.writing import design_json
from tests.certificates.conftest import make_finished

CLASS = "2026Q4-01"
FIRST, SECOND, THIRD = (f"东组培〔2026〕第 000{n} 号" for n in (1, 2, 3))


@pytest.fixture
def command(command, trainer, now, workspace):
    """Run a command of the noun ``certificates`` on a finished class."""
    make_finished(workspace, trainer, now)
    workspace.close()
    return partial(command, "certificates")


@pytest.fixture
def issued(command, tmp_path):
    path = tmp_path / "certificates.pdf"
    code, told, _error = command("issue", CLASS, "-o", path, "--json")
    assert code == 0
    return path, told


def test_issuing_writes_a_page_for_each_and_tells_the_numbers(issued, command):
    path, told = issued
    assert told["issued"] == 2 and told["file"] == str(path)
    assert [one["facts"]["number"] for one in told["certificates"]] == [FIRST, SECOND]
    pages = subprocess.run(["pdfinfo", path], check=True, capture_output=True, text=True).stdout
    assert "Pages:           2" in pages
    _code, again, _error = command("issue", CLASS, "-o", path, "--json")
    assert again["issued"] == 0 and len(again["certificates"]) == 2


def test_a_class_has_a_design_of_its_own_until_it_is_cleared(command):
    def told(*words):
        _code, value, _error = command("design", CLASS, *words, "--json")
        return value["design"], value["own"]

    assert told() == ("正式（红框金线）", False)
    assert told("certificate-plain") == ("简洁（单色）", True)
    assert told() == ("简洁（单色）", True)
    assert told("--clear") == ("正式（红框金线）", False)
    code, _out, error = command("design", CLASS, "没有的")
    assert code == 1 and "没有叫“没有的”的版式" in error


def test_what_comes_out_badly_is_issued_only_when_asked_for(command, data_folder, tmp_path, capsys):
    narrow = tmp_path / "narrow.json"
    design = json.loads(design_json(shipped_designs()["certificate-plain"]))
    sentence = next(one for one in design["items"] if "{sentence}" in one.get("text", ""))
    sentence |= {"width": 30, "height": 8}
    narrow.write_text(json.dumps({**design, "name": "窄"}), encoding="utf-8")
    assert run(["designs", "import", str(narrow), "--data", str(data_folder)]) == 0
    capsys.readouterr()
    path = tmp_path / "certificates.pdf"
    code, _out, error = command("issue", CLASS, "-o", path, "--design", "窄")
    assert code == 1 and "放不下" in error and "编号没有用掉" in error and not path.exists()
    asked = ("issue", CLASS, "-o", path, "--design", "窄", "--accept-flaws", "--json")
    code, told, _error = command(*asked)
    assert code == 0 and len(told["flaws"]) == 2
    assert [one["facts"]["number"] for one in told["certificates"]] == [FIRST, SECOND]


def test_the_list_says_who_has_one_and_what_the_others_lack(issued, command):
    _code, told, _error = command("list", CLASS, "--json")
    assert [(one["name"], one["number"], one["lacks"]) for one in told] == [
        ("欧阳𬱖", FIRST, []),
        ("陈敏", "", ["考试 54 分，不合格"]),
        ("=1+1", SECOND, []),
        ("唐丽", "", ["没有考试成绩", "学时 0，应满 4", "缺勤 1 场"]),
    ]
    _code, text, _error = command("list", CLASS)
    assert f"欧阳𬱖　{FIRST}" in text.splitlines()


def test_number_code_and_printed_page_verify(issued, command):
    path, told = issued
    for text in (FIRST, told["certificates"][0]["code"], path):
        code, found, _error = command("verify", text, "--json")
        assert code == 0
        assert (found[0]["verdict"], found[0]["facts"]["name"]) == ("valid", "欧阳𬱖")


def test_revoked_then_issued_anew_under_another_number(issued, command, tmp_path):
    code, told, _error = command("revoke", FIRST, "--reason", "姓名有误", "--json")
    assert code == 0 and told["reason"] == "姓名有误"
    _code, found, _error = command("verify", FIRST, "--json")
    assert (found[0]["verdict"], found[0]["reason"]) == ("revoked", "姓名有误")
    code, told, _error = command("reissue", FIRST, "-o", tmp_path / "again.pdf", "--json")
    assert code == 0 and told["certificate"]["facts"]["number"] == THIRD
    assert (tmp_path / "again.pdf").exists()


def test_what_is_no_certificate_exits_with_one_and_advice(issued, command, tmp_path):
    for words in (
        ("verify", "https://example.com/"),
        ("verify", "东组培〔2026〕第 9999 号"),
        ("revoke", "没有这个编号", "--reason", "试试"),
        ("revoke", FIRST, "--reason", " "),
        ("issue", "没有这个班", "-o", tmp_path / "x.pdf"),
    ):
        code, out, error = command(*words)
        assert (code, out) == (1, "")
        assert error.strip() and "Traceback" not in error


def test_a_forged_code_is_called_so(issued, command):
    _path, told = issued
    prefix, issuer, facts, signature = told["certificates"][0]["code"].split(".")
    letter = "B" if facts[20] != "B" else "C"
    forged = ".".join((prefix, issuer, facts[:20] + letter + facts[21:], signature))
    code, _out, error = command("verify", forged)
    assert code == 1 and "签名不符" in error
