"""The first start on an empty folder: who are you, and would you like to try it out?"""

from dataclasses import replace

from PySide6.QtWidgets import QFormLayout, QLineEdit

from dongan_training import clock
from dongan_training.progress import Progress
from dongan_training.texts import N_, _
from ui import icons
from ui.jobs import SteadyJob
from ui.kit import Banner, Button, Card, Desk, Page, PrimaryButton, Tone, Words, row


class WelcomePage(Page):
    """Asks for township and trainer; offers the sample data."""

    title = N_("欢迎")

    def __init__(self, desk: Desk):
        super().__init__(desk)
        self.township = QLineEdit(placeholderText=_("例如：白牙市镇"))
        self.trainer = QLineEdit(placeholderText=_("例如：李老师"))
        self.begin = PrimaryButton(_("开始使用"), self.store).large()
        self.try_out = Button(_("用示例数据试一试"), self.fill_with_samples).large()
        self.body.addStretch(2)
        self.body.addWidget(row(None, self._card(), None))
        self.body.addStretch(3)
        for field in (self.township, self.trainer):
            field.returnPressed.connect(self.store)
        self.township.setFocus()

    def store(self) -> None:
        """Store who works here, and go on to the start page."""
        township, trainer = self.township.text().strip(), self.trainer.text().strip()
        if not township:
            self.say(_("请先填写乡镇（单位）名称。"), Tone.ATTENTION)
            self.township.setFocus()
            return
        with self.explaining():
            self.desk.save_settings(replace(self.desk.settings, township=township, trainer=trainer))
            self.navigator.go("today")

    def fill_with_samples(self) -> None:
        """Fill the folder with invented people, a bank and two classes, as a job.

        It has many transactions and cannot be cancelled: half a sample would stay.
        """

        def work(progress: Progress) -> None:
            from dongan_training.demo import filling  # loads documents and fonts

            filling.fill(self.workspace, at=clock.now(), progress=progress)

        self._set_busy(True)
        job = SteadyJob(_("准备示例数据"), work)
        job.done.connect(self._on_filled)
        job.failed.connect(self._on_failed)
        self.jobs.start(job)

    def _on_filled(self, _nothing: object) -> None:
        self.navigator.go("today")

    def _on_failed(self, error: Exception) -> None:
        self._set_busy(False)
        self.explain(error)

    def _set_busy(self, busy: bool) -> None:
        for part in (self.township, self.trainer, self.begin, self.try_out):
            part.setEnabled(not busy)

    def _card(self) -> Card:
        card = Card()
        card.setFixedWidth(560)
        card.body.setContentsMargins(36, 32, 36, 32)
        card.body.setSpacing(16)
        sign = Words()
        sign.setPixmap(icons.app_icon().pixmap(48, 48))
        sign.setAccessibleName(_("东安培训"))
        card.body.addWidget(sign)
        card.body.addWidget(Words(_("欢迎使用东安培训"), "title"))
        card.body.addWidget(
            Words(
                _("从计划、名单、签到、考试到证书和学时，一个程序办完。不用联网，数据只存在本机。"),
                "muted",
            ).wrapped()
        )
        card.body.addLayout(self._form())
        warning = Banner()
        warning.show_text(_("不得处理涉密信息。"), Tone.ATTENTION)
        warning.keep()
        card.body.addWidget(warning)
        card.body.addWidget(row(self.begin, self.try_out, None, spacing=12))
        card.body.addWidget(
            Words(_("示例数据里的人都是虚构的，只用于熟悉操作。"), "small").wrapped()
        )
        return card

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(12)
        fields = ((_("乡镇（单位）"), self.township), (_("培训员姓名"), self.trainer))
        for label, field in fields:
            field.setAccessibleName(label)
            words = Words(label)
            words.setFixedHeight(37)
            words.setBuddy(field)
            form.addRow(words, field)
        return form
