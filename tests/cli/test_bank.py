"""Reading and importing banks from the command line; bad files are told in one sentence."""

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from dongan_training.bank import queries
from dongan_training.cli.program import run
from dongan_training.workspace import Workspace
from tests.sheets.test_incoming import compound, zipped

PAPER = """一、单选题（每题2分，共2题）
1、留党察看处分期限最长不得超过（ B ）。
A.一年  B.二年  C.三年  D.五年
2、警告处分的影响期是（ ）。
A.半年  B.一年
二、判断题
3、村务公开可以只公开结果。（ × ）
三、填空题
4、开除党籍处分期满____年内不得重新入党。
答案：五/5
"""
QUESTION_KEYS = {
    *("number", "type", "stem", "options", "answer", "explanation", "points", "difficulty"),
    *("section", "chapter", "citation", "images", "line", "warnings", "passage"),
}
COUNT_KEYS = {
    *("single_choice", "multiple_choice", "true_false", "fill_blank", "short_answer", "problems"),
}
ENTITIES = b'<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><w/>'


@pytest.fixture
def command(data_folder, capsys):
    """Run a command on the data folder; gives its exit code, what it printed and the errors."""

    def command(*words: object):
        code = run([*map(str, words), "--data", str(data_folder)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return command


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "测试题.txt"
    path.write_text(PAPER, encoding="gb18030")
    return path


def bank(folder):
    workspace = Workspace.open(folder)
    with workspace.read() as session:
        found = queries.questions(session), queries.imports(session), queries.subjects(session)
    workspace.close()
    return found


def cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def packed(size: int) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("word/document.xml", b" " * size)
    return content.getvalue()


BAD_FILES = {
    "a picture called Word": ("题库.docx", b"\x89PNG\r\n\x1a\n\0\0", "图片"),
    "a broken pdf called text": ("题库.txt", b"%PDF-1.7 \0", "已损坏"),
    "nothing": ("题库.xlsx", b"", "是空的"),
    "nothing but blanks": ("题库.txt", b" \r\n\t", "是空的"),
    "Excel with a password": ("题库.xlsx", compound("EncryptedPackage"), "打开密码"),
    "Word with a password": ("题库.docx", compound("EncryptedPackage"), "打开密码"),
    "broken old Word": ("题库.doc", compound("WordDocument"), "已损坏"),
    "a bomb": ("题库.docx", packed(64 * 1024 * 1024), "展开后大得不正常"),
    "a cut zip": ("题库.docx", cut(packed(100_000)), "已损坏"),
    "entities": ("题库.docx", zipped(**{"word__document.xml": ENTITIES}), "实体声明"),
    "a vanished file": ("题库.docx", None, "找不到文件"),
}


@pytest.mark.parametrize("verb", ["read", "import"])
@pytest.mark.parametrize("case", BAD_FILES)
def test_a_bad_file_is_told_in_a_sentence_with_advice_and_nothing_is_stored(
    command, data_folder, tmp_path, verb, case
):
    name, content, told = BAD_FILES[case]
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    code, out, err = command("bank", verb, path, "--json")
    assert (code, out) == (1, "")
    sentence, advice = err.strip().splitlines()
    assert told in sentence and advice
    assert bank(data_folder) == ([], [], [])


def test_read_prints_the_fixed_json_and_stores_nothing(command, data_folder, paper):
    code, out, err = command("bank", "read", paper, "--json")
    told = json.loads(out)
    assert (code, err) == (0, "")
    assert list(told) == ["file", "format", "questions", "problems", "counts"]
    assert (told["file"], told["format"]) == (str(paper), "txt")
    assert all(set(question) == QUESTION_KEYS for question in told["questions"])
    assert set(told["counts"]) == COUNT_KEYS
    assert [question["answer"] for question in told["questions"]] == [
        ["B"],
        [],
        [False],
        [["五", "5"]],
    ]
    (problem,) = told["problems"]
    assert set(problem) == {"line", "kind", "message", "text"}
    assert (problem["kind"], problem["line"]) == ("no_answer", told["questions"][1]["line"])
    assert bank(data_folder) == ([], [], [])


def test_import_stores_what_is_good_and_names_the_rest(command, data_folder, paper):
    code, out, _err = command("bank", "import", paper, "--subject", "纪律", "--json")
    told = json.loads(out)
    assert (code, told["stored"], told["subject"]) == (0, 3, "纪律")
    (left,) = told["not_stored"]
    assert (left["state"], left["line"]) == ("problem", 4)
    questions, imports, subjects = bank(data_folder)
    assert len(questions) == 3 and imports[0].id == told["import"]
    assert [(one.name, one.total) for one in subjects] == [("纪律", 3)]


def test_the_same_file_twice_adds_nothing(command, data_folder, paper):
    first = json.loads(command("bank", "import", paper, "--json")[1])
    again = json.loads(command("bank", "import", paper, "--json")[1])
    assert (again["stored"], again["import"], again["draft"]) == (0, None, first["draft"])
    assert len(json.loads(command("bank", "drafts", "--json")[1])) == 1
    questions, imports, _subjects = bank(data_folder)
    assert (len(questions), len(imports)) == (3, 1)


def test_a_file_where_every_question_needs_a_person_keeps_a_draft(command, data_folder, tmp_path):
    file = tmp_path / "无答案.txt"
    file.write_text("1. 留党察看最长（ ）。\nA. 一年\nB. 二年\n", encoding="utf-8")
    code, out, _err = command("bank", "import", file)
    (draft,) = json.loads(command("bank", "drafts", "--json")[1])
    assert code == 0 and f"bank resume {draft['id']}" in out
    questions, imports, subjects = bank(data_folder)
    assert (questions, imports, subjects) == ([], [], [])
    code, out, _err = command("bank", "resume", draft["id"], "--json")
    assert (code, json.loads(out)["draft"]) == (0, draft["id"])
    code, out, _err = command("bank", "resume", draft["id"], "--key", "1=B", "--json")
    assert (code, json.loads(out)["stored"], json.loads(out)["draft"]) == (0, 1, None)


def test_what_the_bank_has_already_is_replaced_or_kept_twice_as_asked(command, data_folder, paper):
    command("bank", "import", paper)
    paper.write_text(PAPER.replace("（ B ）", "（ C ）"), encoding="utf-8")
    renew = ("bank", "import", paper, "--duplicates", "replace", "--conflicts", "replace", "--json")
    told = json.loads(command(*renew)[1])
    assert (told["stored"], told["replaced"]) == (0, 1)
    assert bank(data_folder)[0][0].answer == ["C"]
    assert json.loads(command("bank", "undo", told["import"], "--json")[1])["restored"] == 1
    assert bank(data_folder)[0][0].answer == ["B"]
    command("bank", "import", paper, "--duplicates", "keep")
    assert len(bank(data_folder)[0]) == 5
    assert command("bank", "import", paper, "--duplicates", "perhaps")[0] == 2


def test_what_needs_a_person_waits_as_a_draft_until_its_key_is_given(command, data_folder, paper):
    told = json.loads(command("bank", "import", paper, "--subject", "纪律", "--json")[1])
    (waiting,) = json.loads(command("bank", "drafts", "--json")[1])
    assert (waiting["id"], waiting["questions"]) == (told["draft"], 1)
    for wrong in ("4=Z", "9=A", "A"):
        code, _out, err = command("bank", "resume", told["draft"], "--key", wrong)
        assert code == 1 and "补不上答案" in err
    done = json.loads(command("bank", "resume", told["draft"], "--key", "4=b", "--json")[1])
    assert (done["stored"], done["draft"]) == (1, None)
    assert [(one.name, one.total) for one in bank(data_folder)[2]] == [("纪律", 4)]
    assert json.loads(command("bank", "drafts", "--json")[1]) == []


def test_a_draft_is_given_up(command, paper):
    draft = json.loads(command("bank", "import", paper, "--json")[1])["draft"]
    assert command("bank", "discard", draft)[0] == 0
    code, _out, err = command("bank", "resume", draft)
    assert code == 1 and "没有编号为" in err


def test_two_keys_for_one_question_are_left_to_a_person(command, data_folder, paper):
    other = PAPER.replace("（ B ）", "（ C ）").replace("1、", "5、")
    paper.write_text(PAPER + other, encoding="utf-8")
    _code, out, _err = command("bank", "import", paper)
    assert "已存入 2 题" in out
    assert out.count("答案不同") == 2


def test_an_import_is_undone_once(command, data_folder, paper):
    _code, out, _err = command("bank", "import", paper, "--json")
    taken = json.loads(out)["import"]
    assert command("bank", "undo", taken)[0] == 0
    assert bank(data_folder)[0] == []
    code, _out, err = command("bank", "undo", taken)
    assert code == 1 and "已经撤销过了" in err


def test_an_unknown_import_is_told(command):
    code, out, err = command("bank", "undo", "没有这个")
    assert (code, out) == (1, "")
    assert "没有编号为" in err


@pytest.mark.parametrize("suffix", ["xlsx", "json", "txt"])
def test_an_export_reads_back_with_every_key(command, tmp_path, paper, suffix):
    command("bank", "import", paper)
    path = tmp_path / f"导出.{suffix}"
    code, out, _err = command("bank", "export", path, "--json")
    assert (code, json.loads(out)["questions"]) == (0, 3)
    _code, read, _err = command("bank", "read", path, "--json")
    assert [one["answer"] for one in json.loads(read)["questions"]] == [
        ["B"],
        [False],
        [["五", "5"]],
    ]


def test_an_unknown_export_format_is_told_with_the_known_ones(command, tmp_path):
    code, _out, err = command("bank", "export", tmp_path / "题库.pdf")
    assert code == 1 and "xlsx" in err
    assert not list(tmp_path.glob("题库*"))


def test_a_bank_that_is_not_there_writes_no_file(command, tmp_path, paper):
    command("bank", "import", paper)
    path = tmp_path / "导出.xlsx"
    code, _out, err = command("bank", "export", path, "--subject", "写错的名字")
    assert code == 1 and "没有名为“写错的名字”的题库" in err
    assert not path.exists()


def test_a_subject_is_named_by_its_path_in_and_out(command, tmp_path, paper):
    command("bank", "import", paper, "--subject", "党纪/第一章")
    assert [
        json.loads(
            command("bank", "export", tmp_path / f"{n}.xlsx", "--subject", name, "--json")[1]
        )
        for n, name in enumerate(("党纪/第一章", "第一章", "党纪"))
    ] == [{"file": str(tmp_path / f"{n}.xlsx"), "questions": 3} for n in range(3)]


def test_list_and_search_find_what_was_stored(command, paper):
    command("bank", "import", paper, "--subject", "纪律")
    assert "纪律：3 题" in command("bank", "list")[1]
    _code, out, _err = command("bank", "search", "留党察看", "--json")
    assert [row["answer"] for row in json.loads(out)] == [["B"]]


def test_wrong_usage_is_no_user_error(command):
    assert command("bank", "read")[0] == 2
    assert command("bank", "read", "a.txt", "--nonsense")[0] == 2


def test_in_a_pipe_nothing_but_utf8_json_is_printed(data_folder, paper):
    main = Path(__file__).parents[2] / "main.py"
    done = subprocess.run(
        [sys.executable, main, "bank", "read", paper, "--json", "--data", data_folder],
        capture_output=True,
        env=os.environ | {"PYTHONIOENCODING": ""},
        check=True,
    )
    assert done.stderr == b""
    assert json.loads(done.stdout.decode("utf-8"))["counts"]["single_choice"] == 2


@pytest.mark.parametrize("suffix", ["xlsx", "docx"])
def test_a_blank_form_is_written_and_reads_as_one(command, tmp_path, suffix):
    path = tmp_path / f"空白.{suffix}"
    assert command("bank", "template", "-o", path)[0] == 0
    code, out, _err = command("bank", "read", path, "--json")
    assert code == 0 and json.loads(out)["format"] == suffix
    assert command("bank", "template", "-o", tmp_path / "空白.pdf")[0] == 1
