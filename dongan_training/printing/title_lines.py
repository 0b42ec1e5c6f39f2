"""Where the title of a notice may be broken: 回行时词意完整 (GB/T 9704), never inside a word."""

from dongan_training.printing.layout import Style, balance

# Words of titles that a line must not end within; a break between two of them is good.
WHOLE = (
    *("关于举办", "关于开展", "关于印发", "的通知", "年度", "季度", "全县", "县委", "乡镇"),
    *("基层", "党务工作者", "党务", "工作者", "党组织", "党支部", "书记", "委员", "班子成员"),
    *("党员", "发展对象", "入党积极分子", "流动党员", "后备干部", "村干部", "干部", "村民代表"),
    *("代表", "培训班", "示范班", "技能班", "培训", "集中", "轮训", "冬春训", "主题党日"),
    *("纪律", "教育", "学习", "第一", "第二", "第三", "第四"),
)
NEVER_FIRST = "、，。；：）》”·的"
NEVER_LAST = "（《“·第"


def title_lines(title: str, style: Style, width: float) -> tuple[str, ...]:
    """Break a title into as few lines as ever, of about equal length, and between words."""
    lines = balance(title, style, width)
    if len(lines) != 2:
        return lines
    places = [place for place in range(1, len(title)) if _may_break(title, place)]
    halves = [(title[:place], title[place:]) for place in places]
    fitting = [one for one in halves if max(map(style.width, one)) <= width]

    def unevenness(one: tuple[str, str]) -> float:
        return abs(style.width(one[0]) - style.width(one[1]))

    return min(fitting, key=unevenness, default=lines)


def _may_break(title: str, place: int) -> bool:
    if title[place] in NEVER_FIRST or title[place - 1] in NEVER_LAST:
        return False
    if (title[place - 1] + title[place]).isalnum() and (title[place - 1] + title[place]).isascii():
        return False
    return not any(_is_cut(title, place, word) for word in WHOLE)


def _is_cut(title: str, place: int, word: str) -> bool:
    start = title.find(word, max(place - len(word) + 1, 0))
    return 0 <= start < place < start + len(word)
