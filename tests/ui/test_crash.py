"""The crash report and the log: enough for a developer, nothing of people."""

import logging
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from dongan_training import log
from tests.ui.conftest import FakeDialogs
from ui.shell.crash import CrashDialog, CrashHandler, report_of, save_report

SECRETS = ("陈敏", "431122199001011234", "13812345678")


def failure() -> Exception:
    def register(name: str, number: str) -> None:
        try:
            raise KeyError(f"{name} {number}")
        except KeyError as error:
            raise ValueError(f"无法登记 {name}，电话 13812345678") from error

    try:
        register("陈敏", "431122199001011234")
    except ValueError as error:
        return error
    raise AssertionError


def test_a_report_tells_where_it_happened_and_nothing_of_people(
    qtbot: QtBot, tmp_path: Path, now: object
) -> None:
    path = save_report(report_of(failure(), now), tmp_path)  # type: ignore[arg-type]
    text = path.read_text(encoding="utf-8")
    assert "builtins.ValueError" in text and "builtins.KeyError" in text
    assert "in register" in text and "tests/ui/test_crash.py" in text
    assert not any(secret in text for secret in SECRETS)
    assert str(Path.home()) not in text


def test_the_log_hides_long_numbers_and_the_words_of_failures(tmp_path: Path) -> None:
    folder = log.start(tmp_path)
    logger = logging.getLogger("dongan_training.test")
    logger.warning("phone %s", "13812345678")
    logger.error("failed", exc_info=failure())
    log.stop()
    text = (folder / "dongan.log").read_text(encoding="utf-8")
    assert "phone ***********" in text and "builtins.KeyError" in text
    assert not any(secret in text for secret in SECRETS)


def test_a_user_can_carry_the_report_away(qtbot: QtBot, tmp_path: Path, now: object) -> None:
    report = report_of(failure(), now)  # type: ignore[arg-type]
    stick = tmp_path / "stick"
    stick.mkdir()
    dialog = CrashDialog(report, FakeDialogs(path=stick))
    qtbot.addWidget(dialog)
    dialog.copy_report()
    assert (stick / report.name).read_text(encoding="utf-8") == report.text
    assert str(stick) in dialog.copied.text()


def test_a_vanished_stick_is_explained(qtbot: QtBot, tmp_path: Path, now: object) -> None:
    report = report_of(failure(), now)  # type: ignore[arg-type]
    dialog = CrashDialog(report, FakeDialogs(path=tmp_path / "gone"))
    qtbot.addWidget(dialog)
    dialog.copy_report()
    assert "不存在" in dialog.copied.text()


def test_one_dialog_at_a_time_but_every_failure_is_logged(
    qtbot: QtBot, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    handler = CrashHandler(tmp_path, FakeDialogs())
    for _number in range(3):
        error = failure()
        handler._on_exception(type(error), error, error.__traceback__)
    assert handler.dialog is not None and handler.dialog.isVisible()
    qtbot.addWidget(handler.dialog)
    assert len(list(tmp_path.glob("crash-*.txt"))) == 1
    assert [record.message for record in caplog.records] == ["crash"] * 3
