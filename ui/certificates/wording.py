"""How certificates read on screen."""

from dataclasses import dataclass
from enum import StrEnum

from dongan_training.bank.scoring import marks_text
from dongan_training.certificates.standing import CertificateState
from dongan_training.certificates.trust import IssuerRow
from dongan_training.certificates.verifying import Verdict
from dongan_training.texts import N_, _, clauses, listed
from ui.kit import Tag, Tone, day

STATES = {
    CertificateState.ENTITLED: Tag(N_("可签发"), Tone.INFO),
    CertificateState.ISSUED: Tag(N_("已签发"), Tone.GOOD),
    CertificateState.LACKING: Tag(N_("未达条件"), Tone.ATTENTION),
    CertificateState.REVOKED: Tag(N_("已撤销"), Tone.BAD),
}


class KeyState(StrEnum):
    """Whose key it is, and whether we still sign with it."""

    IN_USE = "in_use"
    REPLACED = "replaced"
    FOREIGN = "foreign"


KEYS = {
    KeyState.IN_USE: Tag(N_("正在使用"), Tone.GOOD),
    KeyState.REPLACED: Tag(N_("已更换"), Tone.QUIET),
    KeyState.FOREIGN: Tag(N_("外单位"), Tone.INFO),
}
VERDICT_TONES = {
    Verdict.VALID: Tone.GOOD,
    Verdict.REVOKED: Tone.BAD,
    Verdict.UNRECORDED: Tone.ATTENTION,
    Verdict.VALID_ELSEWHERE: Tone.GOOD,
    Verdict.REVOKED_ELSEWHERE: Tone.BAD,
}
VERDICT_TITLES = {
    Verdict.VALID: N_("证书有效"),
    Verdict.REVOKED: N_("证书已撤销"),
    Verdict.UNRECORDED: N_("没有签发记录"),
    Verdict.VALID_ELSEWHERE: N_("证书有效（外单位签发）"),
    Verdict.REVOKED_ELSEWHERE: N_("证书已撤销（外单位签发）"),
}


@dataclass(frozen=True)
class KeyLine:
    """A key as the table of keys shows it."""

    id: str
    name: str
    state: KeyState
    fingerprint: str
    revoked: int
    list_day: str

    @classmethod
    def of(cls, row: IssuerRow) -> "KeyLine":
        """Tell ours in use from ours before and those of others."""
        own = KeyState.IN_USE if row.current else KeyState.REPLACED
        state = own if row.own else KeyState.FOREIGN
        shown = day(row.list_at) if row.list_at else "–"
        return cls(row.id, row.name, state, row.fingerprint, row.revoked, shown)


def key_tag(state: KeyState) -> Tag:
    """Show whose key it is."""
    return Tag(_(KEYS[state].text), KEYS[state].tone)


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
