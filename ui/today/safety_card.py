"""数据安全: when everything was last written to a stick, and what came in since."""

from dongan_training.reports.safety import Safety
from dongan_training.texts import _
from ui.kit import Button, Card, Words, moment_text, row
from ui.kit.parts import Slot


class SafetyCard(Card):
    """The last backup, the button for the next one, and what does not belong here."""

    def __init__(self, back_up: Slot):
        super().__init__(_("数据安全"))
        self.last = Words(look="heading")
        self.since = Words(look="small").wrapped()
        self.button = Button(_("备份到 U 盘"), back_up, icon="save")
        warning = Words(_("本机不得处理涉密信息。"), "attention").wrapped()
        self.body.setSpacing(8)
        self.body.addWidget(row(Words(_("上次备份")), self.last, None, spacing=10))
        self.body.addWidget(self.since)
        self.body.addWidget(row(self.button, None))
        self.body.addWidget(warning)

    def show_safety(self, safety: Safety) -> None:
        """Say when the last backup was made, and what it does not hold."""
        made = safety.backed_up_at
        self.last.setText(moment_text(made) if made else _("还没有备份过"))
        if safety.is_safe:
            self.since.setText(_("之后没有新的签到和答卷。") if made else _("还没有签到和答卷。"))
        else:
            pattern = (
                _("之后新增 {scans} 条签到、{papers} 份答卷，尚未备份")
                if made
                else _("已有 {scans} 条签到、{papers} 份答卷，尚未备份")
            )
            self.since.setText(pattern.format(scans=safety.check_ins, papers=safety.attempts))
