"""How questions, keys and what was found about them read on screen."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from dongan_training.bank import citations
from dongan_training.bank.drafts import Draft, ProblemKind, QuestionType
from dongan_training.bank.filtering import LEVELS, STATUSES, level_of
from dongan_training.bank.importing.intake import Known, State
from dongan_training.bank.importing.reviewing import Choice, Item
from dongan_training.bank.judging import Claim
from dongan_training.bank.key_text import key_text
from dongan_training.bank.models import QuestionStatus
from dongan_training.sheets import kinds
from dongan_training.texts import N_, _
from ui.kit import FileKind, Tag, Tone

PLACES_KEPT = 2000  # of citations: many questions rest on one article
SHORT_TYPES: Mapping[QuestionType, str] = {
    QuestionType.SINGLE_CHOICE: N_("单选"),
    QuestionType.MULTIPLE_CHOICE: N_("多选"),
    QuestionType.TRUE_FALSE: N_("判断"),
    QuestionType.FILL_BLANK: N_("填空"),
    QuestionType.SHORT_ANSWER: N_("简答"),
}
# What a pill has room for; the whole sentence stands in the panel beside the list.
SHORT_PROBLEMS: Mapping[ProblemKind, str] = {
    ProblemKind.NO_ANSWER: N_("没有找到答案"),
    ProblemKind.UNKNOWN_OPTION: N_("答案不在选项里"),
    ProblemKind.NO_OPTIONS: N_("没有选项"),
    ProblemKind.DUPLICATE_OPTIONS: N_("有相同的选项"),
    ProblemKind.SHORT_STEM: N_("题干太短"),
    ProblemKind.NO_BLANK: N_("题干没有空"),
    ProblemKind.DUPLICATE: N_("文件中重复"),
    ProblemKind.CONFLICT: N_("答案前后不同"),
    ProblemKind.COUNT_MISMATCH: N_("题数不符"),
    ProblemKind.UNSUPPORTED_TYPE: N_("没有这种题型"),
    ProblemKind.NOT_A_QUESTION: N_("没有认出"),
    ProblemKind.WRONG_SUFFIX: N_("后缀与内容不符"),
}
SHORT_STEM = 12  # signs
DIFFICULTIES = (N_("易"), N_("中"), N_("难"))
PLACE_IN_TEXT = N_("第 {line} 行")
PLACE_IN_LIST = N_("第 {line} 条")
PLACES: Mapping[str, str] = {
    **dict.fromkeys(("docx", "doc", "odt", "rtf", "pdf"), N_("第 {line} 段")),
    **dict.fromkeys(("json", "moodle", "qti"), PLACE_IN_LIST),
}
BANK_FILES = FileKind(N_("题库文件"), kinds.OF_BANKS)

PICTURE_FILES = FileKind(N_("图片"), (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp"))


def short_stem(stem: str) -> str:
    """A stem in as many signs as a title has room for."""
    said = " ".join(stem.split())
    return said if len(said) <= SHORT_STEM else said[:SHORT_STEM] + "…"


def type_tag(kind: QuestionType) -> Tag:
    """Show a type in two characters."""
    return Tag(_(SHORT_TYPES[kind]), Tone.INFO)


def status_tag(status: QuestionStatus) -> Tag | None:
    """Show what is not in use; most questions are, and need no pill."""
    if status is QuestionStatus.IN_USE:
        return None
    tone = Tone.ATTENTION if status is QuestionStatus.DRAFT else Tone.QUIET
    return Tag(_(STATUSES[status]), tone)


def level_words(declared: str | None, facility: float | None) -> str:
    """The level that counts: measured where it was, else as declared; empty where nobody said."""
    known = declared is not None or facility is not None
    return _(LEVELS[level_of(declared, facility)]) if known else ""


def declared_words(declared: str) -> str:
    """What an author said of the difficulty: the usual three words in the language spoken."""
    return _(declared) if declared in DIFFICULTIES else declared


@lru_cache(PLACES_KEPT)
def cited_place(citation: str | None) -> str:
    """The article alone, where there is one: a list has room for no more."""
    found = citations.parse_citation(citation or "")
    return (found and citations.place_text(found)) or citation or ""


def draft_key(draft: Draft) -> str:
    """The key in a list; a question mark where there is none."""
    return key_text(draft.type, draft.answer).replace("|", "；") or "?"


def claims_text(claims: Sequence[Claim]) -> str:
    """Say whether as many questions were found as the heads of a file name; empty without any."""
    if not claims:
        return ""
    claimed, found = sum(one.claimed for one in claims), sum(one.found for one in claims)
    if all(one.claimed == one.found for one in claims):
        return _("标题写明 {claimed} 题，相符").format(claimed=claimed)
    return _("标题写明 {claimed} 题，读到 {found} 题").format(claimed=claimed, found=found)


def place_text(file_format: str, line: int) -> str:
    """Say where in the file something stands."""
    return _(PLACES.get(file_format, PLACE_IN_TEXT)).format(line=line) if line else ""


def hint_tag(item: Item, citation_fault: str = "") -> Tag | None:
    """The pill of a question under review: what needs a look, or what was decided."""
    entry = item.entry
    if item.choice is Choice.SKIP:
        return Tag(_("不导入"), Tone.QUIET)
    if entry.state is State.PROBLEM:
        return Tag(_problem_word(item), Tone.BAD)
    if item.replaces:
        return Tag(_("替换题库中的"), Tone.GOOD)
    if item.choice and entry.state is not State.GOOD:
        return Tag(_("仍要导入"), Tone.GOOD)
    if entry.state is State.CONFLICT:
        assert entry.known is not None
        told = _("答案前后不同") if entry.known.line else _("答案与题库不同")
        return Tag(told, Tone.BAD)
    if entry.known is not None:
        return Tag(_alike(entry.known), Tone.ATTENTION)
    if entry.problems:
        return Tag(_problem_word(item), Tone.ATTENTION)
    if citation_fault:
        return Tag(_("依据请核对"), Tone.ATTENTION)
    return Tag(_("请核对"), Tone.ATTENTION) if entry.draft.warnings else None


def remarks(item: Item) -> list[str]:
    """Every sentence there is about a question."""
    return [*(problem.message for problem in item.entry.problems), *item.entry.draft.warnings]


def _problem_word(item: Item) -> str:
    if item.entry.problems:
        return _(SHORT_PROBLEMS[item.entry.problems[0].kind])
    return _("没有找到答案")


def _alike(known: Known) -> str:
    if not known.is_twin and known.line:
        told = _("与第 {line} 行相似 {share:.0%}")
        return told.format(line=known.line, share=known.similarity)
    if not known.is_twin:
        return _("与题库中 1 题相似 {share:.0%}").format(share=known.similarity)
    return _("与第 {line} 行重复").format(line=known.line) if known.line else _("题库中已有")
