"""核验文件: keys go out, come in after a comparison, and are replaced."""

import pytest

from dongan_training import clock
from dongan_training.certificates import trust
from dongan_training.workspace import Workspace
from ui.certificates.keys_dialog import KeysDialog
from ui.certificates.wording import KeyState


@pytest.fixture
def dialog(qtbot, desk, now, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: now)
    dialog = KeysDialog(desk)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


@pytest.fixture
def foreign_file(tmp_path, now):
    workspace = Workspace.open(tmp_path / "elsewhere")
    path = tmp_path / "外单位.json"
    with workspace.begin() as session:
        path.write_bytes(trust.write_verification_file(session, at=now))
    workspace.close()
    return path


def states(dialog):
    return [line.state for line in dialog.keys.rows]


def test_the_first_sight_shows_the_key_we_sign_with(dialog):
    assert states(dialog) == [KeyState.IN_USE]


def test_a_file_goes_out_that_others_can_read(dialog, desk, tmp_path):
    desk.dialogs.path = tmp_path / "核验.json"
    dialog.export()
    found = trust.read_verification_file(desk.dialogs.path)
    assert found.fingerprint == dialog.keys.rows[0].fingerprint
    assert "已保存到" in dialog.notice.text()


def test_a_foreign_key_comes_in_only_after_its_fingerprint_was_compared(dialog, desk, foreign_file):
    desk.dialogs.path = foreign_file
    desk.dialogs.confirms = False
    dialog.take_in()
    assert states(dialog) == [KeyState.IN_USE]
    desk.dialogs.confirms = True
    dialog.take_in()
    fingerprint = trust.read_verification_file(foreign_file).fingerprint
    assert fingerprint in desk.dialogs.asked[-1].loss
    assert sorted(states(dialog)) == [KeyState.FOREIGN, KeyState.IN_USE]
    assert "新密钥 1 把" in dialog.notice.text()


def test_any_other_file_is_explained_and_changes_nothing(dialog, desk, tmp_path):
    desk.dialogs.path = tmp_path / "别的.json"
    desk.dialogs.path.write_text("{}", encoding="utf-8")
    dialog.take_in()
    assert "不是东安培训的核验文件" in dialog.notice.text()
    assert states(dialog) == [KeyState.IN_USE]


def test_a_new_key_is_used_only_when_confirmed(dialog, desk):
    desk.dialogs.confirms = False
    dialog.rotate()
    assert states(dialog) == [KeyState.IN_USE]
    desk.dialogs.confirms = True
    dialog.rotate()
    assert sorted(states(dialog)) == [KeyState.IN_USE, KeyState.REPLACED]
