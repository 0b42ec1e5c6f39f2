"""Codes at the door that are none of ours: photographed, and scanned from the command line."""

import json
from pathlib import Path

import pytest
import qrcode

from dongan_training.cli.program import run
from dongan_training.people.models import Person
from dongan_training.storage.vault import Vault
from dongan_training.training.badge_code import badge_code
from dongan_training.training.models import Plan
from dongan_training.workspace import Workspace
from tests.attendance.conftest import add_class, enrol, give_badges
from tests.faults.program import fingerprint, run_program

OTHER_COUNTY = Vault(*(bytes([number]) * 32 for number in range(4)))
LESSON = "2026Q4-02-1"
AT = "2026-11-23T08:27:06+08:00"


@pytest.fixture
def door(data_folder, now):
    """A data folder with a lesson that is about to begin; gives the folder and a good code."""
    workspace = Workspace.open(data_folder)
    with workspace.begin() as session:
        plan, person = Plan(year=2026), Person(name="陈敏")
        session.add_all([plan, person])
        session.flush()
        in_class = add_class(session, plan, 2, now.replace(minute=30, second=0))
        codes = give_badges(session, enrol(session, in_class, [person]), now)
    workspace.close()
    return data_folder, codes["陈敏"]


CODES = {
    "another county": (
        badge_code(OTHER_COUNTY, "A" * 16), "other_county", "别处", "没有签到", "走错会场"
    ),
    "a web address": (
        "https://example.org/pay?x=1", "not_a_badge", "网址", "没有打开网址", "手工签到"
    ),
    "a payment code": ("wxp://f2f0AbCdEf", "not_a_badge", "不是东安培训的胸牌", "没有签到", "本班"),
    "a forged badge": ("", "forged", "伪造", "没有签到", "核对学员身份"),
}  # fmt: skip


@pytest.fixture
def scan(door, capsys):
    """Scan pictures at the door; gives what is told as JSON."""

    def scan(*pictures: Path) -> dict:
        words = ["attendance", "scan", LESSON, "--at", AT, "--json", "--data", str(door[0])]
        assert run([*words, *map(str, pictures)]) == 0
        printed = capsys.readouterr()
        assert printed.err == ""
        return json.loads(printed.out)

    return scan


@pytest.mark.parametrize("case", CODES)
def test_a_code_that_is_no_badge_of_ours_is_told_and_the_next_one_is_let_in(
    door, scan, tmp_path, case
):
    folder, good = door
    text, outcome, *words = CODES[case]
    qrcode.make(text or good[:-1] + ("A" if good[-1] != "A" else "B")).save(tmp_path / "一.png")
    before = fingerprint(folder)
    told = scan(tmp_path / "一.png")
    (answer,) = told["scans"]
    assert (answer["outcome"], answer["passed"], told["counts"]["arrived"]) == (outcome, False, 0)
    for word in words:
        assert word in answer["sentence"] + answer["advice"]
    assert fingerprint(folder) == before
    qrcode.make(good).save(tmp_path / "二.png")
    told = scan(tmp_path / "一.png", tmp_path / "二.png")
    assert [one["outcome"] for one in told["scans"]] == [outcome, "on_time"]


@pytest.mark.parametrize("case", ["a web address", "another county"])
def test_such_a_code_is_no_certificate_either(door, tmp_path, case):
    folder, _good = door
    qrcode.make(CODES[case][0]).save(tmp_path / "一.png")
    ended = run_program("certificates", "verify", tmp_path / "一.png", "--json", "--data", folder)
    sentence, advice = ended.refusal()
    assert "不是东安培训的证书二维码" in sentence and "扫描证书" in advice
