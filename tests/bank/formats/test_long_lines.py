"""One very long line of numbers, letters and brackets costs no square time."""

import time

import pytest

from dongan_training.bank.formats.plain_text import read_text

SHORT, LONG = 4_000, 32_000  # signs: eight times as many may take eight times as long, not 64
NOISE = 0.08  # seconds that a machine with other work may add
SHAPES = {
    "keys in brackets": ("1. ", "（A）"),
    "boxes": ("1. ", "□A.甲"),
    "keys": ("", "答案：A "),
    "bold that never ends": ("（", "**分\u3000"),
    "numbers": ("", "1.F    "),
    "the same number": ("", "1.【B】"),
    "points": ("", "（1）（2分）"),
    "tags": ("1. ", "【单选题】"),
    "cells": ("", "”问题：;答案："),
    "options": ("1. ", "A.甲 B.乙 "),
    "letters": ("", "A.B.C.D."),
    "brackets": ("1. ", "（）【】()"),
    "digits": ("", "1234567890 "),
    "verdicts": ("1. ", "√×对错"),
    "heads": ("", "一、单选题"),
    "blanks": ("1. ", "甲____"),
}


def spent(text: str) -> float:
    start = time.process_time()
    read_text(text)
    return time.process_time() - start


@pytest.mark.parametrize("shape", SHAPES)
def test_a_line_eight_times_as_long_takes_hardly_more_than_eight_times_as_long(shape):
    lead, motif = SHAPES[shape]
    short, long = (lead + motif * (size // len(motif)) for size in (SHORT, LONG))
    least = min(spent(short) for _ in range(3))
    assert min(spent(long) for _ in range(2)) < 20 * least + NOISE
