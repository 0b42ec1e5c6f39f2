"""Fifty thousand rows come in, and whoever stops them on the way has stored none."""

import json
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from dongan_training.storage.database import FILE
from tests.faults.program import fingerprint, run_program, start_program

MANY = 50_000
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
STOPPED = "已取消：没有完成的一步没有存入，此前完成的都在。"
HALF_WRITTEN = 4 * 1024 * 1024  # bytes of the log in which SQLite keeps what is not committed
MOST_MEMORY = 1000  # MB


def _roll(number: int) -> tuple[str, ...]:
    given = chr(0x4E00 + number // 16 % 3000) + chr(0x4E00 + number % 97)
    name = SURNAMES[number % 16] + given
    return name, f"第{number % 15}镇", f"第{number % 300}支部", "委员", f"139{number:08}"


def _bank(number: int) -> tuple[str, ...]:
    stem = f"第{number}条规定的处分期限是多少个月？（条文编号 {number * 7919 % 100_003}）"
    return "单选题", stem, "一个月", "二个月", f"{number}天", "四个月", "ABCD"[number % 4]


KINDS: dict[str, tuple[tuple[str, ...], Callable[[int], tuple[str, ...]]]] = {
    "people": (("姓名", "乡镇", "所在党组织", "职务", "联系电话"), _roll),
    "bank": (("题型", "题干", "选项A", "选项B", "选项C", "选项D", "答案"), _bank),
}


def write_rows(path: Path, noun: str, count: int) -> Path:
    heads, row = KINDS[noun]
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("一")
        sheet.write_row(0, 0, heads)
        for number in range(count):
            sheet.write_row(number + 1, 0, row(number))
    return path


def stored(noun: str, told: dict) -> int:
    return len(told["report"]["added"]) if noun == "people" else told["stored"]


@pytest.mark.parametrize("noun", KINDS)
def test_an_import_stopped_by_the_user_stores_nothing_and_can_be_done_again(folder, tmp_path, noun):
    path = write_rows(tmp_path / "表.xlsx", noun, 3000)
    before = fingerprint(folder)
    words = (noun, "import", path, "--json", "--data", folder)
    assert _stopped_once_open(folder, 0, *words) == (1, "", STOPPED)
    assert fingerprint(folder) == before
    ended = run_program(*words)
    assert (ended.code, stored(noun, json.loads(ended.out))) == (0, 3000)


@pytest.mark.slow
@pytest.mark.parametrize("noun", KINDS)
def test_fifty_thousand_rows_are_stopped_half_written_and_then_come_in(folder, tmp_path, noun):
    path = write_rows(tmp_path / "表.xlsx", noun, MANY)
    before = fingerprint(folder)
    words = (noun, "import", path, "--json", "--data", folder)
    assert _stopped_once_open(folder, HALF_WRITTEN, *words) == (1, "", STOPPED)
    assert fingerprint(folder) == before
    ended = run_program(*words)
    assert (ended.code, ended.err, stored(noun, json.loads(ended.out))) == (0, "", MANY)
    assert ended.memory < MOST_MEMORY


def _stopped_once_open(folder: Path, written: int, *words: object) -> tuple[int, str, str]:
    """Press Ctrl+C when so many bytes of the unfinished transaction lie in the folder."""
    log = folder / f"{FILE}-wal"
    program = start_program(*words)
    while not (log.exists() and log.stat().st_size >= written):
        assert program.poll() is None, "it ended before it could be stopped"
        time.sleep(0.005)
    program.send_signal(signal.SIGINT)
    out, err = program.communicate(timeout=120)
    return program.returncode, out.decode(), err.decode().strip()
