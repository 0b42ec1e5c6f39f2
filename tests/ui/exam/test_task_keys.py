"""The keyboard of an exam under X11, where one window holds it at a time."""

import shiboken6
from PySide6.QtGui import QWindow

from ui.exam import task_keys
from ui.exam.task_keys import TaskKeys


def test_the_exam_gets_its_keys_back_from_a_question_that_is_gone(monkeypatch, qapp):
    monkeypatch.setattr(task_keys, "KEYBOARDS_FOR_ONE", (qapp.platformName(),))
    exam, asked = QWindow(), QWindow()
    keys = TaskKeys()
    keys.follow(exam)
    keys.follow(asked)
    shiboken6.delete(asked)  # answered, and deleted by Qt
    keys.follow(exam)
    shiboken6.delete(exam)
    keys.release()
