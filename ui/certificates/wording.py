"""How certificates read on screen."""

from dongan_training.bank.scoring import marks_text
from dongan_training.certificates.issuing import Verdict
from dongan_training.certificates.standing import CertificateState
from dongan_training.texts import N_, _, clauses, listed
from ui.kit import Tag, Tone

STATES = {
    CertificateState.ENTITLED: Tag(N_("可签发"), Tone.INFO),
    CertificateState.ISSUED: Tag(N_("已签发"), Tone.GOOD),
    CertificateState.LACKING: Tag(N_("未达条件"), Tone.ATTENTION),
    CertificateState.REVOKED: Tag(N_("已撤销"), Tone.BAD),
}
VERDICT_TONES = {
    Verdict.VALID: Tone.GOOD,
    Verdict.REVOKED: Tone.BAD,
    Verdict.UNRECORDED: Tone.ATTENTION,
}
VERDICT_TITLES = {
    Verdict.VALID: N_("证书有效"),
    Verdict.REVOKED: N_("证书已撤销"),
    Verdict.UNRECORDED: N_("没有签发记录"),
}


def state_tag(state: CertificateState) -> Tag:
    """Show which of the four somebody is."""
    return Tag(_(STATES[state].text), STATES[state].tone)


def hours_text(hours: float) -> str:
    """4 or 3.5."""
    return f"{hours:g}"


def score_text(score: float | None) -> str:
    """The best mark; a dash where there is none."""
    return "–" if score is None else marks_text(score)


def lacks_text(lacks: tuple[str, ...]) -> str:
    """What is lacking, in one line."""
    return clauses(lacks)


def asked_text(asked: tuple[str, ...]) -> str:
    """What the class asks for its certificate."""
    return _("结业条件：{asked}").format(asked=listed(asked) or _("不设条件"))
