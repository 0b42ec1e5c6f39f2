"""Cases whose questions are answered case by case at the end of the paper."""

import pytest

from dongan_training.bank.formats.plain_text import read_text

PAPER = """案例分析题
案例一：
果园的老张把苹果和梨放在同一个筐里。
根据上述材料，回答下列问题：
（1）老张种的是（ ）。
A. 水果
B. 蔬菜
（2）筐里有（ ）。（多选）
A. 苹果
B. 白菜
C. 梨
案例二：
磨坊的老李每天早上磨面。
根据上述材料，回答下列问题：
（1）磨面要用小麦。（判断）
（2）谈谈怎样让面粉更白。
参考答案
"""
KEYS = [("A",), ("A", "C"), (True,), ("多磨一遍。",)]


@pytest.mark.parametrize(
    "keys",
    [
        "案例一：（1）A （2）AC\n案例二：（1）√ （2）多磨一遍。",
        "案例一\n（1）A\n（2）AC\n案例二\n（1）√\n（2）多磨一遍。",
        "案例一：1.A 2.AC\n案例二：（1）√ （2）多磨一遍。",
        "案例一：（1）A；（2）AC\n案例二：（1）√；（2）多磨一遍。",
    ],
)
def test_keys_by_case_go_to_the_questions_of_their_case(keys):
    reading = read_text(PAPER + keys)
    assert [draft.answer for draft in reading.drafts] == KEYS
    assert [draft.passage for draft in reading.drafts] == [
        *["果园的老张把苹果和梨放在同一个筐里。"] * 2,
        *["磨坊的老李每天早上磨面。"] * 2,
    ]
