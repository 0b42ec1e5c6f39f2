"""What the columns of a question table, or the keys of a JSON record, mean."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from dongan_training.bank.numerals import number_in
from dongan_training.sheets.headings import plain_heading

MEANINGS: dict[str, tuple[str, ...]] = {
    "stem": (
        *(
            "题干",
            "表述",
            "题目",
            "问题",
            "试题",
            "试题内容",
            "题目内容",
            "问题描述",
            "试题题干",
            "题干内容",
        ),
        *("考题", "考题内容", "试题题目", "题目正文", "题文", "考试题目", "题干描述"),
        *(
            "题目题干",
            "试题描述",
            "题目描述",
            "题目名称",
            "试题名称",
            "问题内容",
            "内容",
            "试题正文",
        ),
        *(
            "questioncontent",
            "question",
            "stem",
            "text",
            "title",
            "content",
            "timu",
            "tigan",
            "questiontitle",
            "subject",
            "q",
            "ques",
        ),
        *(
            "prompt",
            "statement",
            "题",
            "题目及选项",
            "试题及选项",
            "题干及选项",
            "题目和选项",
            "题目与选项",
            "试题和选项",
        ),
        *("questiontext", "questiondescription", "questionname", "questiondesc"),
        *("questionstem", "题面", "名称", "试题标题", "题目标题", "标题"),
    ),
    "type": (
        *("题型", "类型", "试题类型", "题目类型", "题型名称", "题类", "试题题型", "题目题型"),
        *(
            "questiontype",
            "type",
            "typename",
            "kind",
            "tixing",
            "qtype",
            "题型类型",
            "试题类别",
            "题目类别",
            "题型类别",
        ),
    ),
    "key": (
        *(
            "答案",
            "正误",
            "正确答案",
            "标准答案",
            "参考答案",
            "试题答案",
            "题目答案",
            "正确选项",
            "正确项",
        ),
        *(
            "questionanswer",
            "answer",
            "answers",
            "key",
            "correct",
            "correctanswer",
            "rightanswer",
            "ans",
            "rightkey",
            "daan",
        ),
        *(
            "correctanswers",
            "rightanswers",
            "correctoption",
            "correctoptions",
            "correctindex",
            "answerindex",
            "correctanswerindex",
            "answerids",
            *("正解", "答案内容", "正确答案内容", "答案文本", "response", "true"),
            "答案选项",
            "问题答案",
            "正确的答案",
            "标准选项",
            "参考选项",
            "正确答案选项",
            "正确选项序号",
            "正确序号",
            "答案序号",
            "标答",
            "标准",
            "正答",
        ),
    ),
    "explanation": (
        *(
            "解析",
            "说明",
            "提示",
            "答案解析",
            "试题解析",
            "题目解析",
            "解释",
            "详解",
            "答案说明",
            "试题分析",
        ),
        *(
            "questionexplain",
            "explain",
            "explanation",
            "analysis",
            "analyze",
            "jiexi",
            "解题思路",
            "答题解析",
            "备注",
        ),
    ),
    "chapter": (
        *(
            "章节",
            "知识点",
            "所属章节",
            "章节名称",
            "章",
            "分类",
            "题目分类",
            "试题分类",
            "知识点名称",
        ),
        *("知识点一级", "知识点二级", "知识点三级", "知识点四级", "知识点五级", "知识点六级"),
        *("一级知识点", "二级知识点", "三级知识点", "chapter", "category", "knowledge", "单元"),
    ),
    "tags": ("标签", "tag", "tags", "关键字", "关键词"),
    "shelf": ("目录", "类别", "专业", "所属题库", "题库"),  # a chapter where there is no other
    "marking": ("评分标准", "评分要点", "评分细则", "采分点", "得分点", "marking", "rubric"),
    "passage": ("材料", "材料内容", "阅读材料", "背景材料", "案例", "案例材料", "passage"),
    "difficulty": (
        "难度",
        "难易度",
        "难易程度",
        "难度系数",
        "难度等级",
        "试题难度",
        "difficulty",
        "level",
    ),
    "points": (
        "分值",
        "分数",
        "得分",
        "单空分数",
        "题目分值",
        "试题分值",
        "points",
        "score",
        "默认分值",
    ),
    "citation": (
        *(
            "依据",
            "出处",
            "来源",
            "试题依据",
            "法规依据",
            "题目依据",
            "参考依据",
            "命题依据",
            "政策依据",
        ),
        *("出题依据", "命题来源", "文件依据", "制度依据", "依据条款", "依据条文", "法条"),
        *("条款", "citation", "source", "试题来源", "题目来源", "条文", "引用"),
    ),
    "page": ("页码",),
    "right": ("对", "正确", "√", "是"),  # ticked columns of a sheet of statements
    "wrong": ("错", "错误", "×", "否"),
    "number": (
        "序号",
        "题号",
        "编号",
        "试题编号",
        "题目编号",
        "id",
        "no",
        "number",
        "题目序号",
        "试题序号",
    ),
    "section": ("section", "大题"),
    "options": (
        *(
            "选项",
            "备选项",
            "选项内容",
            "备选答案",
            "可选项",
            "试题选项",
            "题目选项",
            "全部选项",
            "选项列表",
            "候选项",
            "选项集",
        ),
        *(
            "optioncontent",
            "options",
            "option",
            "choices",
            "answerlist",
            "answeroptions",
            "questionoptions",
            "optionlist",
            "items",
            "xuanxiang",
        ),
    ),
    "count": ("选项数", "选项个数", "选项数量"),
}
FIELD_OF = {heading: name for name, headings in MEANINGS.items() for heading in headings}

PICKED = (
    *("stem", "number", "key", "options", "type", "explanation", "points", "difficulty"),
    *("section", "citation", "page", "shelf", "tags", "marking", "passage"),
)

OPTION = re.compile(
    r"(?:试题|题目)?(?:答案选项|备选答案|备选项|选择项|选项|答案|option|choice)?([a-l])(?:项目|选项|项|答案|\))?"
)
OPTION_COUNTED = re.compile(r"(?:备选项|选项|option|choice)(\d{1,2}|[一二三四五六七八九十])")
BLANK = re.compile(
    r"(?:填空答案|填空|空格|空|答案空|第)(\d{1,2}|[一二三四五六七八九十])(?:空|答案)?"
)
WRONG = re.compile(
    r"(?:干扰项|干扰选项|干扰答案|错误选项|错误答案|错误项|(?:incorrect|wrong)(?:answer|option|choice)?s?)"
    r"(?:\d{1,2}|[一二三四五六七八九])?"
)
FLAG = re.compile(
    r"(?:选项|option)?([a-l])(?:选项|项)?(?:是否正确|是否答案|iscorrect)|iscorrect([a-l])"
)
LETTERS = "abcdefghijkl"
STEMS = "甲乙丙丁戊己庚辛"
ANSWER_COUNTED = re.compile(r"(?:答案|answer)(\d{1,2})")
LONGEST_HEADING = 40
LOOSE = ("subject", "title", "标题")  # name the question where no other head does


@dataclass(slots=True)
class Columns:
    """Which column holds what; several may hold options, blanks and chapters."""

    fields: dict[str, int] = field(default_factory=dict)
    options: dict[int, int] = field(default_factory=dict)  # place of the option → column
    blanks: dict[int, int] = field(default_factory=dict)
    wrongs: list[int] = field(default_factory=list)  # 干扰项: wrong options beside the right one
    flags: dict[int, int] = field(default_factory=dict)  # place of the option → 是否正确
    chapters: list[int] = field(default_factory=list)
    unknown: dict[int, str] = field(default_factory=dict)
    answers: int = -1  # a column that is called answers
    english: bool = False
    counted: bool = False  # options are 1, 2, 3 …, and so may the keys be
    width: int = 0
    option_columns: list[int] = field(default_factory=list)  # in order; -1 where one is missing
    picked: Callable[[Sequence[str]], Sequence[str]] | None = None

    def pick(self, cells: Sequence[str]) -> Sequence[str]:
        """The cells of PICKED, in that order; the last cell answers for columns that are absent."""
        if self.picked is None:
            self.picked = itemgetter(*(self.fields.get(name, -1) for name in PICKED))
        return self.picked(cells)

    def usable(self) -> bool:
        """Whether this is a head of questions: a stem and something to answer it with."""
        told = {"key", "options", "type", "right"}
        answers = self.options or self.blanks or self.wrongs or self.fields.keys() & told
        return "stem" in self.fields and bool(answers)

    def order_options(self) -> None:
        """Put the columns of the options in order."""
        last = max(self.options, default=-1)
        self.option_columns = [self.options.get(place, -1) for place in range(last + 1)]

    def take_letters(self, cells: Sequence[str]) -> bool:
        """Take a second row of a head: A, B, C … below the one word 选项, and nothing else."""
        start = self.fields.get("options", -1)
        letters = [cell.strip().lower() for cell in cells[start:] if cell] if start >= 0 else []
        if (
            len(letters) < 2
            or any(cells[:start])
            or letters != list("abcdefghijkl"[: len(letters)])
        ):
            return False
        del self.fields["options"]
        self.options = {place: start + place for place in range(len(letters))}
        self.order_options()
        return True


def read_columns(cells: Sequence[str]) -> Columns:
    """Read a row as if it were a head."""
    columns = Columns()
    for place, cell in sorted(enumerate(cells), key=lambda one: plain_heading(one[1]) in LOOSE):
        if cell and len(cell) <= LONGEST_HEADING:
            _place(columns, place, cell)
        elif cell:
            columns.unknown[place] = cell
    if (
        list(columns.options) == [0]
        and "key" not in columns.fields
        and "q" in map(str.lower, cells)
    ):
        columns.fields["key"] = columns.options.pop(0)  # q and a
    columns.width = len(cells)
    columns.order_options()
    return columns


def record_columns(record: Mapping[str, object]) -> Columns:
    """Read the names of a JSON record as a head."""
    names = [str(name) for name in record]
    first, last = min(names, default=""), max(names, default="")
    same = next((n for n, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), 0)
    cut = first.rfind("_", 0, same) + 1 if len(names) > 2 else 0  # timu_title, timu_a, timu_daan
    return read_columns([name[cut:] for name in names])


def _place(columns: Columns, place: int, cell: str) -> None:
    heading = plain_heading(cell)
    name = FIELD_OF.get(heading)
    if name == "chapter":
        columns.chapters.append(place)
    elif name == "key" and columns.answers >= 0:  # ``answers`` to choose from, then the right one
        columns.fields |= {"options": columns.answers, "key": place}
        columns.answers = -1
    elif name is not None and name not in columns.fields:
        if heading in ("answers", "answerlist") and name == "key":
            columns.answers = place
        columns.fields[name] = place
        columns.english |= name == "type" and heading.isascii()
    elif not _place_one_of_several(columns, place, heading):
        columns.unknown[place] = cell


def _place_one_of_several(columns: Columns, place: int, heading: str) -> bool:
    """Options, blanks and what else a head counts or letters."""
    if WRONG.fullmatch(heading):
        columns.wrongs.append(place)
    elif found := FLAG.fullmatch(heading):
        columns.flags[_count(found[1] or found[2])] = place
    elif len(heading) == 1 and heading in STEMS:
        columns.options.setdefault(STEMS.index(heading), place)
    elif found := OPTION.fullmatch(heading):
        columns.options.setdefault(ord(found[1]) - 97, place)
    elif found := OPTION_COUNTED.fullmatch(heading):
        columns.options.setdefault(_count(found[1]) - 1, place)
        columns.counted = True
    elif found := BLANK.fullmatch(heading) or ANSWER_COUNTED.fullmatch(heading):
        columns.blanks.setdefault(_count(found[1]) - 1, place)
    else:
        return False
    return True


def _count(text: str) -> int:
    if text in LETTERS:
        return LETTERS.index(text)
    return number_in(text) or 0
