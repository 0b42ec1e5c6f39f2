# ruff: noqa: E501  (banks stand here as their authors typed them)
"""How hands write true/false, fill-in and short questions, and areas of keys."""

from tests.bank.formats.habits.habit import FOUR, Habit, fill, multi, short, single, truth

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
