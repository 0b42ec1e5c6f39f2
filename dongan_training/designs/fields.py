"""Which fields a design may show, and what they hold for people who do not exist."""

from dongan_training.printing.purpose import Purpose
from dongan_training.texts import N_, _

FIELDS: dict[Purpose, dict[str, str]] = {
    Purpose.CERTIFICATE: {
        "sentence": N_("证书正文"),
        "name": N_("姓名"),
        "class_title": N_("培训班"),
        "days": N_("培训日期"),
        "hours": N_("学时"),
        "score": N_("考试成绩"),
        "number": N_("证书编号"),
        "organisation": N_("落款单位"),
        "date": N_("发证日期"),
        "reprinted": N_("补印说明"),
        "code": N_("二维码"),
    },
    Purpose.BADGE: {
        "name": N_("姓名"),
        "org": N_("单位"),
        "post": N_("职务"),
        "group": N_("分组"),
        "group_colour": N_("分组颜色"),
        "seat": N_("座位号"),
        "number": N_("编号"),
        "class_title": N_("培训班"),
        "organisation": N_("主办单位"),
        "photo": N_("照片"),
        "code": N_("二维码"),
    },
    Purpose.EXAM_CARD: {
        "title": N_("考试名称"),
        "name": N_("姓名"),
        "org": N_("单位"),
        "number": N_("考号"),
        "seat": N_("座位号"),
        "room": N_("考场"),
        "time": N_("考试时间"),
        "exam_code": N_("考试码"),
        "organisation": N_("主办单位"),
        "code": N_("二维码"),
    },
}
SHORTEST, LONGEST, RAREST = "陈敏", "阿卜杜热合曼·买买提依明·吐尔逊江·艾合买提江·木沙", "欧阳𬱖"
# Dark enough for white letters, and told apart by people who do not see red and green apart.
GROUP_COLOURS = (
    *("#B3261E", "#1F4E8C", "#1E7A46", "#8A5A00"),
    *("#6A3D9A", "#00707A", "#A23B72", "#4A525B"),
)


def samples(purpose: Purpose) -> list[dict[str, str]]:
    """Values of three invented people: the shortest name, the longest, the rarest."""
    make = {
        Purpose.CERTIFICATE: _certificate,
        Purpose.BADGE: _badge,
        Purpose.EXAM_CARD: _exam_card,
    }[purpose]
    return [make(name, place) for place, name in enumerate((SHORTEST, LONGEST, RAREST))]


def _certificate(name: str, place: int) -> dict[str, str]:
    title = _("第四季度基层党务工作者培训班（第2期）")
    words = _(
        "{name}同志于2026年11月23日参加{class_title}学习，"
        "修完规定课程，计 4 学时，考试成绩 92 分，准予结业。"
    )
    return {
        "name": name,
        "sentence": words.format(name=name, class_title=title),
        "class_title": title,
        "days": _("2026年11月23日至11月25日"),
        "hours": "4",
        "score": "92",
        "number": f"东组培〔2026〕第 {412 + place:04} 号",
        "organisation": _("中共东安县委组织部"),
        "date": _("2026年11月25日"),
        "reprinted": "",
        "code": f"DA2.{place:0140}",
    }


def _badge(name: str, place: int) -> dict[str, str]:
    return {
        "name": name,
        "org": _("大盛镇驻长沙流动党员党支部"),
        "post": _("常务副书记兼党务工作办公室主任") if place == 1 else _("支部书记"),
        "group": _("第 {number} 组").format(number=place + 1),
        "group_colour": GROUP_COLOURS[place],
        "seat": f"{place + 1:02}",
        "number": f"2026Q4-02-{place + 1:03}",
        "class_title": _("第四季度基层党务工作者培训班（第2期）"),
        "organisation": _("中共东安县委组织部"),
        "code": f"DA1:{place:036}",
    }


def _exam_card(name: str, place: int) -> dict[str, str]:
    return {
        "title": _("第四季度党纪学习教育测试"),
        "name": name,
        "org": _("大盛镇驻长沙流动党员党支部"),
        "number": f"{place + 1:04}",
        "seat": f"{place + 1}-2",
        "room": _("镇政府三楼会议室"),
        "time": _("2026年11月23日 15:00，共 45 分钟"),
        "exam_code": "K7MQ2X",
        "organisation": _("中共东安县委组织部"),
        "code": "K7MQ2X",
    }
