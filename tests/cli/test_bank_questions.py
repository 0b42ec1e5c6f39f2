"""Searching, showing and arranging the bank from the command line."""

import json

import pytest

from dongan_training.cli.program import run

PAPER = """一、单选题
1、留党察看处分期限最长不得超过（ B ）。
A.一年  B.二年  C.三年  D.五年
解析：见条例。
依据：《中国共产党纪律处分条例》（2023年修订）第十三条
二、判断题
2、村务公开可以只公开结果。（ × ）
"""


@pytest.fixture
def command(data_folder, capsys):
    def command(*words: object):
        code = run([*map(str, words), "--data", str(data_folder)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return command


@pytest.fixture
def bank(command, tmp_path):
    path = tmp_path / "题.txt"
    path.write_text(PAPER, encoding="utf-8")
    assert command("bank", "import", path, "--subject", "纪律")[0] == 0
    return command


def searched(bank, *words):
    code, out, _err = bank("bank", "search", *words, "--json")
    assert code == 0
    return [row["stem"] for row in json.loads(out)]


def test_search_takes_words_and_conditions(bank):
    assert len(searched(bank)) == 2
    assert len(searched(bank, "二年")) == 1
    assert searched(bank, "--type", "true_false") == ["村务公开可以只公开结果。"]
    assert len(searched(bank, "--regulation", "纪律处分", "--article", "13")) == 1
    assert searched(bank, "--status", "retired") == searched(bank, "--pictures", "with") == []
    assert len(searched(bank, "--subject", "纪律", "--limit", "1")) == 1
    assert "没有名为“无”的题库" in bank("bank", "search", "--subject", "无")[2]


def test_a_narrowed_bank_is_exported_by_the_conditions_of_the_search(bank, tmp_path):
    code = bank("bank", "imports")[1][1:9]
    assert len(searched(bank, "--import", code, "--source", "题.txt")) == 2
    assert len(searched(bank, "--article", "10-13", "--explanation", "with")) == 1
    assert searched(bank, "--citation", "without", "--measured", "without") == [
        "村务公开可以只公开结果。"
    ]
    assert searched(bank, "--passage", "with") == []
    assert searched(bank, "--points-given", "with") == searched(bank, "--points", "1-3") == []
    assert len(searched(bank, "--points-given", "without", "--by", "命令行")) == 2
    assert searched(bank, "--by", "无", "--discrimination", "negative") == []
    assert "不是分值" in bank("bank", "search", "--points", "一分")[2]
    assert searched(bank, "--chapter", "第一章") == searched(bank, "--article", "14-20") == []
    assert "不是条的编号" in bank("bank", "search", "--article", "十三")[2]
    assert "没有编号为“无”的导入" in bank("bank", "search", "--import", "无")[2]
    out = tmp_path / "一部分.json"
    assert "已写出 1 题" in bank("bank", "export", out, "--search", "二年", "--article", "13")[1]
    assert "留党察看" in out.read_text(encoding="utf-8")
    assert "2 题不再使用" in bank("bank", "undo", code)[1]
    assert "（已撤销）" in bank("bank", "imports")[1]


def test_show_tells_all_about_one_question(bank):
    _code, out, _err = bank("bank", "search", "留党")
    code = out[1:9]
    told = bank("bank", "show", code)[1]
    assert all(part in told for part in ("B. 二年", "答案：B", "第十三条", "在用", "纪律"))
    value = json.loads(bank("bank", "show", code, "--json")[1])
    assert (value["answer"], value["version"], value["status"]) == (["B"], 1, "in_use")
    assert "没有编号为" in bank("bank", "show", "00000000")[2]


def test_subjects_are_arranged(bank):
    for words in (
        ("add", "党纪"),
        ("move", "纪律", "--under", "党纪"),
        ("rename", "党纪/纪律", "处分"),
        ("add", "空"),
        ("remove", "空"),
    ):
        assert bank("bank", "subjects", *words)[0] == 0
    rows = json.loads(bank("bank", "subjects", "list", "--json")[1])
    assert [(row["path"], row["questions"]) for row in rows] == [("党纪", 0), ("党纪/处分", 2)]
    assert bank("bank", "subjects", "remove", "处分")[0] == 1


def test_check_lists_what_smells(bank, tmp_path):
    assert bank("bank", "check")[1].strip() == "没有发现问题。"
    path = tmp_path / "旧.txt"
    path.write_text(PAPER.replace("2023年", "2018年").replace("党察看", "党察看的"), "utf-8")
    assert bank("bank", "import", path, "--subject", "旧题")[0] == 0
    told = bank("bank", "check", "--subject", "旧题")[1]
    assert "已被 2023 年的版本取代" in told and "[" in told
    sheet = tmp_path / "检查.xlsx"
    refused = bank("bank", "check", "-o", str(sheet) + ".foo")
    assert refused[0] == 1 and "只能写成 Excel 文件" in refused[2] and ".xlsx" in refused[2]
    smells = json.loads(bank("bank", "check", "-o", sheet, "--json")[1])
    assert [one["kind"] for one in smells] == ["retired_edition", "near_duplicate"]
    assert sheet.read_bytes()[:2] == b"PK"
