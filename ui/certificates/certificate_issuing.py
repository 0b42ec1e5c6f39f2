"""Issuing from the page: asked once; asked again where something would come out badly."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dongan_training import clock
from dongan_training.certificates.issuing import Issued, issue_certificates, reissue_certificate
from dongan_training.errors import UserError
from dongan_training.progress import Progress
from dongan_training.texts import _
from ui.jobs import Job
from ui.kit import Question, Tone

if TYPE_CHECKING:
    from ui.certificates.certificates_page import CertificatesPage


class CertificateIssuing:
    """Gives certificates for its page; what a look at the design needs is loaded when asked."""

    def __init__(self, page: CertificatesPage):
        self._page = page
        self._again: str | None = None  # the enrolment of a single new one, None for all

    def issue(self, count: int) -> None:
        """Ask once, then issue to all who are entitled and have none."""
        question = Question(
            _("给 {count} 人签发结业证书？").format(count=count),
            _("证书编号按顺序给出，给出后不能改也不再给别人；证书内容随即定稿。"),
            _("签发 {count} 份").format(count=count),
            _("发错了可以撤销，撤销会写入操作日志。"),
        )
        if self._page.desk.dialogs.confirm(self._page, question):
            self._again = None
            self._start(accept_flaws=False)

    def reissue(self, enrolment_id: str) -> None:
        """Give somebody a new certificate for the revoked one."""
        self._again = enrolment_id
        self._start(accept_flaws=False)

    def _start(self, *, accept_flaws: bool) -> None:
        page, again = self._page, self._again
        by, class_id = page.desk.actor, page.chosen().id

        def work(progress: Progress) -> Sequence[Issued]:
            from dongan_training.certificates.papers import certificate_design, require_fitting

            progress.step(0, 0, _("正在签发……"))
            with page.workspace.begin() as session:
                at = clock.now()
                if again is None:
                    issued = issue_certificates(session, class_id=class_id, by=by, at=at)
                else:
                    issued = [reissue_certificate(session, enrolment_id=again, by=by, at=at)]
                if not accept_flaws:
                    require_fitting(issued, certificate_design(session, class_id))
            return issued

        page.start(Job(_("签发证书"), work), page.tell_issued, page.explain_or_ask)

    def ask_again(self, error: UserError) -> bool:
        """Where only the looks stand in the way, let a person decide; tells whether they did."""
        from dongan_training.certificates.papers import CertificatesUnfit

        if not isinstance(error, CertificatesUnfit):
            return False
        question = Question(
            _("有的证书印出来不好，仍然签发？"),
            error.places,
            _("照样签发"),
            _("现在还没有签发。可以先换一个版式，或在“版式”页把那一格放大、字调小。"),
        )
        if self._page.desk.dialogs.confirm(self._page, question):
            self._start(accept_flaws=True)
        else:
            self._page.say(_("没有签发，编号没有用掉。"), Tone.INFO)
        return True
