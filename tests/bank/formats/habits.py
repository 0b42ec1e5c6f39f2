# ruff: noqa: E501  (banks stand here as their authors typed them)
"""Banks as different hands write them, each with what is in it.

A habit is its name, the text, and for every question its type (single, multi, truth, fill,
short), the number of options and the answer.
"""

from typing import Any, NamedTuple


class Habit(NamedTuple):
    name: str
    text: str
    questions: tuple[tuple[str, int, Any], ...]


def single(letter: str, options: int = 4) -> tuple[str, int, Any]:
    return "single", options, (letter,) if letter else ()


def multi(letters: str, options: int = 4) -> tuple[str, int, Any]:
    return "multi", options, tuple(letters)


def truth(value: bool | None) -> tuple[str, int, Any]:
    return "truth", 0, () if value is None else (value,)


def fill(*blanks: str) -> tuple[str, int, Any]:
    return "fill", 0, tuple(tuple(blank.split("/")) for blank in blanks)


def short(text: str | None) -> tuple[str, int, Any]:
    return "short", 0, () if text is None else (text,)


FOUR = "A.甲\nB.乙\nC.丙\nD.丁\n"

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

TRUTHS = (
    *tuple(
        Habit(
            f"truth {right!r}",
            f"一、判断题\n1、党员可以退党。\n答案：{right}\n2、党员不用交党费。\n答案：{wrong}\n",
            (truth(True), truth(False)),
        )
        for right, wrong in (
            ("√", "×"),
            ("✓", "✗"),
            ("✔", "✘"),
            ("☑", "╳"),
            ("√", "x"),
            ("√", "X"),
            ("对", "错"),
            ("正确", "错误"),
            ("是", "否"),
            ("是", "非"),
            ("同意", "不同意"),
            ("T", "F"),
            ("True", "False"),
            ("Y", "N"),
            ("1", "0"),
            ("A", "B"),
            ("（√）", "（×）"),
            ("正确。", "错误，应当按月交纳。"),
        )
    ),
    Habit(
        "truth in brackets at the end",
        "判断题\n1、党员可以退党。（√）\n2、党员不用交党费。（ × ）\n3、党员有权选举（对）。\n4、入党不用介绍人（错）\n",
        (truth(True), truth(False), truth(True), truth(False)),
    ),
    Habit(
        "truth in brackets before",
        "三、判断题（正确的打“√”，错误的打“×”）\n（ √ ）1、党员可以退党。\n（ × ）2、党员不用交党费。\n",
        (truth(True), truth(False)),
    ),
    Habit(
        "truth after the number",
        "三、判断题\n1、（√）党员可以退党。\n2、（×）党员不用交党费。\n",
        (truth(True), truth(False)),
    ),
    Habit(
        "truth without a head",
        "1、党员可以退党。（√）\n2、党员不用交党费。（×）\n",
        (truth(True), truth(False)),
    ),
    Habit(
        "truth as options",
        "1、党员可以退党。（ ）\nA.正确\nB.错误\n答案：A\n2、党员不用交党费。\nA.对 B.错\n答案：B\n",
        (truth(True), truth(False)),
    ),
    Habit(
        "correction after a wrong one",
        "判断题\n1、党员不用交党费。（×）\n改正：党员应当按月交纳党费。\n2、党员可以退党。（√）\n",
        (truth(False), truth(True)),
    ),
    Habit(
        "truth unnumbered",
        "判断题\n党员可以退党。（√）\n党员不用交党费。（×）\n",
        (truth(True), truth(False)),
    ),
    Habit(
        "tag with key before the stem",
        "[是非][非]\n党员不用交党费。\n\n[是非][是]\n党员可以退党。\n",
        (truth(False), truth(True)),
    ),
)

FILLS = (
    *tuple(
        Habit(
            f"blanks {stem!r} {key!r}",
            f"填空题\n1、{stem}\n答案：{key}\n2、党的生日是____。\n答案：7月1日\n",
            (expected, fill("7月1日")),
        )
        for stem, key, expected in (
            ("党支部每届任期____年。", "五", fill("五")),
            ("党支部每届任期____年。", "五/5", fill("五/5")),
            ("党支部每届任期____年。", "五；5", fill("五/5")),
            ("党支部每届任期（ ）年。", "五", fill("五")),
            ("党支部每届任期__年。", "五", fill("五")),
            ("党支部每届任期\\_\\_\\_\\_年。", "五", fill("五")),
            ("坚持____和____。", "主体；监督", fill("主体", "监督")),
            ("坚持____和____。", "主体、监督", fill("主体", "监督")),
            ("坚持____和____。", "主体 监督", fill("主体", "监督")),
            ("坚持____和____。", "主体|监督", fill("主体", "监督")),
            ("坚持____、____和____。", "50|100|3", fill("50", "100", "3")),
            ("坚持____和____。", "(主体)(监督)", fill("主体", "监督")),
            ("坚持____和____。", "1.主体；2.监督", fill("主体", "监督")),
            ("坚持____和____。", "（1）主体（2）监督", fill("主体", "监督")),
            ("坚持____和____。", "①主体 ②监督", fill("主体", "监督")),
            ("坚持____和____。", "\n(1) 主体\n(2) 监督", fill("主体", "监督")),
            ("坚持____和____。", "主体/主要；监督", fill("主体/主要", "监督")),
            ("坚持（ ）和（ ）。", "主体，监督", fill("主体", "监督")),
        )
    ),
    Habit(
        "answers in the brackets",
        "一、填空题\n1.申请入党要经过（支部大会）通过和（上级党组织）批准。\n2.一大在（上海）召开。\n",
        (fill("支部大会", "上级党组织"), fill("上海")),
    ),
    Habit(
        "blanks without a head",
        "1.党支部每届任期____年。\n答案：五\n2.一大在____召开。\n答案：上海\n",
        (fill("五"), fill("上海")),
    ),
)

SHORTS = (
    Habit(
        "answers over many paragraphs with lists of their own",
        "四、简答题\n1.简述党员的义务。\n答：（1）认真学习；\n（2）执行决定；\n①按时参加；\n②按时交费。\n"
        "2.简述党员的权利。\n参考答案：\n1、参加会议。\n2、提出建议。\n3、选举。\n3.什么是党性？\n答案：是阶级性的集中表现。\n",
        (
            short("（1）认真学习；\n（2）执行决定；\n①按时参加；\n②按时交费。"),
            short("1、参加会议。\n2、提出建议。\n3、选举。"),
            short("是阶级性的集中表现。"),
        ),
    ),
    Habit(
        "key points",
        "五、论述题（每题10分）\n1、论述从严治党。\n要点：一是严肃纪律；\n二是严格监督。\n2、论述群众路线。\n答题要点：一切为了群众。\n",
        (short("一是严肃纪律；\n二是严格监督。"), short("一切为了群众。")),
    ),
    Habit(
        "terms",
        "名词解释\n1、三会一课\n答案：支部党员大会、支部委员会、党小组会和党课。\n2、两学一做\n答案：学党章党规。\n",
        (short("支部党员大会、支部委员会、党小组会和党课。"), short("学党章党规。")),
    ),
    Habit(
        "discussion with a bare truth is true or false, with reasons it is short",
        "三、辨析题\n1、党员不用交党费。\n答案：错误\n2、纪律严于法律。\n答案：正确。党员要遵守更严的要求。\n",
        (truth(False), short("正确。党员要遵守更严的要求。")),
    ),
    Habit(
        "without answers",
        "四、简答题\n1.简述党员的义务。\n2.简述党员的权利。\n",
        (short(None), short(None)),
    ),
)

KEY_AREAS = (
    *tuple(
        Habit(
            f"key area {area!r}",
            f"一、单选题\n1、党支部任期是（ ）。\n{FOUR}2、党章规定（ ）。\n{FOUR}"
            f"二、判断题\n1、党员可以退党。\n2、党员不用交党费。\n{area}\n",
            (single("B"), single("C"), truth(True), truth(False)),
        )
        for area in (
            "参考答案\n一、1.B 2.C\n二、1.√ 2.×",
            "参考答案：\n一、单选题\n1.B 2.C\n二、判断题\n1.对 2.错",
            "答案\n一、单选题\n1-2 BC\n二、判断题\n1-2 √×",
            "参考答案及解析\n一、单选题\n1.B 解析：见党章。\n2.C 解析：见条例。\n二、判断题\n1.√\n2.× 应按月交纳。",
            "参考答案\n单选题：1-2：BC\n判断题：1-2：√×",
            "附：参考答案\n一、单项选择题\n1、B\n2、C\n二、判断题\n1、正确\n2、错误",
            "标准答案\n一、单选题\n1.【答案】B\n【解析】见党章。\n2.【答案】C\n二、判断题\n1.【答案】√\n2.【答案】×",
        )
    ),
    Habit(
        "keys below each section",
        f"一、单选题\n1、党支部任期是（ ）。\n{FOUR}2、党章规定（ ）。\n{FOUR}答案：1-2 BC\n"
        "二、判断题\n1、党员可以退党。\n2、党员不用交党费。\n答案：1.√ 2.×\n",
        (single("B"), single("C"), truth(True), truth(False)),
    ),
    Habit(
        "keys below each section without a word",
        f"一、单选题\n1、党支部任期是（ ）。\n{FOUR}2、党章规定（ ）。\n{FOUR}1-2 BC\n"
        f"二、多选题\n1、党支部包括（ ）。\n{FOUR}2、党章包括（ ）。\n{FOUR}1.AB 2.CD\n",
        (single("B"), single("C"), multi("AB"), multi("CD")),
    ),
    Habit(
        "one numbering over all sections",
        f"一、单选题\n1、党支部任期是（ ）。\n{FOUR}二、多选题\n2、党支部包括（ ）。\n{FOUR}"
        "三、判断题\n3、党员可以退党。\n参考答案：\n1.B 2.ACD 3.√\n",
        (single("B"), multi("ACD"), truth(True)),
    ),
    Habit(
        "a second paper follows the keys of the first",
        f"一、单选题\n1、党支部任期是（ ）。\n{FOUR}2、党章规定（ ）。\n{FOUR}参考答案\n1.B 2.C\n"
        f"第二套\n一、单选题\n1、入党年龄是（ ）。\n{FOUR}2、预备期是（ ）。\n{FOUR}参考答案\n1.A 2.D\n",
        (single("B"), single("C"), single("A"), single("D")),
    ),
    Habit(
        "fill-in and short answers among the keys",
        "一、填空题\n1、任期____年。\n2、坚持____和____。\n二、简答题\n1、简述党员义务。\n"
        "参考答案\n一、填空题\n1. 五 2. 主体；监督\n二、简答题\n1. （1）学习；\n（2）执行。\n",
        (fill("五"), fill("主体", "监督"), short("（1）学习；\n（2）执行。")),
    ),
)

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

WHOLE_PAPERS = (
    Habit(
        "a printed exam with 第Ⅰ卷 and its keys at the end",
        (
            "2026年基层党务工作者纪律知识竞赛试题\n"
            "姓名：__________ 单位：__________ 得分：__________\n"
            "（满分100分，时间90分钟）\n"
            "注意事项：\n"
            "1、请用黑色签字笔答题。\n"
            "2、答案写在答题卡上。\n"
            "\n"
            "第Ⅰ卷（选择题 共60分）\n"
            "一、单项选择题（本大题共3小题，每小题2分，共6分。在每小题给出的四个选项中，只有一项是符合题目要求的）\n"
            "1．《中国共产党纪律处分条例》自（    ）起施行。\n"
            "A．2023年12月19日      B．2024年1月1日\n"
            "C．2024年7月1日        D．2018年10月1日\n"
            "2．党员受到警告处分（    ）内，不得提拔职务。\n"
            "A．半年   B．一年   C．一年半   D．二年\n"
            "3．对违犯党纪的党组织的纪律处理措施有（    ）种。\n"
            "A．一  B．二  C．三  D．四\n"
            "二、多项选择题（本大题共2小题，每小题3分，共6分）\n"
            "4．下列属于“六大纪律”的有（    ）。\n"
            "A．政治纪律  B．组织纪律\n"
            "C．廉洁纪律  D．生活纪律\n"
            "5．党的纪律处分工作应当坚持的原则有（    ）。\n"
            "A．坚持党要管党、全面从严治党\n"
            "B．党纪面前一律平等\n"
            "C．实事求是\n"
            "D．民主集中制\n"
            "E．惩前毖后、治病救人\n"
            "第Ⅱ卷（非选择题 共40分）\n"
            "三、填空题（每空1分，共3分）\n"
            "6．党的纪律处分种类：警告、________、撤销党内职务、________、开除党籍。\n"
            "7．党员受留党察看处分期间，没有________、选举权和被选举权。\n"
            "四、判断题（对的打“√”，错的打“×”，每小题1分，共2分）\n"
            "8．预备党员违犯党纪不受处分。（    ）\n"
            "9．党员有权申诉。（    ）\n"
            "五、简答题（共1小题，10分）\n"
            "10．简述“四种形态”的内容。\n"
            "六、案例分析题（20分）\n"
            "11．某村支部书记张某，利用职务便利为亲属谋利……\n"
            "问题：（1）张某违反了什么纪律？\n"
            "（2）应给予何种处分？\n"
            "\n"
            "参考答案及评分标准\n"
            "第Ⅰ卷\n"
            "一、单项选择题\n"
            "1．B 2．B 3．C\n"
            "二、多项选择题\n"
            "4．ABCD 5．ABCDE\n"
            "第Ⅱ卷\n"
            "三、填空题\n"
            "6．严重警告；留党察看 7．表决权\n"
            "四、判断题\n"
            "8．× 9．√\n"
            "五、简答题\n"
            "10．答：（1）经常开展批评和自我批评，约谈函询，让“红红脸、出出汗”成为常态；（3分）\n"
            "（2）党纪轻处分、组织调整成为违纪处理的大多数；（3分）\n"
            "（3）党纪重处分、重大职务调整的成为少数；（2分）\n"
            "（4）严重违纪涉嫌违法立案审查的成为极少数。（2分）\n"
            "六、案例分析题\n"
            "11．（1）廉洁纪律。\n"
            "（2）见条例第九十五条。\n"
        ),
        (
            single("B"),
            single("B"),
            single("C"),
            multi("ABCD"),
            multi("ABCDE", 5),
            fill("严重警告", "留党察看"),
            fill("表决权"),
            truth(False),
            truth(True),
            short(
                "（1）经常开展批评和自我批评，约谈函询，让“红红脸、出出汗”成为常态；（3分）\n（2）党纪轻处分、组织调整成为违纪处理的大多数；（3分）\n（3）党纪重处分、重大职务调整的成为少数；（2分）\n（4）严重违纪涉嫌违法立案审查的成为极少数。（2分）"
            ),
            short("（1）廉洁纪律。\n（2）见条例第九十五条。"),
        ),
    ),
    Habit(
        "copied from a quiz page, letters on lines of their own",
        (
            "1.单选题\n"
            "党的最高领导机关是党的全国代表大会和它所产生的（）。\n"
            "A\n"
            "中央政治局\n"
            "B\n"
            "中央委员会\n"
            "C\n"
            "中央书记处\n"
            "D\n"
            "中央纪委\n"
            "正确答案：B\n"
            "2.单选题\n"
            "党支部委员会每届任期是\n"
            "A\n"
            "二年\n"
            "B\n"
            "三年或五年\n"
            "C\n"
            "四年\n"
            "正确答案：B\n"
            "答案解析：\n"
            "党章第三十一条。\n"
            "3.判断题\n"
            "党员可以不交党费。\n"
            "正确答案：错误\n"
            "4.多选题\n"
            "党员权利包括\n"
            "A\n"
            "参加会议\n"
            "B\n"
            "提出建议\n"
            "C\n"
            "申诉\n"
            "正确答案：ABC\n"
        ),
        (
            single("B"),
            single("B", 3),
            truth(False),
            multi("ABC", 3),
        ),
    ),
    Habit(
        "typed by a clerk, heads without 题",
        (
            "一、选择题\n"
            "1. 中国共产党的根本宗旨是（C）\n"
            "A. 发展经济 B. 改革开放\n"
            "C. 全心全意为人民服务\n"
            "D. 依法治国\n"
            "2. 下列说法正确的是（ AB ）多选\n"
            "A. 党员必须履行义务\n"
            "B. 党员享有权利\n"
            "C. 党员可以不过组织生活\n"
            "二、判断\n"
            "1. 党员受到警告处分一年内不得在党内提升职务 ( √ )\n"
            "2. 受到撤销党内职务处分的党员，一年内不得在党内担任职务 ( × ) （应为二年）\n"
            "三、填空\n"
            "1. 党的思想路线是一切从实际出发，理论联系实际，________，在实践中检验真理和发展真理。（实事求是）\n"
            "2. 党的纪律是______的行为规则。答案：党的各级组织和全体党员必须遵守\n"
            "四、问答题\n"
            "1、党员的义务有哪些？\n"
            "答案要点：\n"
            "1.认真学习马克思列宁主义\n"
            "2.贯彻执行党的基本路线\n"
            "3.坚持党和人民的利益高于一切\n"
            "2、党的民主集中制的基本原则是什么？\n"
            "答：见党章第十条。\n"
        ),
        (
            single("C"),
            multi("AB", 3),
            truth(True),
            truth(False),
            fill("实事求是"),
            fill("党的各级组织和全体党员必须遵守"),
            short("1.认真学习马克思列宁主义\n2.贯彻执行党的基本路线\n3.坚持党和人民的利益高于一切"),
            short("见党章第十条。"),
        ),
    ),
    Habit(
        "everything labelled in boxes",
        (
            "【单选题】\n"
            "1、党徽党旗条例规定（  ）是党的象征和标志。\n"
            "A：党徽党旗\n"
            "B：党章\n"
            "C：党费\n"
            "D：党员\n"
            "【参考答案】A\n"
            "【答案解析】略\n"
            "【难度】易\n"
            "【分值】2\n"
            "【多选题】\n"
            "2、以下正确的是（  ）。\n"
            "A：甲\n"
            "B：乙\n"
            "C：丙\n"
            "【参考答案】A,B\n"
            "【判断题】\n"
            "3、党员要交党费。\n"
            "【参考答案】正确\n"
            "【填空题】\n"
            "4、入党誓词共____个字。\n"
            "【参考答案】80/八十\n"
            "【简答题】\n"
            "5、简述入党程序。\n"
            "【参考答案】递交申请、\n"
            "确定积极分子、\n"
            "发展对象、预备党员、转正。\n"
            "【解析】见细则\n"
        ),
        (
            single("A"),
            multi("AB", 3),
            truth(True),
            fill("80/八十"),
            short("递交申请、\n确定积极分子、\n发展对象、预备党员、转正。"),
        ),
    ),
    Habit(
        "keys of each section as ranges",
        (
            "单选题：\n"
            "1、问题一（ ）\n"
            " A、甲   B、乙  C、丙\n"
            "2、问题二（ ）\n"
            " A、甲   B、乙  C、丙\n"
            "3、问题三（ ）\n"
            " A、甲   B、乙  C、丙\n"
            "答案：\n"
            "1-3：ABC\n"
            "\n"
            "多选题：\n"
            "1、问题四（ ）\n"
            " A、甲   B、乙  C、丙\n"
            "2、问题五（ ）\n"
            " A、甲   B、乙  C、丙\n"
            "答案：1、AB  2、ABC\n"
            "\n"
            "判断题：\n"
            "1、陈述一。\n"
            "2、陈述二。\n"
            "3、陈述三。\n"
            "答案：1-3：√××\n"
        ),
        (
            single("A", 3),
            single("B", 3),
            single("C", 3),
            multi("AB", 3),
            multi("ABC", 3),
            truth(True),
            truth(False),
            truth(False),
        ),
    ),
    Habit(
        "four hands in one file",
        (
            "题目1\n"
            "发展党员工作的方针不包括？\n"
            "A. 控制总量\n"
            "B. 优化结构\n"
            "C. 提高质量\n"
            "D. 扩大规模\n"
            "正确答案：D\n"
            "题目2\n"
            "预备党员的预备期为（）\n"
            "A. 半年\n"
            "B. 一年\n"
            "C. 二年\n"
            "正确答案：B\n"
            "解析：党章第七条规定，1.预备期为一年。2.可延长。\n"
            "\n"
            "3、党员如果没有正当理由，连续（ ）个月不参加党的组织生活，就被认为是自行脱党。\n"
            "A.3 B.6 C.9 D.12\n"
            "【答案】B\n"
            "4 党组织讨论决定问题，必须执行（ ）的原则\n"
            "A.少数服从多数 B.个人服从组织\n"
            "答案：A\n"
        ),
        (
            single("D"),
            single("B", 3),
            single("B"),
            single("A", 2),
        ),
    ),
    Habit(
        "one question to a line",
        (
            "党规党纪测试\n"
            "1.党纪处分条例共（ ）条。\u3000A.133\u3000B.142\u3000C.158\u3000D.178\u3000\u3000\u3000答案：C\n"
            "2.处分条例分（ ）编。\u3000A.二\u3000B.三\u3000C.四\u3000答案：B\n"
            "3.（多选）下列属于处分种类的是（ ）\u3000A.警告\u3000B.记过\u3000C.留党察看\u3000D.开除党籍\u3000答案：ACD\n"
            "4.警告影响期是一年。（ ）\u3000答案：对\n"
            "5.党员必须遵守____。\u3000答案：党纪国法\n"
        ),
        (
            single("C"),
            single("B", 3),
            multi("ACD"),
            truth(True),
            fill("党纪国法"),
        ),
    ),
    Habit(
        "keys in columns at the end",
        (
            "一、单选题\n"
            "\n"
            "1. 题目甲甲甲是（ ）\n"
            "A. 一\n"
            "B. 二\n"
            "2. 题目乙乙乙是（ ）\n"
            "A. 一\n"
            "B. 二\n"
            "\n"
            "二、多选题\n"
            "\n"
            "1. 题目丙丙丙是（ ）\n"
            "A. 一\n"
            "B. 二\n"
            "C. 三\n"
            "\n"
            "答案\n"
            "单选：\n"
            "1 A\n"
            "2 B\n"
            "多选：\n"
            "1 AC\n"
        ),
        (
            single("A", 2),
            single("B", 2),
            multi("AC", 3),
        ),
    ),
    Habit(
        "Markdown with check boxes",
        (
            "# 党纪题库\n"
            "\n"
            "## 一、单选题\n"
            "\n"
            "**1. 党的纪律是（ ）？**\n"
            "\n"
            "- [ ] A. 甲\n"
            "- [x] B. 乙\n"
            "- [ ] C. 丙\n"
            "\n"
            "**答案：B**\n"
            "\n"
            "> 解析：乙\n"
            "\n"
            "**2. 下面的是（ ）？**\n"
            "\n"
            "A. 甲  \n"
            "B. 乙  \n"
            "C. 丙  \n"
            "\n"
            "**正确答案：** C\n"
            "\n"
            "## 二、判断题\n"
            "\n"
            "1. 党员要守纪律。 **（√）**\n"
            "2. 党员可以不守纪律。 **答案：** ×\n"
            "\n"
        ),
        (
            single("B", 3),
            single("C", 3),
            truth(True),
            truth(False),
        ),
    ),
    Habit(
        "a semicolon run, tags with points, truths in every place",
        (
            "一、单项选择题\n"
            "1.党的中央纪委设在哪里?\n"
            "A北京;B上海;C天津;D重庆\n"
            "答案:A\n"
            "2.以下正确的是?（单选题，2分）\n"
            "①甲②乙③丙④丁\n"
            "A. ①② B. ②③ C. ③④ D. ①④\n"
            "答案：C\n"
            '3.下列哪项不属于"四个意识"?\n'
            "(A) 政治意识 (B) 大局意识 (C) 核心意识 (D) 自由意识    [答案] D\n"
            "二、判断题\n"
            "1.党的领导是全面的。(对)\n"
            "2、党组可以由党员选举产生。 ×\n"
            "3、（  ×  ）党费可以不交。\n"
            "4. 领导干部要报告个人事项  答案：√\n"
            "三、不定项选择题\n"
            "1.包括（  ）\n"
            "A.甲 B.乙 C.丙\n"
            "答案：A\n"
            "2.包括（  ）\n"
            "A.甲 B.乙 C.丙\n"
            "答案：ABC\n"
        ),
        (
            single("A"),
            single("C"),
            single("D"),
            truth(True),
            truth(False),
            truth(False),
            truth(True),
            single("A", 3),
            multi("ABC", 3),
        ),
    ),
    Habit(
        "wrapped stems, letters in the text, numbered explanations",
        (
            "1. 关于党的建设，下列说法中正确的是（    ）\n"
            "A. 甲\n"
            "B. 乙\n"
            "C. 丙\n"
            "D. 丁\n"
            "答案：A\n"
            "难度：简单\n"
            "知识点：党的建设\n"
            "依据：《中国共产党章程》总纲\n"
            "\n"
            "2. 党组织对违犯党纪的党员，\n"
            "应当本着惩前毖后、治病救人的精神，\n"
            "按照错误性质和情节轻重，给以批评教育（  ）。\n"
            "A. 直至纪律处分\n"
            "B. 不处理\n"
            "答案：A\n"
            "\n"
            "3. 关于A级景区和B级单位的说法，正确的是（ ）\n"
            "A. A级优于B级\n"
            "B. B级优于A级\n"
            "C. 没有可比性，A、B都对\n"
            "答案：C\n"
            "解析：1、A级与B级是不同系列；\n"
            "2、没有可比性；\n"
            "3、所以选C。\n"
            "4. 下列年份中，（ ）年召开了党的二十大。\n"
            "A. 2012\n"
            "B. 2017\n"
            "C. 2022\n"
            "答案：C\n"
            "5. 圆周率约为3.14，下列大于它的是（ ）。\n"
            "A. 3.1\n"
            "B. 3.2\n"
            "答案：B\n"
        ),
        (
            single("A"),
            single("A", 2),
            single("C", 3),
            single("C", 3),
            single("B", 2),
        ),
    ),
    Habit(
        "keys in the stem and answers in the blanks",
        (
            "多选题\n"
            "1、党的作风包括哪些（ABD ）。\n"
            "A、理论联系实际；B、密切联系群众；C、大吃大喝；D、批评与自我批评。\n"
            "2、党员的先锋模范作用体现在(A、B、C)\n"
            "A、生产 B、工作 C、学习 D、享受\n"
            "填空题\n"
            "1、党的基层组织是党在社会基层组织中的（战斗堡垒），是党的全部工作和（战斗力）的基础。\n"
            "2、党支部书记每届任期___年。 答案: 3或5\n"
            "简答\n"
            "1. 什么是主题党日？\n"
            "答：每月固定一天，\n"
            "组织党员集中学习、过组织生活。\n"
            "2. 党费标准？\n"
            "答：见规定。\n"
        ),
        (
            multi("ABD"),
            multi("ABC"),
            fill("战斗堡垒", "战斗力"),
            fill("3或5"),
            short("每月固定一天，\n组织党员集中学习、过组织生活。"),
            short("见规定。"),
        ),
    ),
    Habit(
        "questions and answers",
        (
            "党员应知应会知识100题（问答）\n"
            "\n"
            "1. 问：党的性质是什么？\n"
            "答：中国共产党是中国工人阶级的先锋队，同时是中国人民和中华民族的先锋队。\n"
            "\n"
            "2. 问：党的宗旨是什么？\n"
            "答：全心全意为人民服务。\n"
            "\n"
            "3. 问：入党誓词是什么？\n"
            "答：我志愿加入中国共产党，\n"
            "拥护党的纲领……\n"
        ),
        (
            short("中国共产党是中国工人阶级的先锋队，同时是中国人民和中华民族的先锋队。"),
            short("全心全意为人民服务。"),
            short("我志愿加入中国共产党，\n拥护党的纲领……"),
        ),
    ),
    Habit(
        "tab-parted rows without a head",
        (
            "单选题\t党支部每届任期\tA.三年\tB.五年\tC.三至五年\tD.二年\tC\n"
            "单选题\t党员的义务有几条\tA.六\tB.七\tC.八\tD.九\tC\n"
            "判断题\t党员要交党费\t正确\t错误\t\t\tA\n"
        ),
        (
            single("C"),
            single("C"),
            truth(True),
        ),
    ),
    Habit(
        "CSV without a head",
        (
            "中国共产党成立于哪一年,1919,1920,1921,1922,C\n"
            "党的生日是哪天,7月1日,8月1日,10月1日,5月4日,A\n"
            "党支部由谁选举产生,党员大会,县委,乡镇党委,村委会,A\n"
        ),
        (
            single("C"),
            single("A"),
            single("A"),
        ),
    ),
    Habit(
        "keys of all below the last question",
        (
            "1.党员（  ）有正当理由，连续六个月不参加组织生活。 A.没有 B.有 C.可以 D.必须\n"
            "2.党的最高权力机关是（  ）。 A.全国代表大会 B.中央委员会 C.政治局 D.书记处\n"
            "3.民主集中制是（  ）。 A.根本组织原则 B.领导原则 C.工作方法 D.纪律\n"
            "\n"
            "答案：1.A\n"
            "2.A\n"
            "3.A\n"
        ),
        (
            single("A"),
            single("A"),
            single("A"),
        ),
    ),
    Habit(
        "keys by chapter",
        (
            "第一章 总则\n"
            "一、单选题\n"
            "1、甲题干（ ）\n"
            "A.一 B.二 C.三\n"
            "2、乙题干（ ）\n"
            "A.一 B.二 C.三\n"
            "二、判断题\n"
            "1、丙陈述。\n"
            "2、丁陈述。\n"
            "第二章 党员\n"
            "一、单选题\n"
            "1、戊题干（ ）\n"
            "A.一 B.二 C.三\n"
            "二、判断题\n"
            "1、己陈述。\n"
            "\n"
            "参考答案\n"
            "第一章 总则\n"
            "一、单选题\n"
            "1.A 2.B\n"
            "二、判断题\n"
            "1.√ 2.×\n"
            "第二章 党员\n"
            "一、单选题\n"
            "1.C\n"
            "二、判断题\n"
            "1.√\n"
        ),
        (
            single("A", 3),
            single("B", 3),
            truth(True),
            truth(False),
            single("C", 3),
            truth(True),
        ),
    ),
    Habit(
        "every field in a box",
        (
            "【题型】单选题\n"
            "【题干】党支部的战斗堡垒作用是（ ）。\n"
            "【选项】A.甲 B.乙 C.丙 D.丁\n"
            "【答案】B\n"
            "【解析】无\n"
            "【题型】判断题\n"
            "【题干】党员要守规矩。\n"
            "【答案】正确\n"
        ),
        (
            single("B"),
            truth(True),
        ),
    ),
)

HABITS = (
    *NUMBERS,
    *OPTION_MARKS,
    *KEYS,
    *IN_STEM,
    *MANY,
    *TRUTHS,
    *FILLS,
    *SHORTS,
    *KEY_AREAS,
    *SHAPES,
    *WHOLE_PAPERS,
)
