"""Long work: held, told, cancelled, one after another."""

import threading
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from dongan_training.progress import Progress
from ui.jobs import Job, Jobs, SteadyJob


class Listener(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.heard: list[Any] = []
        self.in_ui_thread = True

    def take(self, value: Any = None) -> None:
        self.heard.append(value)
        self.in_ui_thread &= threading.current_thread() is threading.main_thread()


@pytest.fixture
def jobs(qtbot: QtBot) -> Any:
    jobs = Jobs()
    yield jobs
    jobs.close()


def test_a_hundred_jobs_that_nobody_holds_all_bring_their_result(qtbot: QtBot, jobs: Jobs) -> None:
    listener = Listener()
    for number in range(100):
        job = Job("数数", lambda _progress, number=number: number)
        job.done.connect(listener.take)
        jobs.start(job)
        del job
    qtbot.waitUntil(lambda: jobs.running is None)
    assert listener.heard == list(range(100))
    assert listener.in_ui_thread


def test_two_jobs_never_run_at_the_same_time(qtbot: QtBot, jobs: Jobs) -> None:
    at_work: list[int] = []
    most: list[int] = []

    def work(_progress: Progress) -> None:
        at_work.append(1)
        most.append(len(at_work))
        threading.Event().wait(0.01)
        at_work.pop()

    for _number in range(5):
        jobs.start(Job("写", work))
    qtbot.waitUntil(lambda: jobs.running is None)
    assert max(most) == 1


def test_a_failure_reaches_whoever_listens(qtbot: QtBot, jobs: Jobs) -> None:
    listener = Listener()

    def work(_progress: Progress) -> None:
        raise ValueError("x")

    job = Job("失败", work)
    job.failed.connect(listener.take)
    jobs.start(job)
    qtbot.waitUntil(lambda: jobs.running is None)
    assert [type(error) for error in listener.heard] == [ValueError]


def test_a_failure_that_nobody_listens_to_flies_to_the_crash_dialog(
    qtbot: QtBot, jobs: Jobs
) -> None:
    def work(_progress: Progress) -> None:
        raise ValueError("x")

    with capture_exceptions() as caught:
        jobs.start(Job("失败", work))
        qtbot.waitUntil(lambda: jobs.running is None)
    assert [kind for kind, _error, _trace in caught] == [ValueError]


def test_cancelling_stops_at_the_next_step_and_also_a_job_that_still_waits(
    qtbot: QtBot, jobs: Jobs
) -> None:
    listener, begun = Listener(), threading.Event()

    def endless(progress: Progress) -> None:
        while True:
            progress.step(1, 2, "正在做")
            begun.set()

    first, second = Job("第一", endless), Job("第二", lambda _progress: listener.take("second"))
    for job in (first, second):
        job.cancelled.connect(listener.take)
        jobs.start(job)
    assert begun.wait(5)
    second.cancel()
    first.cancel()
    qtbot.waitUntil(lambda: jobs.running is None)
    assert listener.heard == [None, None]


def test_closing_waits_until_nothing_writes_any_more(qtbot: QtBot) -> None:
    jobs, begun = Jobs(), threading.Event()
    ended: list[bool] = []

    def work(progress: Progress) -> None:
        begun.set()
        try:
            while True:
                progress.step(0, 0)
        finally:
            ended.append(True)

    jobs.start(Job("写", work))
    assert begun.wait(5)
    jobs.close()
    assert ended == [True]


def test_a_job_asked_for_after_closing_is_forgotten(qtbot: QtBot) -> None:
    jobs, ran = Jobs(), list[Progress]()
    jobs.close()
    jobs.start(Job("读", ran.append))
    assert jobs.running is None and not ran


def test_work_that_would_stay_half_done_cannot_be_stopped(qtbot: QtBot, jobs: Jobs) -> None:
    listener, begun, go_on = Listener(), threading.Event(), threading.Event()

    def work(progress: Progress) -> str:
        begun.set()
        go_on.wait(5)
        progress.step(1, 2)
        return "whole"

    job = SteadyJob("准备示例数据", work)
    job.done.connect(listener.take)
    jobs.start(job)
    assert begun.wait(5)
    job.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: jobs.running is None)
    assert listener.heard == ["whole"] and not job.can_cancel


def test_what_only_reads_runs_beside_a_job_and_nobody_waits_for_it(
    qtbot: QtBot, jobs: Jobs
) -> None:
    listener, go_on = Listener(), threading.Event()
    jobs.start(Job("写", lambda _progress: go_on.wait(5)))
    reading = Job("读", lambda _progress: "读完")
    reading.done.connect(listener.take)
    jobs.read(reading)
    qtbot.waitUntil(lambda: not jobs.is_reading)
    assert listener.heard == ["读完"] and listener.in_ui_thread
    assert jobs.running is not None and jobs.running.title == "写"
    go_on.set()
