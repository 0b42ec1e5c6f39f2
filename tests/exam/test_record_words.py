from datetime import UTC, datetime

import pytest

from dongan_training.exam.board import RecordLine
from dongan_training.exam.models import EventKind
from dongan_training.exam.record_words import duration_words, happened_words

AT = datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 秒"),
        (40.4, "40 秒"),
        (90, "2 分钟"),
        (7140, "119 分钟"),
        (7200, "2 小时"),
        (90_000, "25 小时"),
        (7500, "2 小时 5 分钟"),
    ],
)
def test_a_time_is_told_as_people_say_it(seconds, words):
    assert duration_words(seconds) == words


@pytest.mark.parametrize(
    ("kind", "seconds", "words"),
    [
        (EventKind.CLOCK_SET, 3600, "电脑的钟被拨快 60 分钟，不影响计时"),
        (EventKind.CLOCK_SET, -86_400, "电脑的钟被拨慢 24 小时，不影响计时"),
        (EventKind.LEFT_SCREEN, 420, "离开考试画面 7 分钟"),
        (EventKind.MACHINE_OFF, 30, "电脑关机、休眠或停顿 30 秒，没有计时"),
    ],
)
def test_what_a_machine_noticed_is_told_in_plain_words(kind, seconds, words):
    line = RecordLine(AT, kind, "陈敏", "", "", {"seconds": seconds})
    assert happened_words(line) == words


def test_an_attempt_opened_again_tells_of_minutes_only_where_some_were_given():
    told = {"receipt": "75V4JJ", "seconds_left": 1860}
    lines = [
        RecordLine(AT, EventKind.REOPENED, "陈敏", "", "误按交卷", {**told, "minutes": minutes})
        for minutes in (0, 5)
    ]
    assert [happened_words(one) for one in lines] == [
        "重开答卷，原回执码 75V4JJ 作废，剩余 31 分钟（误按交卷）",
        "重开答卷，原回执码 75V4JJ 作废，加时 5 分钟，剩余 31 分钟（误按交卷）",
    ]
