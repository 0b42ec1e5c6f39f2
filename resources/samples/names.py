"""Names for invented people; nobody real is meant."""

import random

COMMON = "唐蒋周陈李邓王刘雷胡谢魏席卿吕文荣伍秦杨罗黄张何郑彭谭曾单解欧熊夏廖莫桂艾"
COMPOUND = ("欧阳", "诸葛", "上官", "司徒", "皇甫")
MINORITIES = {  # surname: people
    "盘": "瑶族",
    "奉": "瑶族",
    "龙": "苗族",
    "石": "苗族",
    "韦": "壮族",
    "向": "土家族",
    "马": "回族",
    "粟": "侗族",
}
MALE = (
    *("伟", "勇", "军", "斌", "涛", "刚", "磊", "敏", "建国", "志强", "国庆", "文斌", "明远"),
    *("立新", "海生", "春林", "德胜", "永福", "少华", "振兴", "家旺", "昌盛", "思源", "俊杰"),
    *("子轩", "光明", "忠诚", "云峰", "水生", "正军", "新民", "长青", "友田", "运来", "继东"),
)
FEMALE = (
    *("芳", "敏", "静", "丽", "娟", "燕", "玲", "秀兰", "桂英", "美玉", "冬梅", "春花", "小红"),
    *("海燕", "晓霞", "雪梅", "丽华", "玉珍", "爱莲", "满秀", "金凤", "思琪", "佳怡", "文静"),
    *("雅婷", "新桃", "菊香", "巧云", "慧敏", "香莲", "润芝", "翠微", "若兰", "清荷", "映雪"),
)
# Names that break careless programs: beyond the basic plane, with a dot, long.
RARE = {
    3: ("欧阳𬱖", "女", "汉族"),
    17: ("王䶮", "男", "汉族"),
    29: ("阿依古丽·买买提", "女", "维吾尔族"),
    44: ("古丽巴哈尔·吐尔逊阿依·阿卜杜热依木", "女", "维吾尔族"),
    61: ("李㛃", "女", "汉族"),
    90: ("次仁桑珠", "男", "藏族"),
    133: ("巴特尔·乌力吉", "男", "蒙古族"),
}
NAMESAKE = "唐建国"  # two different people of two townships
NAMESAKES = (5, 205)


def identity(position: int, chance: random.Random, taken: set[str]) -> tuple[str, str, str]:
    """Name, gender and people of the person at this place of the roll."""
    if position in RARE:
        return RARE[position]
    if position in NAMESAKES:
        return NAMESAKE, "男", "汉族"
    gender = "女" if chance.random() < 0.36 else "男"
    while True:
        surname, people = family(position, chance)
        name = surname + chance.choice(FEMALE if gender == "女" else MALE)
        if name not in taken and name != NAMESAKE:
            taken.add(name)
            return name, gender, people


def family(position: int, chance: random.Random) -> tuple[str, str]:
    """A surname with its people: mostly Han, every eleventh of a minority, some compound."""
    if position % 11 == 6:
        surname = chance.choice(tuple(MINORITIES))
        return surname, MINORITIES[surname]
    if position % 37 == 8:
        return chance.choice(COMPOUND), "汉族"
    return chance.choice(COMMON), "汉族"
