"""设置: everything that practice changes, stored as soon as it is changed."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QWidget

from dongan_training.bank import scoring
from dongan_training.designs.models import OwnDesign
from dongan_training.designs.naming import design_names
from dongan_training.people.order import Order
from dongan_training.printing.purpose import Purpose
from dongan_training.settings import CHOICES, Settings, StoredSetting
from dongan_training.texts import N_, _
from ui.kit import Button, Card, Desk, Page, Tone, Words, beside, flow, stack
from ui.settings.fields import (
    Choices,
    ChoiceSetting,
    NumberSetting,
    OfferedSetting,
    SettingField,
    SwitchSetting,
    TextSetting,
)

LANGUAGES = (("zh", "中文"), ("en", "English"))
THEMES = (
    ("light", N_("浅色")),
    ("dark", N_("深色")),
    ("contrast", N_("高对比度")),
    ("auto", N_("跟随系统")),
)
ORDERS = (
    (Order.STROKES, N_("姓氏笔画")),
    (Order.PINYIN, N_("姓氏拼音")),
    (Order.UNIT, N_("组织顺序")),
    (Order.POST, N_("职务")),
)
MARKS = tuple((mark, f"1{mark}") for mark in CHOICES["paper_mark"])
OPTION_MARKS = tuple((mark, f"A{mark}") for mark in CHOICES["paper_option_mark"])
WIDTHS = (
    ("as_written", N_("照题库原文")),
    ("full", N_("全角：（　），。")),
    ("half", N_("半角：(  ),.")),
)
SCALES = tuple((int(percent), f"{percent}%") for percent in CHOICES["scale"])
HOURS, POINTS, MINUTES = N_(" 学时"), N_(" 分"), N_(" 分钟")


class SettingsPage(Page):
    """Cards of fields; each change is stored at once and can be taken back."""

    title = N_("设置")
    shows = frozenset({StoredSetting, OwnDesign})

    def __init__(self, desk: Desk):
        super().__init__(desk)
        self.fields: dict[str, SettingField] = {}
        self._before: Settings = desk.settings
        left = stack(self._who(), self._face(), None, spacing=16)
        right = stack(self._attendance(), self._papers(), None, spacing=16)
        self.body.addWidget(beside((left, 430, 1), (right, 430, 1)), 1)
        self.log = Button(_("查看操作日志"), self._go_to_log, icon="file-text")
        left.layout().insertWidget(left.layout().count() - 1, flow(self.log, None))
        self.refresh()

    def refresh(self) -> None:
        for name, field in self.fields.items():
            field.show(getattr(self.desk.settings, name))

    def _go_to_log(self) -> None:
        self.navigator.go("log")

    def store(self, name: str) -> None:
        """Store the field ``name`` if it differs from what is stored."""
        field, settings = self.fields[name], self.desk.settings
        if field.value() == getattr(settings, name):
            return
        if name == "township" and not field.value():
            self.refresh()
            self.say(_("乡镇（单位）不能为空，已恢复原来的名称。"), Tone.ATTENTION)
            return
        self._before = settings
        with self.explaining():
            self.desk.save_settings(replace(settings, **{name: field.value()}))
            self.say(self._stored_words(name), undo=self.take_back)

    def take_back(self) -> None:
        """Store what was before the last change."""
        with self.explaining():
            self.desk.save_settings(self._before)
            self.say(_("已恢复原来的设置。"))

    def _stored_words(self, name: str) -> str:
        if name == "scale":
            return _("已保存。重新打开程序后，文字按新的大小显示。")
        return _("已保存。")

    def _who(self) -> Card:
        return self._card(
            _("单位"),
            (_("县（市、区）"), TextSetting("county"), ""),
            (_("乡镇（单位）"), TextSetting("township"), ""),
            (_("培训员"), TextSetting("trainer"), _("写入操作记录：谁在什么时候做了什么。")),
            (_("落款单位"), TextSetting("organizer"), _("印在签到表和证书上。")),
        )

    def _face(self) -> Card:
        themes = tuple((value, _(words)) for value, words in THEMES)
        orders = tuple((order.value, _(words)) for order, words in ORDERS)
        return self._card(
            _("显示"),
            (_("语言"), ChoiceSetting("language", LANGUAGES), ""),
            (_("界面颜色"), ChoiceSetting("theme", themes), ""),
            (_("文字大小"), ChoiceSetting("scale", SCALES), _("重新打开程序后生效。")),
            (_("人员排序"), ChoiceSetting("sort_order", orders), _("名单、签到表、胸牌都按它。")),
            (_("声音"), SwitchSetting("sound", _("签到时发出提示音")), ""),
        )

    def _attendance(self) -> Card:
        return self._card(
            _("学时与考勤"),
            (_("全天学时"), NumberSetting("hours_per_day", HOURS), ""),
            (_("半天学时"), NumberSetting("hours_per_half_day", HOURS), ""),
            (_("党员年度学时"), NumberSetting("member_quota", HOURS), ""),
            (_("书记、委员年度学时"), NumberSetting("secretary_quota", HOURS), ""),
            (_("提前开放签到"), NumberSetting("opens_before_minutes", MINUTES), ""),
            (_("超过多久算缺勤"), NumberSetting("absent_after_minutes", MINUTES), ""),
            (_("提前离开多久算早退"), NumberSetting("early_leave_minutes", MINUTES), ""),
        )

    def _papers(self) -> Card:
        rules = tuple((rule.value, scoring.rule_name(rule)) for rule in scoring.Rule)
        widths = tuple((width, _(words)) for width, words in WIDTHS)
        style = _("整份试卷和参考答案统一；数字、算式和外文里的不变。")
        shared = _("按项给分时用；0 为平分本题的分。")
        made = _("在“证书”页的“其他材料”里设计版式。")
        pattern = _("{year} 是年份，{seq:04} 是四位流水号。")
        return self._card(
            _("考试与证书"),
            (_("及格线"), NumberSetting("pass_mark", POINTS), _("按百分制。")),
            (_("良好从"), NumberSetting("good_from", POINTS), ""),
            (_("优秀从"), NumberSetting("excellent_from", POINTS), _("不及格的不评等次。")),
            (_("多选题计分"), ChoiceSetting("multiple_choice_rule", rules), ""),
            (_("每个选对的项"), NumberSetting("option_points", POINTS), shared),
            (_("填空题"), SwitchSetting("folds_numerals", _("“五”和“5”同样算对")), ""),
            (_("题号后的标点"), ChoiceSetting("paper_mark", MARKS), ""),
            (_("选项后的标点"), ChoiceSetting("paper_option_mark", OPTION_MARKS), ""),
            (_("试卷的括号和标点"), ChoiceSetting("paper_punctuation", widths), style),
            (_("证书编号"), TextSetting("certificate_pattern"), pattern),
            (_("证书版式"), self._designs("certificate_design", Purpose.CERTIFICATE), ""),
            (_("考试证版式"), self._designs("exam_card_design", Purpose.EXAM_CARD), made),
        )

    def _designs(self, name: str, purpose: Purpose) -> OfferedSetting:
        def offered() -> Choices:
            with self.workspace.read() as session:
                return design_names(session, purpose)

        return OfferedSetting(name, offered)

    def _card(self, heading: str, *rows: tuple[str, SettingField, str]) -> Card:
        card = Card(heading)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for label, field, hint in rows:
            words = Words(label)
            words.setFixedHeight(37)
            words.setMinimumWidth(130)
            words.setBuddy(field.widget)
            field.widget.setAccessibleName(label)
            field.widget.setAccessibleDescription(hint)
            field.changed.connect(self.store)
            self.fields[field.name] = field
            form.addRow(words, _with_hint(field.widget, hint) if hint else field.widget)
        card.body.addLayout(form)
        return card


def _with_hint(field: QWidget, hint: str) -> QWidget:
    return stack(field, Words(hint, "small").wrapped(), spacing=2)
