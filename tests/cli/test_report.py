"""The report commands, as a script would call them."""

from functools import partial

import pytest
from python_calamine import CalamineWorkbook

from dongan_training import clock
from tests.certificates.conftest import make_finished


@pytest.fixture
def command(command, trainer, now, workspace, monkeypatch):
    """Run a command of the noun ``report`` on a finished class, at a fixed moment."""
    monkeypatch.setattr(clock, "now", lambda: now)
    make_finished(workspace, trainer, now)
    workspace.close()
    return partial(command, "report")


def sheet_names(path):
    return CalamineWorkbook.from_path(path).sheet_names


def test_the_hours_of_a_year_are_written_and_told(command, tmp_path):
    path = tmp_path / "ledger.xlsx"
    code, told, _error = command("hours", 2026, "-o", path, "--json")
    assert code == 0 and told["year"] == 2026
    assert {one["name"]: one["earned"] for one in told["entries"]} == {
        "欧阳𬱖": 4,
        "陈敏": 4,
        "=1+1": 4,
        "唐丽": 0,
    }
    assert sheet_names(path) == ["学时台账", "学时来源"]


def test_a_class_is_written_and_told(command, tmp_path):
    path = tmp_path / "class.xlsx"
    code, told, _error = command("class", "2026Q4-01", "-o", path, "--json")
    assert code == 0 and len(told["class"]["rows"]) == 4
    assert sheet_names(path) == ["学员", "汇总", "手工更正"]


def test_a_folder_that_is_gone_is_told_and_nothing_is_left(command, tmp_path):
    code, out, error = command("hours", 2026, "-o", tmp_path / "gone" / "ledger.xlsx")
    assert (code, out) == (1, "") and error.strip()
    assert not (tmp_path / "gone").exists()
