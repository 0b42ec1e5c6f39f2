# ruff: noqa: E501  (banks stand here as their authors typed them)
"""How hands arrange a bank."""

from tests.bank.formats.habits.habit import FOUR, Habit, multi, short, single, truth

SHAPES = (
    Habit(
        "unnumbered, parted by blank lines",
        f"党支部任期是（ ）。\n{FOUR}答案：B\n\n党章规定（ ）。\n{FOUR}答案：C\n",
        (single("B"), single("C")),
    ),
    Habit(
        "tag and key before the stem",
        "[单选] [C]\n党支部任期是（）\n[A] 甲\n[B] 乙\n[C] 丙\n[D] 丁\n\n[多选][AB]\n党章规定（）\n[A] 甲\n[B] 乙\n[C] 丙\n",
        (single("C"), multi("AB", 3)),
    ),
    Habit(
        "tags after the options",
        f"1、党支部任期是（ ）。\n{FOUR}_[单选]_\n答案：B\n2、党支部包括（ ）。\n{FOUR}_[多选]_\n答案：AB\n",
        (single("B"), multi("AB")),
    ),
    Habit(
        "numbers restart in every section",
        f"一、单选题\n1、任期是（ ）。\n{FOUR}答案：B\n二、多选题\n1、包括（ ）。\n{FOUR}答案：AB\n三、判断题\n1、可以退党。\n答案：√\n",
        (single("B"), multi("AB"), truth(True)),
    ),
    Habit(
        "all on one line",
        "一、单选题1.任期是()。A.甲B.乙C.丙D.丁答案:B解析:见党章。2.规定是()。A.甲B.乙C.丙D.丁答案:C解析:见条例。",
        (single("B"), single("C")),
    ),
    Habit(
        "glued to the next number",
        "01任期是()。A、甲B、乙C、丙D、丁答案C021921年召开的是()。A、甲B、乙C、丙D、丁答案B",
        (single("C"), single("B")),
    ),
    Habit(
        "the next question on the line of the last option",
        "1.任期是（B）\nA.甲 B.乙\nC.丙 D.丁 2.规定是（C）\nA.甲 B.乙\nC.丙 D.丁\n",
        (single("B"), single("C")),
    ),
    Habit(
        "stem and options on one line",
        "1.任期是（ ）A.甲 B.乙 C.丙 D.丁\n答案：B\n2.规定是（ ）A、甲 B、乙 C、丙 D、丁\n答案：C\n",
        (single("B"), single("C")),
    ),
    Habit(
        "right option ticked",
        "1.任期是（ ）\nA.甲\n√B.乙\nC.丙\nD.丁\n2.规定是（ ）\nA.甲\nB.乙\nC.丙 √\nD.丁\n",
        (single("B"), single("C")),
    ),
    Habit(
        "right option ticked with a v",
        "1.任期是（ ）\nA.甲\nv B.乙\nC.丙\nD.丁\n",
        (single("B"),),
    ),
    Habit(
        "options without letters",
        "1.任期是（ ）。\n甲甲\n乙乙\n丙丙\n丁丁\n答案：B\n2.规定是（ ）。\n甲甲\n乙乙\n丙丙\n丁丁\n答案：C\n",
        (single("B"), single("C")),
    ),
    Habit(
        "tag on the number's line, stem below",
        f"第1题 单选题 (2分)\n任期是（ ）。\n{FOUR}正确答案：B\n第2题 多选题 (2分)\n包括（ ）。\n{FOUR}正确答案：AB\n",
        (single("B"), multi("AB")),
    ),
    Habit(
        "instructions before the questions",
        f"注意事项\n1、答题前写姓名。\n2、不得作弊。\n姓名____ 单位____\n一、单选题\n1、任期是（ ）。\n{FOUR}答案：B\n",
        (single("B"),),
    ),
    Habit(
        "explanations with numbered lists",
        f"1.任期是（ ）。\n{FOUR}答案：B\n解析：1.党章规定；\n2.条例规定。\n2.规定是（ ）。\n{FOUR}答案：C\n",
        (single("B"), single("C")),
    ),
    Habit(
        "explanations that go through the options",
        f"1.任期是（ ）。\n{FOUR}答案：B\n解析：\nA.错，不是。\nB.对。\nC项错误。\n2.规定是（ ）。\n{FOUR}答案：C\n",
        (single("B"), single("C")),
    ),
    Habit(
        "sub-questions in brackets stay in the stem",
        "一、案例分析题\n1.某党员违纪。\n（1）应受什么处分？\n（2）为什么？\n参考答案：（1）警告。\n（2）见条例。\n2.某支部换届。\n问：程序是什么？\n答：选举。\n",
        (short("（1）警告。\n（2）见条例。"), short("选举。")),
    ),
    Habit(
        "eight options",
        "1.包括（ ）。\nA.甲\nB.乙\nC.丙\nD.丁\nE.戊\nF.己\nG.庚\nH.辛\n答案：AH\n",
        (multi("AH", 8),),
    ),
    Habit(
        "typed 单选 but two keys",
        f"一、单选题\n1、包括（ ）。\n{FOUR}答案：BD\n",
        (multi("BD"),),
    ),
    Habit(
        "page marks between",
        f"1.任期是（ ）。\n{FOUR}答案：B\n第 1 页 共 2 页\n2.规定是（ ）。\n{FOUR}答案：C\n",
        (single("B"), single("C")),
    ),
    Habit(
        "two blank lines and stray blanks",
        "  1 、 任期是（   ）。 \n\n\n   A . 甲 \n  B . 乙 \n C . 丙 \n\n 答案 ： B \n\n\n 2 、规定是（ ）。\nA.甲\nB.乙\n答案：A\n",
        (single("B", 3), single("A", 2)),
    ),
    Habit(
        "Markdown with the right option in bold",
        "1. 任期是\\_\\_\\_\\_。\n\n- 甲\n- **乙**\n- 丙\n\n2. 规定是\\_\\_\\_\\_。\n\n- **甲**\n- 乙\n- 丙\n",
        (single("B", 3), single("A", 3)),
    ),
    Habit(
        "Markdown table",
        "|题干|A|B|C|答案|\n|---|---|---|---|---|\n|任期是（ ）|甲|乙|丙|B|\n|规定是（ ）|甲|乙|丙|**C**|\n",
        (single("B", 3), single("C", 3)),
    ),
    Habit(
        "CSV in a text file",
        "题干,选项A,选项B,答案\n任期是（ ）,甲,乙,B\n规定是（ ）,甲,乙,A\n",
        (single("B", 2), single("A", 2)),
    ),
    Habit(
        "chapters with their own heads",
        f"第一章 总则\n一、单选题\n1、任期是（ ）。\n{FOUR}答案：B\n第二章 党员\n一、单选题\n1、规定是（ ）。\n{FOUR}答案：C\n二、判断题\n1、可以退党。（√）\n",
        (single("B"), single("C"), truth(True)),
    ),
    Habit(
        "ruled chapter heads",
        f"--- 《中国共产党章程》 ---\n1、任期是（ ）。\n{FOUR}答案：B\n",
        (single("B"),),
    ),
    Habit(
        "questions about numbers",
        f"1.1921年7月召开的是（ ）。\n{FOUR}答案：B\n2.2026年是（ ）。\n{FOUR}答案：C\n3.1949年10月1日是（ ）。\n{FOUR}答案：D\n",
        (single("B"), single("C"), single("D")),
    ),
    Habit(
        "labels in front of everything",
        "题目：任期是（ ）。\n选项：A.甲 B.乙 C.丙 D.丁\n答案：B\n题目：规定是（ ）。\n选项：A.甲 B.乙 C.丙 D.丁\n答案：C\n",
        (single("B"), single("C")),
    ),
)
