"""The people commands, as a script would call them."""

import json
from functools import partial

import pytest

from dongan_training import paths

ROLL = paths.resource("samples", "人员名册.xlsx")
FAULTY = paths.resource("samples", "人员名册-有错.xlsx")


@pytest.fixture
def command(command):
    """Run a command of the noun ``people``."""
    return partial(command, "people")


def test_a_roll_is_imported_and_a_second_time_changes_nothing(command):
    code, told, _error = command("import", ROLL, "--json")
    assert (code, told["stored"]) == (0, True)
    assert told["counts"] == {
        "rows": 312,
        "new": 312,
        "changed": 0,
        "same": 0,
        "question": 0,
        "problem": 0,
        "gone": 0,
    }
    assert len(told["report"]["added"]) == 312
    assert told["problems"] == []
    assert "431122196410249987" not in json.dumps(told)
    assert command("import", ROLL, "--json")[1]["counts"]["same"] == 312


def test_a_dry_run_stores_nothing(command):
    code, told, _error = command("import", ROLL, "--dry-run", "--json")
    assert (code, told["stored"], told["report"]) == (0, False, None)
    assert command("list", "--json")[1]["total"] == 0


def test_faulty_rows_are_told_and_questions_wait_until_they_are_answered(command):
    told = command("import", FAULTY, "--json")[1]
    assert [one["row"] for one in told["problems"]] == [4, 5, 8, 9, 11, 12, 13, 14, 15]
    assert told["report"]["skipped"] == 2
    told = command("import", FAULTY, "--choose", "7=same", "--choose", "17=new", "--json")[1]
    assert (len(told["report"]["added"]), len(told["report"]["changed"])) == (1, 1)
    assert command("list", "--search", "文小满", "--json")[1]["total"] == 2


def test_the_plain_words_name_every_row_in_question(command):
    code, text, _error = command("import", FAULTY)
    assert code == 0
    assert "第 5 行" in text and "第 7 行 蒋成章 待确认" in text


def test_a_choice_nobody_offers_is_wrong_usage_or_a_user_error(command):
    assert command("import", FAULTY, "--choose", "99=same")[0] == 2
    code, _text, error = command("import", FAULTY, "--choose", "7=new")
    assert code == 1 and "第 7 行" in error
    assert command("list", "--json")[1]["total"] == 0


def test_a_file_that_is_no_roll_gets_one_sentence_and_one_advice(command, tmp_path):
    path = tmp_path / "名册.xlsx"
    path.write_bytes(b"")
    code, text, error = command("import", path, "--json")
    assert (code, text, len(error.splitlines())) == (1, "", 2)


def test_people_are_found_by_pinyin_and_shown_masked(command):
    command("import", ROLL)
    told = command("list", "--search", "oyw", "--limit", "5", "--json")[1]
    assert (told["total"], told["people"][0]["name"]) == (1, "欧阳𬱖")
    shown = command("show", told["people"][0]["id"], "--json")[1]
    assert shown["id_number"] == "431122********9987"
    in_full = command("show", "欧阳𬱖", "--full", "--json")[1]
    assert in_full["id_number"] == "431122196410249987"
    assert command("show", "唐建国")[0] == 1


def test_the_roll_is_kept_by_hand(command):
    person_id = command("add", "--set", "name=陈敏", "--set", "township=横塘镇", "--json")[1]["id"]
    assert command("change", person_id, "--set", "post=书记", "--json")[1]["changed"] == ["post"]
    assert command("change", person_id, "--set", "shoes=43")[0] == 2
    assert command("leave", "陈敏", "--json")[1]["active"] is False
    assert "陈敏" in command("list", "--gone")[1]
    assert command("return", person_id, "--json")[1]["active"] is True
    units = command("units", "--json")[1]["units"]
    assert [(one["name"], one["people"]) for one in units] == [("东安县", 1), ("横塘镇", 1)]


def test_duplicates_are_merged_and_parted_and_a_roll_is_taken_back(command):
    first = command("add", "--set", "name=王芳", "--set", "township=横塘镇", "--json")[1]["id"]
    typed = ("--set", "name=王芳", "--set", "township=南桥镇")
    second = command("add", *typed, "--json")[1]["id"]
    (pair,) = command("duplicates", "--json")[1]["pairs"]
    assert (pair["sign"], command("duplicates", "--surely", "--json")[1]["pairs"]) == (
        "same_name",
        [],
    )
    assert command("merge", second, "--into", first)[0] == 0
    assert command("unmerge", first, "--json")[1]["back"] == second
    assert command("unmerge", first, "--json")[1]["back"] is None
    assert command("import", ROLL)[0] == 0
    assert command("imports", "--json")[1]["imports"][0]["added"] == 312
    assert command("undo-import", "--json")[1]["undone"]["removed"] == 312
    assert command("list", "--json")[1]["total"] == 2


@pytest.mark.parametrize(
    "words",
    [("undo-import", "999"), ("posts", "remove", "999"), ("posts", "change", "999", "书记")],
)
def test_a_number_that_nothing_has_is_said_in_one_sentence(words, command):
    code, _told, error = command(*words)
    assert code == 1
    assert "没有编号为“999”的" in error


def test_organisations_are_arranged_from_the_command_line(command):
    command("add", "--set", "name=王芳", "--set", "township=横塘镇", "--json")
    assert len(command("units", "seed", "--json")[1]["added"]) == 16
    branch = command("units", "add", "莲塘支部", "--to", "横塘镇", "--json")[1]["id"]
    assert command("units", "move", branch, "--to", "南桥镇")[0] == 0
    assert command("units", "change", branch, "--name", "莲塘村党支部")[0] == 0
    told = command("units", "history", "莲塘村党支部", "--json")[1]["history"]
    assert [one["act"] for one in told] == ["changed", "moved", "added"]
    assert command("units", "undo", branch)[0] == 0
    assert command("units", "merge", "南桥镇", "--to", "横塘镇")[0] == 0
    assert command("units", "remove", "莲塘支部")[0] == 0
    code, _text, error = command("units", "remove", "横塘镇")
    assert code == 1 and "不能删除" in error


@pytest.fixture
def person(command):
    """陈敏 on the roll."""
    facts = (
        "name=陈敏",
        "township=横塘镇",
        "unit=机关支部",
        "post=委员",
        "id_number=431122196410249987",
    )
    return command("add", *(part for one in facts for part in ("--set", one)), "--json")[1]["id"]


def test_posts_membership_and_reserve_lists_are_kept_from_the_command_line(command, person):
    told = command("membership", "陈敏", "--joined", "1999-07", "--full", "2000-07-01", "--json")[1]
    assert (told["joined_on"], told["full_member_on"]) == ("1999-07-01", "2000-07-01")
    added = command("posts", "add", "陈敏", "会计", "--since", "2015-01", "--json")[1]["id"]
    command("posts", "change", added, "会计", "--since", "2015-01", "--until", "2018-01", "--json")
    posts = command("posts", "list", "陈敏", "--json")[1]["posts"]
    assert [(one["post"], one["until"]) for one in posts] == [
        ("委员", None),
        ("会计", "2018-01-01"),
    ]
    command("reserve", "keep", "村书记后备力量", "--level", "村级", "--json")
    command("reserve", "add", "村书记后备力量", "陈敏", "--since", "2024-01", "--json")
    assert command("reserve", "lists", "--json")[1]["lists"][0]["people"] == 1
    ended = command("reserve", "end", "村书记后备力量", "陈敏", "--reason", "已任书记", "--json")[1]
    assert len(ended["ended"]) == 1
    entries = command("reserve", "list", "村书记后备力量", "--all", "--json")[1]["entries"]
    assert [one["reason"] for one in entries] == ["已任书记"]
    assert command("membership", "陈敏", "--joined", "2030-01")[0] == 1


def test_photos_come_one_by_one_or_as_a_folder(command, person, tmp_path):
    from PIL import Image

    folder = tmp_path / "照片"
    folder.mkdir()
    for name in ("陈敏.jpg", "431122196410249987.png", "没有这个人.jpg"):
        Image.new("RGB", (350, 490), "navy").save(folder / name)
    told = command("photo", "match", folder, "--json")[1]
    assert told["kept"] == [person]
    assert [one["file"] for one in told["left"]] == ["没有这个人.jpg"]
    out = tmp_path / "out.jpg"
    assert command("photo", "export", "陈敏", "-o", out, "--json")[0] == 0
    with Image.open(out) as image:
        assert image.size == (350, 490)
    assert command("photo", "remove", "陈敏", "--json")[1]["removed"] is True
    assert command("photo", "set", "陈敏", folder / "陈敏.jpg", "--json")[1]["bytes"] > 0


def test_an_exported_roll_is_masked_and_comes_back_without_a_change(command, tmp_path):
    command("import", ROLL, "--json")
    out = tmp_path / "花名册.xlsx"
    assert command("export", "-o", out, "--json")[1]["people"] == 312
    counts = command("import", out, "--dry-run", "--json")[1]["counts"]
    assert (counts["same"], counts["problem"], counts["gone"]) == (312, 0, 0)


def test_people_are_listed_by_the_conditions_of_the_window(command):
    command("import", ROLL)
    every = command("list", "--json")[1]["people"]
    deputies = command(
        "list", "--post", "副书记", "--unit", "白牙市镇", "--sort", "pinyin", "--json"
    )
    found = deputies[1]["people"]
    assert found and all(one["township"] == "白牙市镇" for one in found)
    assert [one["pinyin"] for one in found] == sorted(one["pinyin"] for one in found)
    with_id = len(every) - command("list", "--no-id", "--json")[1]["total"]
    assert 0 < with_id <= len(every)
    backwards = command("list", "--reverse", "--json")[1]["people"]
    assert [one["id"] for one in backwards] == [one["id"] for one in every][::-1]
    assert command("list", "--post", "村长")[0] == 2
    assert "没有叫“干部”的后备名单" in command("list", "--reserve", "干部")[2]


def test_everybody_found_is_changed_at_once(command):
    command("import", ROLL)
    narrower = ("--unit", "白牙市镇", "--post", "副书记")
    many = command("list", *narrower, "--json")[1]["total"]
    told = command("bulk", *narrower, "--add-category", "党务骨干", "--json")[1]
    assert len(told["changed"]) == told["found"] == many > 0
    assert command("list", "--category", "党务骨干", "--json")[1]["total"] == many
    (step,) = command("changes", "--json")[1]["steps"]
    assert (step["id"], step["people"], step["told"]) == (
        told["step"],
        many,
        "添加类别“党务骨干”",
    )
    assert command("undo", told["step"][-8:], "--json")[1]["restored"] == many
    assert command("list", "--category", "党务骨干", "--json")[1]["total"] == 0
    assert "没有编号为“”的批量修改" in command("undo")[2]
    assert command("bulk", "--add-category", "党务骨干")[0] == 2
    assert "没有选要改什么" in command("bulk", *narrower)[2]


def test_a_person_is_shown_with_the_days_that_are_known(command):
    command("import", ROLL)
    one = command("list", "--limit", 1, "--json")[1]["people"][0]["id"]
    command("membership", one, "--joined", "2009-07-01")
    told = command("show", one)[1]
    assert "入党时间：2009-07-01" in told and "后备名单" not in told


def test_the_history_of_a_person_is_told_latest_first(command):
    command("import", ROLL)
    first = command("list", "--limit", 1, "--json")[1]["people"][0]
    one, post = first["id"], first["post"]
    command("change", one, "--set", "post=第一书记")
    told = command("history", one, "--json")[1]["history"]
    assert [line["text"] for line in told] == ["修改职务", "由名册“人员名册.xlsx”添加"]
    assert (told[0]["before"], told[0]["after"]) == (post, "第一书记")
