"""More whole papers as they are printed."""

from tests.bank.formats.habits.habit import Habit, fill, multi, short, single, truth

MORE_PAPERS = (
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
