# ruff: noqa: E501  (banks stand here as their authors typed them)
"""How hands number questions, mark options and give keys."""

from tests.bank.formats.habits.habit import FOUR, Habit, multi, single

NUMBERS = tuple(
    Habit(
        f"number {first!r}",
        f"{first}党支部每届任期是（ ）。\n{FOUR}答案：B\n{second}党章规定的是（ ）。\n{FOUR}答案：C\n",
        (single("B"), single("C")),
    )
    for first, second in (
        ("1、", "2、"),
        ("1.", "2."),
        ("1．", "2．"),
        ("（1）", "（2）"),
        ("(1)", "(2)"),
        ("1)", "2)"),
        ("1 ", "2 "),
        ("01", "02"),
        ("第1题 ", "第2题 "),
        ("第1题：", "第2题："),
        ("第一题、", "第二题、"),
        ("### 第1题\n", "### 第2题\n"),
        ("1、1.", "2、2."),
        ("题目1：", "题目2："),
        ("【1】", "【2】"),
        ("1：", "2："),
        ("47、", "48、"),
        ("1.（单选）", "2.（单选）"),
        ("1【单选题】", "2【单选题】"),
        ("【1-单选题】\n", "【2-单选题】\n"),
        ("１．", "２．"),
        ("1.2021年，", "2.2022年，"),
        ("1. [第一章] ", "2. [第一章] "),
    )
)

OPTION_MARKS = tuple(
    Habit(
        f"options {name}",
        f"1、党支部每届任期是（ ）。\n{options}\n答案：B\n2、党章规定的是（ ）。\n{options}\n答案：C\n",
        (single("B"), single("C")),
    )
    for name, options in (
        ("dot", "A.甲\nB.乙\nC.丙\nD.丁"),
        ("dunhao", "A、甲\nB、乙\nC、丙\nD、丁"),
        ("full-width dot", "A．甲\nB．乙\nC．丙\nD．丁"),
        ("full-width letters", "Ａ．甲\nＢ．乙\nＣ．丙\nＤ．丁"),
        ("round brackets", "(A)甲\n(B)乙\n(C)丙\n(D)丁"),
        ("full-width brackets", "（A）甲\n（B）乙\n（C）丙\n（D）丁"),
        ("square brackets", "[A] 甲\n[B] 乙\n[C] 丙\n[D] 丁"),
        ("half bracket", "A) 甲\nB) 乙\nC) 丙\nD) 丁"),
        ("colon", "A：甲\nB：乙\nC：丙\nD：丁"),
        ("blank", "A 甲\nB 乙\nC 丙\nD 丁"),
        ("nothing", "A甲\nB乙\nC丙\nD丁"),
        ("list with colon", "- A: 甲\n- B: 乙\n- C: 丙\n- D: 丁"),
        ("list with dot", "- A. 甲\n- B. 乙\n- C. 丙\n- D. 丁"),
        ("small letters", "a.甲\nb.乙\nc.丙\nd.丁"),
        ("four on a line, blanks", "A.甲    B.乙    C.丙    D.丁"),
        ("four on a line, one blank", "A.甲 B.乙 C.丙 D.丁"),
        ("four on a line, tabs", "A.甲\tB.乙\tC.丙\tD.丁"),
        ("four on a line, wide blanks", "A、甲　B、乙　C、丙　D、丁"),
        ("four on a line, nbsp", "A、甲\u00a0\u00a0B、乙\u00a0\u00a0C、丙\u00a0\u00a0D、丁"),
        ("two on a line", "A.甲  B.乙\nC.丙  D.丁"),
        ("run together", "A.甲B.乙C.丙D.丁"),
        ("sloppy", "A 甲 . B.乙C. 丙 D. 丁"),
        ("numbers inside", "A.1.5%\nB.2.5%\nC.3.5%\nD.4.5%"),
        ("look like heads", "A.三\nB.四\nC.五\nD.六"),
        ("long ones wrapped", "A.甲甲甲甲\n甲甲\nB.乙乙\nC.丙丙\nD.丁丁"),
        ("letters inside", "A.维生素B、维生素C\nB.维生素C、D\nC.维生素D\nD.都不是"),
        ("blank lines between", "A.甲\n\nB.乙\n\nC.丙\n\nD.丁\n"),
    )
)

KEYS = tuple(
    Habit(
        f"key {key!r}",
        f"1、党支部每届任期是（ ）。\n{FOUR}{key}\n2、党章规定的是（ ）。\n{FOUR}{key}\n",
        (single("B"), single("B")),
    )
    for key in (
        "【答案】B",
        "【答案】:B",
        "【答案】：B",
        "答案：B",
        "答案:B",
        "答案 B",
        "答案B",
        "正确答案：B",
        "正确答案 B",
        "正确答案是：B",
        "正确答案为B",
        "——正确答案：B",
        "参考答案：B",
        "标准答案：B",
        "> 答案：B",
        "**答案：B**",
        "答案：Ｂ",
        "答案：b",
        "答案：（B）",
        "答案： B 。",
        "【正确答案】 B",
        "答：B",
        "[答案] B",
        "本题答案：B",
        "B",
        "答案：B.乙",
        "答案：B 解析：见党章第三条。",
        "答案：B\n解析：A选项是错的，正确答案为B。",
        "答案：B\n【解析】见党章。\n【难度】易\n【知识点】党章",
        "答案：B\n难度：中\n依据：《中国共产党章程》第三条",
        "我的答案：A\n正确答案：B",
        "本题得分： 1 分\n正确答案： B",
    )
)

IN_STEM = tuple(
    Habit(
        f"key in stem {stem!r}",
        f"1、{stem}\n{FOUR}2、{stem}\n{FOUR}",
        (expected, expected),
    )
    for stem, expected in (
        ("党支部每届任期是（ B ）。", single("B")),
        ("党支部每届任期是(B)", single("B")),
        ("党支部每届任期是（Ｂ）。", single("B")),
        ("由(B)提出党支部任期", single("B")),
        ("党支部包括（ABC）。", multi("ABC")),
        ("党支部包括（ A、C ）。", multi("AC")),
        ("党支部包括（A,B,D）", multi("ABD")),
        ("党支部包括（A B D）", multi("ABD")),
        ("党支部每届任期是____B____。", single("B")),
        ("党支部每届任期是（  ）。B", single("B")),
        ("党支部每届任期是[单选题][答案: B][分值: 5]", single("B")),
        ("党支部每届任期是 【单选题】（1分）【答案】B", single("B")),
    )
)

MANY = tuple(
    Habit(
        f"several letters {key!r}",
        f"1、党支部包括（ ）。\n{FOUR}答案：{key}\n",
        (multi("ACD"),),
    )
    for key in (
        "ACD",
        "A,C,D",
        "A、C、D",
        "A;C;D",
        "A；C；D",
        "A C D",
        "A┋C┋D",
        "A|C|D",
        "A/C/D",
        "acd",
        "ＡＣＤ",
        "DCA",
        "A，C，D",
        "A和C和D",
    )
)
