"""Surnames that are read otherwise than their characters, and surnames of two characters."""

from collections.abc import Mapping

# Read otherwise in a surname than elsewhere; two readings where both are in use.
READINGS: Mapping[str, tuple[str, ...]] = {
    "曾": ("zeng1",),
    "单": ("shan4",),
    "解": ("xie4",),
    "仇": ("qiu2",),
    "区": ("ou1",),
    "查": ("zha1",),
    "盖": ("ge3", "gai4"),
    "覃": ("qin2", "tan2"),
    "谌": ("chen2", "shen4"),
    "翟": ("zhai2", "di2"),
    "朴": ("piao2", "pu3"),
    "缪": ("miao4",),
    "员": ("yun4",),
    "折": ("she2",),
    "种": ("chong2",),
    "卜": ("bu3",),
    "乐": ("yue4", "le4"),
    "洗": ("xian3",),
    "黑": ("he4", "hei1"),
    "召": ("shao4", "zhao4"),
    "秘": ("bi4",),
    "繁": ("po2",),
    "句": ("gou1",),
    "隗": ("wei3", "kui2"),
    "佴": ("nai4",),
    "郗": ("chi1", "xi1"),
    "乜": ("nie4",),
    "牟": ("mou2", "mu4"),
    "粘": ("nian2",),
    "重": ("chong2",),
    "祭": ("zhai4",),
    "都": ("du1",),
    "晟": ("cheng2", "sheng4"),
    "单于": ("chan2 yu2",),
    "尉迟": ("yu4 chi2",),
    "万俟": ("mo4 qi2",),
    "澹台": ("tan2 tai2",),
    "长孙": ("zhang3 sun1",),
    "令狐": ("ling2 hu2",),
}

# Two-character surnames in use; counted as one only before a given name.
COMPOUND = frozenset(
    (
        *("欧阳", "司马", "上官", "诸葛", "夏侯", "东方", "皇甫", "尉迟", "公孙", "慕容"),
        *("司徒", "司空", "令狐", "宇文", "长孙", "轩辕", "端木", "独孤", "南宫", "万俟"),
        *("闻人", "澹台", "单于", "申屠", "钟离", "呼延", "赫连", "百里", "东郭", "西门"),
        *("濮阳", "淳于", "太叔", "仲孙", "公冶", "宗政", "公羊", "拓跋", "夹谷", "漆雕"),
        *("乐正", "亓官", "鲜于", "闾丘", "巫马", "公西", "壤驷", "左丘", "谷梁", "段干"),
        *("东里", "子车", "颛孙", "纳兰", "完颜", "叶赫", "那拉", "第五", "南门", "羊舌"),
    )
)
