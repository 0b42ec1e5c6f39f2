"""The words and signs of Chinese question banks, as patterns over folded text (``fold``)."""

import re
from functools import lru_cache

from dongan_training.bank.recognising.raw import Declared

TYPE_WORDS: tuple[tuple[str, Declared], ...] = (
    ("单项选择", Declared.SINGLE),
    ("单选", Declared.SINGLE),
    ("不定项选择", Declared.CHOICE),
    ("不定项", Declared.CHOICE),
    ("多项选择", Declared.MULTIPLE),
    ("多选", Declared.MULTIPLE),
    ("材料分析", Declared.PASSAGE),
    ("材料解析", Declared.PASSAGE),
    ("材料", Declared.PASSAGE),
    ("案例分析", Declared.SHORT),
    ("案例", Declared.SHORT),
    ("阅读理解", Declared.PASSAGE),
    ("选择", Declared.CHOICE),
    ("判断改错", Declared.TRUE_FALSE),
    ("判断", Declared.TRUE_FALSE),
    ("是非", Declared.TRUE_FALSE),
    ("正误", Declared.TRUE_FALSE),
    ("对错", Declared.TRUE_FALSE),
    ("辨析", Declared.DISCUSS),
    ("填空", Declared.FILL),
    ("名词解释", Declared.SHORT),
    ("简答", Declared.SHORT),
    ("问答", Declared.SHORT),
    ("简述", Declared.SHORT),
    ("论述", Declared.SHORT),
    ("主观", Declared.SHORT),
    ("实务", Declared.SHORT),
    ("综合", Declared.SHORT),
    ("计算", Declared.SHORT),
    ("分析", Declared.SHORT),
    ("匹配", Declared.FOREIGN),
    ("连线", Declared.FOREIGN),
    ("排序", Declared.FOREIGN),
)
ENGLISH_TYPES: tuple[tuple[str, Declared], ...] = (
    ("single", Declared.SINGLE),
    ("radio", Declared.SINGLE),
    ("multi", Declared.MULTIPLE),
    ("checkbox", Declared.MULTIPLE),
    ("true", Declared.TRUE_FALSE),
    ("judge", Declared.TRUE_FALSE),
    ("bool", Declared.TRUE_FALSE),
    ("fill", Declared.FILL),
    ("blank", Declared.FILL),
    ("short", Declared.SHORT),
    ("essay", Declared.SHORT),
    ("choice", Declared.CHOICE),
)
TYPE = "|".join(word for word, _ in TYPE_WORDS)
DECLARES = dict(TYPE_WORDS)
TYPE_WORD = re.compile(TYPE)

CHINESE = "一二三四五六七八九十"
COUNTED = f"{CHINESE}百零〇"  # numbers of questions go beyond a hundred, heads do not
ORDINAL = rf"[{CHINESE}]{{1,3}}\s*[、.:,]|\([{CHINESE}]{{1,3}}\)\s*[、.]?"
PART = (
    rf"第\s*[{CHINESE}百\d]+\s*(?:部分|大题|卷|章|节|单元|篇|编|讲|专题|课|模块|套|周|期|轮)"
    r"|第\s*[IVXⅠ-Ⅻ]+\s*卷|[IVXⅠ-Ⅻ]{1,4}\s*[.、]|[Pp]art\s*\w+"
)

# A tag in brackets: 【单选题】 (多选) [是非] 【1-单选题】 【单选题 第3题】
TAG = re.compile(
    rf"[\[(【]\s*(?:(?:第|例题?|习题|练习)?\s*(?P<before>\d{{1,4}})\s*题?\s*[-—.、:·]?\s*)?(?P<type>{TYPE})(?:{TYPE})?(?:型|类)?题?"
    r"(?:\((?:单|多|不定)项?选?题?\))?"
    r"\s*(?P<after>\d{1,4})?\s*(?:[,、;]\s*\d+(?:\.\d)?\s*分\s*)?[\])】]"
)
POINTS_TAG = re.compile(
    r"[\[(【]\s*(?:本题|每题|分值|共|满分)?\s*:?\s*(\d+(?:\.\d+)?)\s*分\s*[\])】]"
)
FIELD_TAG = re.compile(
    r"[\[【(]\s*(?P<name>(?:正确|参考|标准)?答案|分值|分数|难度|知识点|章节)\s*:\s*(?P<value>[^\])】]*)[\])】]"
)

NUMBER = re.compile(
    r"(?:第\s*(?P<word>\d{1,4})\s*题(?!\d)\s*[.、:,]?"
    rf"|第\s*(?P<chinese>[{COUNTED}]+)\s*题\s*[.、:]?"
    r"|(?:题目|试题|题号|题|Q|q|No\.?|NO\.?)\s*(?P<label>\d{1,4})\s*[.、:),;。]?(?!\d)"
    r"|\(\s*(?P<paren>\d{1,4})\s*\)\s*[.、]?"
    r"|[\[【]\s*(?P<square>\d{1,4})\s*[\]】]\s*[.、]?"
    r"|(?P<half>\d{1,4})\s*\)"
    r"|(?P<plain>\d{1,4})\s*(?P<sign>[.、:,;。](?!\d)|[.、](?=(?:19|20)\d\d\D)|,(?=(?:19|20)\d\d年)|、)"
    rf"|(?P<bare>\d{{1,4}})(?=\s*[\[(【]\s*(?:{TYPE})))"
    r"\s*"
)
# Number and text with nothing or only a blank between; believed only where it is the next one.
LOOSE_NUMBER = re.compile(r"(?P<loose>\d{1,4})(?:[.、]|\s+|(?=[^\d\s.,:%、)~\-—年月日个条]))\s*")

OPTION = re.compile(
    r"(?P<tick>[√vV*]\s*)?(?:选项\s*)?(?:[(\[【]\s*(?P<inner>[A-La-l])\s*[)\]】]\s*[.、:]?"
    r"|(?P<letter>[A-La-l])\s*(?:[.、:;)\]·](?![A-Za-z]\.)|[,\-—](?!\s*[A-L\d](?![a-z])))"
    r"|(?P<loose>[A-L])(?=\s+\S|[\u3400-\u9fff《“\"‘(\d])(?!\s*(?:选?项|[是错对、]|正确)))\s*"
)
OPTION_START = frozenset("ABCDEFGHIJKLabcdefghijkl([【√vV*选")
INLINE_OPTION = re.compile(
    r"(?P<tick>[√](?:\s*))?(?:[(\[]\s*(?P<inner>[A-L])\s*[)\]]\s*[.、:]?"
    r"|(?:(?<![A-Za-z(\[])|(?<=\d[a-z])|(?<=\d[a-z]{2}))(?P<letter>[A-L])\s*[.、:)·]"  # 3cmC.
    r"|(?<=[\s;□○☐)\]】])(?P<loose>[A-L])(?:[,\-—](?!\s*[A-L\d](?![a-z]))|(?=\s+\S|[\u3400-\u9fff《“\"‘(\d])))\s*"
)

KEY_WORD = (
    r"(?:(?:正确|参考|标准|本题|试题|题目|最佳){0,2}|空\s*\d{1,2})\s*答\s*案|正确选项|正确项|参考答题要点|答题要点|参考要点"
    r"|答案要点|要点|答|[Aa]nswers?|ANSWERS?|[Aa]ns|ANS|[Kk]ey|KEY"
)
# What a key of letters or √ × looks like, where no colon stands before it.
SAID = (
    r"[(\[【]?\s*(?:[A-L](?![a-z])|[√×]"
    r"|(?:不?正确|错误?|不?对|是|否|[TFYN]|true|false)\s*[)\]】]?\s*[。.]?$)"
)
# 答案【人民】: all that stands behind the word is in a box.
BOXED = r"(?:[\[【][^\[\]【】]*[\]】]|\([^()]{1,20}\))\s*[。.]?$"
KEY = re.compile(
    rf"(?:[-—_]{{1,4}}|\*+)?\s*(?:[\[【(]\s*(?:{KEY_WORD})\s*[\]】)]\s*(?::|[为是]\s*(?=:|{SAID}))?"
    rf"|(?:{KEY_WORD})\s*(?:[是为]?\s*:|[为是]\s*(?={SAID}))"
    rf"|(?:正确|参考|标准|本题)?答案\s*;?\s*(?={SAID}|{BOXED})|(?:正确|参考|标准)答案(?:\s*[为是](?!了)\s*|\s+))\s*"
)
KEY_START = frozenset("答正参标本试题最要空[【(-—*_aAkK")
# Believed only below a stem that waits for words: 答案为 七个
BARE_KEY = re.compile(
    r"(?:正确|参考|标准|本题)?答案\s*"
    r"(?:[是为]\s*(?![唯否什错对]|不[对唯正确])"
    r"|(?![的是为有错不对唯只与及和]|解|说明|详|分析|提示|要点))(?=\S)|答\s*(?=[“\"])"
)
# What the person answered who sat the exam is no key.
NOT_OWN = "(?<!的)(?<!考生)(?<!学生)(?<!学员)(?<!用户)(?<!本人)"
INLINE_KEY = re.compile(
    r"[\[【]\s*(?:正确|参考|标准|本题)?答案\s*[\]】]"
    rf"|(?:[-—]{{1,4}}\s*)?{NOT_OWN}(?:正确|参考|标准|本题|试题){{0,2}}答案[是为]?\s*:"
    r"|(?<=的)(?<![我你您]的)(?<!生的)(?<!员的)(?<!户的)(?<!人的)答案:\s*(?=[A-L]{1,8}(?![A-Za-z])|[√×])"
    rf"|(?<!的)(?:正确|参考|标准)?答案\s*(?=[A-L]{{1,8}}(?![A-Za-z])|[√×]|{BOXED})"
)

EXPLAINED = (
    "答案",
    "试题",
    "题目",
    "参考",
    "重点",
    "考点",
    "难点",
    "法律",
    "法条",
    "名师",
    "专家",
    "本题",
    "详细",
)
FIELDS = {
    **{f"{whose}解析": "explanation" for whose in EXPLAINED},
    "解析": "explanation",
    "解释": "explanation",
    "详解": "explanation",
    "说明": "explanation",
    "分析": "explanation",
    "点评": "explanation",
    "改正": "explanation",
    "理由": "explanation",
    "提示": "explanation",
    "难易程度": "difficulty",
    "难易度": "difficulty",
    "难度系数": "difficulty",
    "难度": "difficulty",
    "知识点": "chapter",
    "考点": "chapter",
    "所属章节": "chapter",
    "章节": "chapter",
    "标签": "tags",
    "关键词": "tags",
    "关键字": "tags",
    "依据": "citation",
    "出处": "citation",
    "来源": "citation",
    "法规依据": "citation",
    "试题依据": "citation",
    "条文依据": "citation",
    "分值": "points",
    "分数": "points",
    "题型": "type",
    "本题得分": "score",  # of whoever sat it: read, so that it is no part of an option
    "我的得分": "score",
    "得分": "score",
    "评分标准": "marking",
    "评分要点": "marking",
    "评分细则": "marking",
    "评分参考": "marking",
    "采分点": "marking",
    "得分点": "marking",
    "给分点": "marking",
}
FIELD_WORD = "|".join(sorted(FIELDS, key=len, reverse=True))
FIELD = re.compile(
    rf"(?:[\[【(]\s*(?P<boxed>{FIELD_WORD})\s*[\]】)]\s*:?|(?P<open>{FIELD_WORD})\s*:)\s*"
)
FIELD_START = frozenset("[【(") | {word[0] for word in FIELDS}
# A field or key of which the whole line is in brackets: （依据：第五条） 【答案：B】
WRAPPED_FIELD = re.compile(rf"[(\[【]\s*((?:{FIELD_WORD}|{KEY_WORD})\s*[是为]?\s*:.*)[)\]】][。.]?")
INLINE_FIELD = re.compile(
    rf"[\[【]\s*(?:{FIELD_WORD})\s*[\]】]|\((?:{'|'.join(EXPLAINED)})?解析\)|(?:(?<=[\s。;,.])|(?<=[A-L√×]))(?:{FIELD_WORD})\s*:|(?:{'|'.join(EXPLAINED)})?解析\s*:"
)
STEM_LABEL = re.compile(
    r"(?:题目|题干|试题内容|题目内容|问题?)\s*:\s*|[\[【](?:题目|题干)[\]】]\s*:?\s*"
)
BULLET = re.compile(
    r"(?:#{1,6}\s+|>\s*|[-+*·●○■◆▪▶]\s+|[·●○■◆▪▶]|[□☐]\s*(?=[A-L]\s*[.、:)]|正确|对))+"
)

LETTER_RUN = r"[A-La-l](?:[\s,、;.|┋/&+和]*[A-La-l])*"
# （ B ）1、题干: the key stands before the number.
KEY_LEFT = re.compile(
    rf"[(\[【]\s*({LETTER_RUN}|√|×|[xX]|对|错|正确|错误)?\s*[)\]】]\s*(?=\d{{1,3}}\s*(?:、|[.](?!\d)|[.](?=(?:19|20)\d\d年)))"
)
EMPTY_BRACKETS = re.compile(r"[(\[【]\s*[)\]】]|《\s*》")
RULE_LINE = re.compile(r"[-=_*—━─·.~`\s]{3,}$|([<>=~])\1{4,}")

SHORT_HINT = re.compile(
    r"^(?:简述|试述|论述|阐述|谈谈|如何|为什么|什么是|请|试论|结合|怎样|简要|列举)|[??]$"
)
# A numbered line that asks for words is a question even where the file has no answer to it.
ASKED = re.compile(r"\?$|^(?:简述|试述|论述|阐述|什么是|什么叫|如何|为什么|怎样|简要|列举)")


@lru_cache(maxsize=1 << 8)  # few words, which every row of a table tells again
def declared_by(text: str) -> tuple[Declared, str] | None:
    """What a tag, column or sheet name declares, with the word that does it."""
    if found := TYPE_WORD.search(text):
        return DECLARES[found[0]], found[0]
    lowered = text.lower()
    return next(((kind, word) for word, kind in ENGLISH_TYPES if word in lowered), None)
