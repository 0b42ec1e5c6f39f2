import io
import json

import pytest
from sqlalchemy import select

from dongan_training.cli.program import run
from dongan_training.exam.offering import CODE_LENGTH
from dongan_training.training.models import Enrolment
from dongan_training.workspace import Workspace
from tests.exam.conftest import (  # noqa: F401  fixtures are found by their names
    bank,
    class_id,
    enrolments,
    hall,
    paper_id,
)
from tests.printing.reading import page_texts

CLASS = "2026Q4-01"


@pytest.fixture
def folder(workspace, hall):  # noqa: F811  pytest hands fixtures over so
    workspace.close()
    return workspace.folder


@pytest.fixture
def call(folder, capsys):
    def call_(*arguments, code=0):
        given = run(["--data", str(folder), "exam", *map(str, arguments), "--json"])
        told = capsys.readouterr()
        assert given == code, told.err
        return json.loads(told.out) if code == 0 else told.err

    return call_


def write(tmp_path, text):
    path = tmp_path / "answers.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_rules_are_set_one_by_one_and_shown(call):
    set_ = call("room", "rules", CLASS, "--starts", "2026-11-23T09:00", "--late", 15)["rules"]
    assert set_["late_entry"] == 15
    told = call("room", "rules", CLASS, "--late", -1, "--open-book", "--attempts", 2)["rules"]
    assert (told["late_entry"], told["open_book"], told["attempts_allowed"]) == (None, True, 2)
    assert told["starts_at"] == set_["starts_at"]
    assert "晚于开始时间" in call("room", "rules", CLASS, "--ends", "2026-11-23T08:00", code=1)


def test_seats_extra_time_and_moves(call):
    seats = call("room", "seats", CLASS, "--rows", 3, "--columns", 3)["seats"]
    assert [one["form"] for one in seats] == ["A", "B", "A", "B", "A", "B"]
    assert call("room", "extra", CLASS, "陈敏", 15)["person"]["extra_minutes"] == 15
    moved = call("room", "move", CLASS, 1, "3-1", "--reason", "电脑故障")
    assert moved["person"]["seat"] == "3-1"
    assert "没有 9-9 号座位" in call("room", "move", CLASS, 1, "9-9", "--reason", "换", code=1)


def test_somebody_sits_from_a_file_and_the_board_and_record_tell(call, tmp_path):
    sat = call("sit", CLASS, 1, "--answers", write(tmp_path, "B B"), "--leave-open")
    assert (sat["saved"], sat["receipt"]) == (2, None)
    given = call("room", "give", CLASS, 5, "--reason", "停电", "--lost")
    assert given == {"people": 1, "minutes": 5}
    rows = call("room", "show", CLASS)["rows"]
    assert [(one["state"], one["answered"]) for one in rows[:2]] == [("open", 2), ("absent", 0)]
    assert rows[0]["credited"] == 5
    answers = write(tmp_path, json.dumps({"1": "B", "5": ["A", "B"], "10": ["5", "警告"]}))
    sat = call("sit", CLASS, 1, "--answers", answers)
    assert (sat["saved"], sat["receipt"]["answered"]) == (3, 4)
    assert "需要写明原因" in call("room", "reopen", CLASS, 1, code=1)
    reopened = call("room", "reopen", CLASS, 1, "--reason", "误按交卷", "--minutes", 3)
    assert 0 < reopened["seconds_left"] <= 53 * 60
    call("sit", CLASS, 1, "--answers", answers)
    call("room", "annul", CLASS, 1, "--reason", "替考")
    record = call("room", "record", CLASS)["record"]
    assert [one["kind"] for one in record] == [
        "started",
        "credited",
        "reopened",
        "handed_in",
        "annulled",
    ]
    told = call("results", CLASS)["people"]
    assert {one["name"]: one["state"] for one in told}["陈敏"] == "annulled"


def test_a_file_that_makes_no_sense_saves_nothing(call, tmp_path):
    told = call("sit", CLASS, 1, "--answers", write(tmp_path, "BBX"), code=1)
    assert "第 3 题" in told
    assert "没有保存任何答案" in told
    for text in ('{"99": "A"}', '{"1"'):
        call("sit", CLASS, 1, "--answers", write(tmp_path, text), code=1)
    call("sit", CLASS, 1, "--answers", tmp_path / "none.txt", code=1)
    assert call("room", "show", CLASS)["rows"][0]["state"] == "absent"


def test_paper_is_entered_twice(call):
    line = "B B B B - - - √ × [五/警告]"
    assert call("enter", CLASS, 3, line)["times"] == 1
    assert call("enter", CLASS, 3, line)["receipt"]["answered"] == 7
    rows = call("enter", CLASS)["people"]
    assert [one["is_done"] for one in rows[:4]] == [False, False, True, False]


def test_ending_helping_and_a_password(call, tmp_path, monkeypatch):
    call("sit", CLASS, 2, "--answers", write(tmp_path, "B"), "--leave-open")
    call("room", "help", CLASS, 2)
    assert "需要写明原因" in call("room", "end", CLASS, 2, code=1)
    assert call("room", "end", CLASS, 2, "--reason", "身体不适")["receipt"]["answered"] == 1
    assert "没有正在进行的答卷" in call("room", "end", CLASS, 4, "--reason", "无", code=1)
    monkeypatch.setattr("sys.stdin", io.StringIO("锁门\n"))
    assert call("room", "password", CLASS)["set"]
    assert not call("room", "password", CLASS, "--none")["set"]
    assert "没有读到密码" in call("room", "password", CLASS, code=1)


def test_people_read_words_instead_of_json(folder, capsys, tmp_path):
    room = ["--data", str(folder), "exam", "room"]
    for words in (["show"], ["record"], ["rules"], ["seats"]):
        assert run([*room, *words, CLASS]) == 0
    told = capsys.readouterr().out
    assert "正在考试 0 人，已交 0 人，未到 6 人。" in told
    assert "还没有编排座位。" in told


def test_a_moment_may_be_typed_with_a_blank_as_people_write_it(call):
    rules = call("room", "rules", CLASS, "--starts", "2027-01-05 09:00")["rules"]
    assert rules == call("room", "rules", CLASS, "--starts", "2027-01-05T09:00")["rules"]


def test_a_file_of_answers_that_is_not_there_is_named(call):
    assert "找不到文件“none.txt”" in call("sit", CLASS, 1, "--answers", "none.txt", code=1)


def test_papers_of_the_room_are_printed_with_codes_for_whoever_joined_since(folder, call, tmp_path):
    workspace = Workspace.open(folder)
    with workspace.begin() as session:
        late = session.scalars(select(Enrolment).order_by(Enrolment.number)).all()[-1]
        late.exam_code = ""
        late_id, name = late.id, late.person.name
    workspace.close()
    path = tmp_path / "codes.pdf"
    assert call("sheet", CLASS, "codes", "-o", path)["pages"] == 1
    workspace = Workspace.open(folder)
    with workspace.read() as session:
        code = session.get_one(Enrolment, late_id).exam_code
    workspace.close()
    (text,) = page_texts(path)
    assert len(code) == CODE_LENGTH and code in text and name in text.replace(" ", "")


def test_what_was_arranged_is_changed_and_taken_back(call):
    asked = ("--minutes", 60, "--rule", "per_option", "--option-points", 1.5, "--no-numerals")
    told = call("change", CLASS, *asked)
    assert told["exam"]["minutes"] == 60
    marking = {"multiple_choice": "per_option", "option_points": 1.5, "numerals": False}
    assert told["marking"] == marking
    assert call("change", CLASS, "--pass-mark", 12)["marking"] == marking
    assert "1 到 600 分钟" in call("change", CLASS, "--minutes", 0, code=1)
    assert call("withdraw", CLASS)["title"] == "第四季度党纪学习教育测试"
    assert call("list")["exams"] == []
