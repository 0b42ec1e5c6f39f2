"""``bank regulations``: the register and a replacement from beginning to end, without a screen."""

import json

import pytest

from dongan_training.bank.drafts import Draft, QuestionType
from dongan_training.bank.importing.intake import accept
from dongan_training.cli.program import run

RULES = "中国共产党纪律处分条例"
CITED = {
    "不变": f"《{RULES}》（2023年修订）第七十条",
    "改动": f"《{RULES}》（2023年修订）第五十条",
    "总的": f"《{RULES}》（2023年修订）",
}
REPLACE = ("纪律处分条例", 2027, "--in-force", "2027-07-01", "--articles", 160)


@pytest.fixture
def folder(workspace, trainer, now):
    drafts = [
        Draft(QuestionType.TRUE_FALSE, stem, answer=(True,), citation=text)
        for stem, text in CITED.items()
    ]
    with workspace.begin() as session:
        accept(session, drafts=drafts, subject_name="党纪", file_name="a.txt", by=trainer, at=now)
    workspace.close()
    return workspace.folder


@pytest.fixture
def call(folder, capsys):
    def call_(*arguments, bank="regulations"):
        words = ["--data", str(folder), "bank", bank, *map(str, arguments), "--json"]
        code = run(words)
        told = capsys.readouterr()
        return json.loads(told.out) if code == 0 else told.err

    return call_


def test_the_register_lists_editions_and_what_rests_on_them(call):
    listed = call("list")["regulations"]
    rules = next(one for one in listed if one["title"] == RULES)
    assert [(one["year"], one["standing"], one["questions"]) for one in rules["editions"]] == [
        (2023, "in_force", 3),
        (2018, "replaced", 0),
    ]
    shown = call("show", "纪律处分条例")
    assert shown["per_article"] == {"50": 1, "70": 1} and shown["whole"] == 1
    assert len(shown["missing"]) == 156 and len(shown["chapters"]) == 12
    assert shown["chapters"][5]["questions"] == 2


def test_a_regulation_and_its_editions_are_entered_changed_and_removed(call):
    chapters = ("--chapter", "第一章 总则=1-6", "--chapter", "第二章 公开=7-24")
    made = call("add", "《东安县村务公开办法》", 2025, "--articles", 24, *chapters)
    assert (made["title"], made["chapters"][1]["last"]) == ("东安县村务公开办法", 24)
    assert "已经有" in call("add", "东安县村务公开办法", 2026)
    kept = call("edition", "东安县村务公开办法", 2025, "--in-force", "2025-03-01")
    assert (kept["in_force"], kept["articles"], len(kept["chapters"])) == ("2025-03-01", 24, 2)
    call("edition", "东安县村务公开办法", 2027, "--in-force", "2027-03-01")
    assert "看不懂" in call("edition", "东安县村务公开办法", 2027, "--chapter", "第一章")
    assert "没有《某办法》" in call("show", "某办法")
    assert call("show", "东安县村务公开办法", "--on", "2027-03-01")["year"] == 2027
    call("remove", "东安县村务公开办法", 2027)
    assert call("show", "东安县村务公开办法", "--on", "2027-03-01")["year"] == 2025


def test_an_edition_is_replaced_carried_over_confirmed_and_undone(call, tmp_path):
    changes = tmp_path / "对照.txt"
    changes.write_text("50→51 改；新 50；51-158→52-159；1-49\n新 160", encoding="gb18030")
    seen = call("replace", *REPLACE, "--changes-file", changes, "--dry-run")
    assert (seen["replacement"], seen["for_review"], seen["unchanged"]) == (None, 2, 1)
    assert call("list")["replacements"] == []
    made = call("replace", *REPLACE, "--changes-file", changes, "--carry")
    assert (made["for_review"], made["carried"]) == (2, 1)
    waiting = call("--for-review", bank="search")
    assert {one["stem"] for one in waiting} == {"改动", "总的"}
    (moved,) = call("--article", 71, bank="search")
    assert moved["citation"] == f"《{RULES}》（2027年版）第七十一条"
    key = made["replacement"][-8:]
    left = call("affected", key)
    assert {one["stem"] for one in left["questions"]} == {"改动", "总的"}
    assert call("confirm", waiting[0]["id"])["confirmed"] == 1
    (past,) = call("list")["replacements"]
    assert (past["waiting"], past["carried"], past["undone"]) == (1, 1, False)
    undone = call("undo", key)["undone"]
    assert (undone["restored"], undone["released"]) == (1, 1)
    assert call("--for-review", bank="search") == []
    assert "没有编号" in call("carry", "12345678")


def test_waiting_questions_are_listed_and_cite_the_new_edition(call):
    call("replace", *REPLACE, "--changes", "50→51 改；51→50；其余不变")
    listed = call("waiting")
    assert (listed["done"], listed["total"]) == (0, 2)
    first = listed["questions"][0]
    assert (first["stem"], first["changes"][0]["new"]) == ("改动", 51)
    cited = call("cite", first["id"])
    assert cited["citation"] == f"《{RULES}》（2027年版）第五十一条"
    assert "已经不用复核" in call("cite", first["id"], "--citation", "《章程》")
    own = f"《{RULES}》（2027年版）第一条"
    assert call("cite", listed["questions"][1]["id"], "--citation", own)["citation"] == own
    assert call("waiting") == {"done": 2, "total": 2, "questions": []}


def test_people_read_the_register_in_words(folder, capsys):
    def read(*arguments):
        assert run(["--data", str(folder), "bank", "regulations", *map(str, arguments)]) == 0
        return capsys.readouterr().out

    assert "2023 年版　现行　2024-01-01　158 条　3 题" in read("list")
    assert "（49–76）：2 题，没有题的条：49、51–69、71–76" in read("show", RULES)
    told = read("replace", *REPLACE, "--changes", "50 改；其余不变")
    assert "第 50 条有改动　改动" in told and "2 题待复核" in told
    told = read("waiting")
    assert "已复核 0 题，共 2 题。" in told and "（2027年版）第五十条" in told
