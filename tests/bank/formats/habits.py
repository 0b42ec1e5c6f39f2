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
)
