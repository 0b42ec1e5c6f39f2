"""From a raw question to a draft, by evidence: what the key, the options and the blanks say.

Where the file's own tag and the key disagree, the key is believed and the draft carries a
warning. Nothing is invented: a choice without options becomes a problem, not a question.
"""

import re

from dongan_training.bank.drafts import (
    Answer,
    Draft,
    MarkingPoint,
    Problem,
    ProblemKind,
    QuestionType,
    letter_of,
    place_of,
)
from dongan_training.bank.recognising import blanks, lifting, marking, tidying
from dongan_training.bank.recognising.key_texts import letters_in_key
from dongan_training.bank.recognising.keys import is_bare_key, letters_of, one_by_one, truth_of
from dongan_training.bank.recognising.lexicon import (
    ASKED,
    CHINESE,
    EMPTY_BRACKETS,
    SHORT_HINT,
    TYPE,
)
from dongan_training.bank.recognising.options_in_stem import take_options
from dongan_training.bank.recognising.pieces import calmed, fold
from dongan_training.bank.recognising.raw import CHOICES, SHOWN, Declared, Place, Raw
from dongan_training.texts import N_
from dongan_training.texts import said as _
from dongan_training.values import value

WRITTEN = (Declared.FILL, Declared.SHORT)
NO_CHOICES = (Declared.TRUE_FALSE, Declared.DISCUSS, Declared.SHORT)
APART = (Declared.FOREIGN, Declared.PASSAGE)
# ``这种说法是（ ）的``: here 正确 and 错误 complete the sentence, so it is a choice.
FILLED_BY_OPTION = re.compile(r"[是为属于]\s*(?:[(\[【]\s*[A-L]?\s*[)\]】]|_{2,}|\s{4,})")
RIGHT_OR_WRONG = re.compile(
    r"(?<=[。!！])\s*(?:是?对还是错|正确还是错误|是否正确|对不对|对吗)\s*[?？]\s*$"
)
UNCLEAR_KEYS = ("0", "1", "2")

GAP = re.compile(r"[\s\ufe0f]{2}")  # a cheap look before HIDDEN
CAPITAL = re.compile("[A-LＡ-Ｌ]")  # a cheap look: an option that hides another has one
# A、…B、… or B、…C、… inside a text; between the marks stands more than the letters of A、B、C
HIDDEN_RUN = re.compile(
    r"(?<![A-Za-z])(?:A\s*[.、:](?!\s*[A-L]\s*[.、:]).+?(?<![A-Za-z])B"
    r"|B\s*[.、:](?!\s*[A-L]\s*[.、:]).+?(?<![A-Za-z])C)\s*[.、:]\s*\S"
)
INNER_KEY = re.compile(r"[(\[]\s*[A-L]{1,6}\s*[)\]].{4}")  # 拨打119 5.下列( A )灭火剂
HEAD_ENDS = frozenset("题)）")  # a cheap look before it
# D.丁 三、判断题: the next head behind the last words of a question
HEAD_BEHIND = re.compile(
    rf"(?:[{CHINESE}]{{1,3}}\s*[、.\s]|[IVXⅠ-Ⅻ]{{1,4}}\s*[、.])\s*(?:{TYPE})\S{{0,2}}题\s*(?:\([^()]*\))?$"
    rf"|\s(?:{TYPE})题?\s*\([^()]*[道题分][^()]*\)$"
)
HIDDEN = re.compile(r"\s{2,}[(\[]?[B-L][)\]]?\s*[.、:]\s*\S")
NO_OPTIONS = N_("这道选择题没有选项，没有导入。请补上选项后再导入。")
NOT_A_QUESTION = N_("看不出这一段是什么题：没有选项，也没有答案。")
UNCLEAR_TRUTH = N_("答案“{key}”看不出对错。")
UNCLEAR_KEY = N_("答案“{key}”看不出是什么意思，也没有选项，没有导入。")
FOREIGN_TYPE = N_("本程序没有“{told}”这种题型，没有导入。")
SEVERAL_LINES = N_("一个空的答案写成了几行，已当作几种写法，请核对。")
BELOW_KEY = N_("答案下面的“{text}”没有当作答案，放进了解析，请核对。")
ASKS_INSIDE = N_("答案里有问句，可能并入了另一道题，请核对。")
OPTIONS_INSIDE = N_("答案里好像有选项，可能是一道选择题，请核对。")
HOLDS_HEAD = N_("这道题的末尾好像带进了下一部分的标题，请核对。")
NO_STEM = N_("这一道只有选项或答案，没有题干，没有导入。")


@value
class Verdict:
    """What the evidence says: type, answer, and the options that remain."""

    type: QuestionType
    answer: Answer = ()
    options: tuple[str, ...] = ()


def settle(raw: Raw) -> Draft | Problem:
    """Decide what ``raw`` is; a Problem where it cannot be a question."""
    raw.stem, raw.key = calmed(raw.stem), calmed(raw.key)
    raw.options = [calmed(option) for option in raw.options]
    tidying.tidy(raw)
    take_options(raw)
    if raw.declared in APART:
        if raw.declared is Declared.FOREIGN:
            message = _(FOREIGN_TYPE).format(told=raw.told)
            return _problem(raw, ProblemKind.UNSUPPORTED_TYPE, message)
        raw.declared = None if raw.options else Declared.SHORT
    if not raw.stem.strip() or is_bare_key(raw.stem):
        return _problem(raw, ProblemKind.NOT_A_QUESTION, _(NO_STEM))
    verdict = _verdict(raw)
    if any(map(_holds_head, (raw.stem, raw.key, *raw.options[-1:]))):
        raw.warnings.append(_(HOLDS_HEAD))
    return verdict if isinstance(verdict, Problem) else _draft(raw, verdict)


def _holds_head(text: str) -> bool:
    return text[-1:] in HEAD_ENDS and HEAD_BEHIND.search(fold(text)) is not None


def _verdict(raw: Raw) -> Verdict | Problem:
    if raw.blanks:
        return Verdict(QuestionType.FILL_BLANK, raw.blanks)
    if raw.declared in WRITTEN and raw.options:
        if raw.declared is Declared.SHORT and _chosen_from_options(raw):
            return _choice(raw)
        return _written_in_options(raw)
    truths = _truth_options(raw.options) if len(raw.options) == 2 else ()
    if truths and raw.declared not in CHOICES[:2] and not FILLED_BY_OPTION.search(fold(raw.stem)):
        return _true_false_with_options(raw, truths)
    if len(raw.options) >= 2:
        return _choice(raw)
    return _without_options(raw)


def _without_options(raw: Raw) -> Verdict | Problem:
    truth = _truth_without_options(raw)
    letters = letters_of(raw.key)
    word = len(set(letters)) < len(letters)  # FDD
    if word or (raw.writes and blanks.count(raw.stem)):
        letters = ""
    if raw.declared in WRITTEN:
        return _written(raw)
    if truth is not None:
        return _true_false(raw, truth)
    if raw.declared is Declared.TRUE_FALSE:
        return _true_false_unkeyed(raw)
    if raw.declared in CHOICES or letters or raw.options:
        return _problem(raw, ProblemKind.NO_OPTIONS, _(NO_OPTIONS))
    return _written(raw)


def _written(raw: Raw) -> Verdict | Problem:
    """Fill-in or short answer: what the reader has to write."""
    if raw.declared is Declared.FILL:
        return _fill(raw)
    if raw.declared in (Declared.SHORT, Declared.DISCUSS):
        return _short(raw)
    if not raw.key:
        if blanks.count_underscores(raw.stem) and raw.number:
            return _fill(raw)
        if raw.number and (raw.asks or ASKED.search(fold(raw.stem))):
            return _short(raw)
        return _problem(raw, ProblemKind.NOT_A_QUESTION, _(NOT_A_QUESTION))
    has_blanks = blanks.count(raw.stem) > 0
    if raw.key.strip() in UNCLEAR_KEYS and not has_blanks and not SHORT_HINT.search(fold(raw.stem)):
        message = _(UNCLEAR_KEY).format(key=raw.key.strip())
        return _problem(raw, ProblemKind.NOT_A_QUESTION, message)
    return _fill(raw) if has_blanks else _short(raw)


def _short(raw: Raw) -> Verdict:
    """A written answer; where only marking points are given they are the answer too."""
    answer = (raw.key.strip(blanks.ENDS) and raw.key) or raw.marking
    if any(line.rstrip().endswith(("?", "？")) for line in answer.split("\n")):
        raw.warnings.append(_(ASKS_INSIDE))
    return Verdict(QuestionType.SHORT_ANSWER, (answer,) if answer else ())


def _fill(raw: Raw) -> Verdict:
    raw.key, in_key = marking.without_order(raw.key)
    raw.stem, in_stem = marking.without_order(raw.stem)
    raw.order_free = in_key or in_stem
    if raw.key.strip(blanks.ENDS):
        wanted = blanks.count(raw.stem)
        if _holds_a_run(fold(raw.key)):
            raw.warnings.append(_(OPTIONS_INSIDE))
        _without_remark(raw, wanted)
        answers = blanks.share_out(raw.key, wanted)
        if wanted and len(answers) != wanted:
            raw.warnings.append(
                _("题干有 {blanks} 个空，答案有 {answers} 个。").format(
                    blanks=wanted, answers=len(answers)
                )
            )
        return Verdict(QuestionType.FILL_BLANK, answers if all(map(any, answers)) else ())
    raw.place = Place.INSIDE
    raw.stem, answers = lifting.answers_behind(raw.stem) if raw.answers_trail else (raw.stem, ())
    if answers:
        raw.warnings.append(_("空后面括号里的文字已当作答案，请核对。"))
        return Verdict(QuestionType.FILL_BLANK, answers)
    raw.stem, answers = lifting.lift_answers(raw.stem)
    if not answers and raw.answers_trail:
        raw.stem, answers = lifting.trailing_answers(raw.stem)
    return Verdict(QuestionType.FILL_BLANK, answers)


def _without_remark(raw: Raw, wanted: int) -> None:
    """What stands below a line that answers every blank answers nothing: a sentence explains."""
    first, _end, rest = raw.key.partition("\n")
    if rest and wanted == 1:
        raw.warnings.append(_(SEVERAL_LINES))
    elif (
        rest
        and wanted == len(blanks.share_out(first, wanted)) > 1
        and not blanks.NUMBERED.match(fold(rest))
    ):
        raw.key = first
        raw.explanation = "\n".join(part for part in (raw.explanation, rest.strip()) if part)
        if not rest.endswith("。"):
            raw.warnings.append(_(BELOW_KEY).format(text=rest[:SHOWN]))


def _chosen_from_options(raw: Raw) -> bool:
    """Whether 案例 is only the subject: the key picks some of three options or more."""
    letters = letters_of(raw.key)
    return len(raw.options) > 2 and 0 < len(letters) < len(raw.options) and all(raw.options)


def _written_in_options(raw: Raw) -> Verdict:
    """Fill-in and short answers whose text stands in column A, with the letter as key."""
    letters = letters_of(raw.key)
    chosen = [raw.options[place_of(one)] for one in letters if place_of(one) < len(raw.options)]
    texts = chosen if letters else [text for text in raw.options if text]
    if raw.key and not letters:
        texts = [raw.key]
    if raw.declared is Declared.SHORT:
        return Verdict(QuestionType.SHORT_ANSWER, ("\n".join(texts),) if texts else ())
    wanted = blanks.count(raw.stem)
    if len(texts) == 1:
        return Verdict(QuestionType.FILL_BLANK, blanks.share_out(texts[0], wanted))
    return Verdict(QuestionType.FILL_BLANK, tuple((text,) for text in texts))


def _truth_options(options: list[str]) -> tuple[bool, ...]:
    """The meaning of options like 正确/错误; empty where they are real options."""
    truths = [truth_of(option) for option in options]
    return (
        tuple(truth for truth in truths if truth is not None)
        if set(truths) == {True, False}
        else ()
    )


def _true_false_with_options(raw: Raw, truths: tuple[bool, ...]) -> Verdict:
    letters = letters_in_key(raw.key, raw.options)
    truth = truth_of(raw.key) if not letters else None
    if not raw.key:
        stem = raw.stem
        raw.stem, letters = lifting.lift_letters(raw.stem, len(raw.options))
        raw.stem, truth = (raw.stem, None) if letters else lifting.lift_truth(raw.stem, True)
        raw.place = lifting.lifted_from(stem, raw.stem)
    if letters and len(letters) == 1 and place_of(letters) < 2:
        truth = truths[place_of(letters)]
    elif not raw.key and truth is None and len(raw.marked) == 1:
        truth, raw.place = truths[raw.marked[0]], Place.LOOKS
    if truth is None and raw.declared is Declared.TRUE_FALSE:
        truth = {"1": True, "0": False, "2": False}.get(raw.key.strip())
    return _true_false(raw, truth) if truth is not None else _true_false_unkeyed(raw)


def _truth_without_options(raw: Raw) -> bool | None:
    truth = truth_of(raw.key)
    if (
        truth is None
        and raw.declared in (Declared.TRUE_FALSE, Declared.DISCUSS)
        and not raw.options
    ):
        truth = {"1": True, "0": False, "2": False, "A": True, "B": False}.get(
            fold(raw.key.strip())
        )
    if truth is None and not raw.key and raw.declared is not Declared.FILL:
        stem = raw.stem
        raw.stem, truth = lifting.lift_truth(stem, raw.declared is Declared.TRUE_FALSE)
        raw.place = lifting.lifted_from(stem, raw.stem)
    if truth is None and not raw.key and raw.declared is Declared.TRUE_FALSE and not raw.options:
        stem, letter = lifting.lift_letters(raw.stem, 2)
        if letter in ("A", "B"):
            raw.stem, truth, raw.place = stem, letter == "A", Place.INSIDE
    return truth


def _true_false(raw: Raw, truth: bool) -> Verdict:
    if "?" in raw.stem or "？" in raw.stem:
        raw.stem = RIGHT_OR_WRONG.sub("", raw.stem)
    if raw.declared in CHOICES:
        raw.warnings.append(_("标为“{told}”，但答案是判断，已按判断题处理。").format(told=raw.told))
    return Verdict(QuestionType.TRUE_FALSE, (truth,))


def _true_false_unkeyed(raw: Raw) -> Verdict:
    """A wrong statement may bring its correction as the key: ``错误，应为三年``."""
    first = re.match(r"\s*[(\[]?\s*(√|×|正确|错误|对|错|[TF](?![A-Za-z]))", fold(raw.key))
    if first is None:
        if raw.key:
            raw.warnings.append(_(UNCLEAR_TRUTH).format(key=raw.key))
        return Verdict(QuestionType.TRUE_FALSE)
    rest = raw.key[first.end() :].strip(" ()（）。.，,、：:；;\n")
    raw.explanation = "\n".join(part for part in (raw.explanation, rest) if part) or None
    truth = truth_of(first[1])
    return Verdict(QuestionType.TRUE_FALSE, () if truth is None else (truth,))


def _choice(raw: Raw) -> Verdict:
    letters = _key_letters(raw)
    if CAPITAL.search("".join(raw.options)) and any(map(_holds_another, raw.options)):
        raw.warnings.append(_("有一个选项里好像还有别的选项，请核对。"))
    if ("B" in raw.stem or "Ｂ" in raw.stem) and _holds_a_run(fold(raw.stem)):
        raw.warnings.append(_("题干里好像还有选项，请核对。"))
    several = len(letters) > 1
    if several and raw.declared is Declared.SINGLE:
        raw.warnings.append(
            _("标为“{told}”，但答案有 {count} 个，已按多选题处理。").format(
                told=raw.told, count=len(letters)
            )
        )
    if len(letters) == 1 and raw.declared is Declared.MULTIPLE:
        raw.warnings.append(_("多选题只有一个答案，请核对。"))
    if raw.declared in NO_CHOICES:
        raw.warnings.append(_("标为“{told}”，但有选项，已按选择题处理。").format(told=raw.told))
    multiple = several or raw.declared is Declared.MULTIPLE
    kind = QuestionType.MULTIPLE_CHOICE if multiple else QuestionType.SINGLE_CHOICE
    return Verdict(kind, one_by_one(letters), tuple(raw.options))


def _holds_another(option: str) -> bool:
    """Whether options of this question, or the run of another one, lie in an option's text."""
    option = fold(option)
    gap = " " in option[2:] and GAP.search(option) and HIDDEN.search(option)
    return bool(gap or _holds_a_run(option) or INNER_KEY.search(option))


def _holds_a_run(text: str) -> bool:
    return "B" in text and HIDDEN_RUN.search(text) is not None


def _key_letters(raw: Raw) -> str:
    """Find the key: as given, else in the brackets of the stem, else as marked options."""
    marked = "".join(map(letter_of, sorted(set(raw.marked)))) if raw.marked else ""
    all_marked = len(marked) == len(raw.options) and len(raw.options) > 1
    marked = "" if all_marked and not raw.key else marked
    given = letters_in_key(raw.key, raw.options)
    stem, in_stem = lifting.lift_letters(raw.stem, len(raw.options))
    if given and in_stem and set(in_stem) != set(given) and EMPTY_BRACKETS.search(fold(raw.stem)):
        in_stem = ""  # 数据库（DB）是（ ）: the empty brackets are the place of the key
    if in_stem and not given:
        raw.place = lifting.lifted_from(raw.stem, stem)
    elif marked and not given:
        raw.place = Place.LOOKS
    raw.stem = stem if in_stem else raw.stem
    found = given or in_stem or marked
    if raw.key and not given:
        raw.warnings.append(_("答案“{key}”对不上选项。").format(key=raw.key[:30]))
    if given and in_stem and set(given) != set(in_stem):
        raw.warnings.append(
            _("题干里的答案是 {inside}，答案行是 {given}，已用答案行。").format(
                inside=in_stem, given=given
            )
        )
    if found and marked and set(found) != set(marked) and not all_marked:
        raw.warnings.append(
            _("答案是 {given}，突出显示的选项是 {marked}，已用答案。").format(
                given=found, marked=marked
            )
        )
    return found if len(found) == 1 else "".join(sorted(set(found)))


def _problem(raw: Raw, kind: ProblemKind, message: str) -> Problem:
    return Problem(raw.line, kind, message, raw.source)


def _marking(raw: Raw, verdict: Verdict) -> tuple[MarkingPoint, ...]:
    if verdict.type is not QuestionType.SHORT_ANSWER:
        return ()
    return marking.points_in(raw.marking) or marking.told_points(raw.key)


def _draft(raw: Raw, verdict: Verdict) -> Draft:
    return Draft(
        type=verdict.type,
        stem=raw.stem.strip(),
        options=verdict.options,
        answer=verdict.answer,
        number=raw.number,
        explanation=raw.explanation,
        points=raw.points,
        difficulty=raw.difficulty,
        section=raw.section,
        chapter=raw.chapter,
        citation=raw.citation,
        line=raw.line,
        source=raw.source,
        passage=raw.passage,
        order_free=raw.order_free,
        marking=_marking(raw, verdict),
        tags=raw.tags,
        warnings=tuple(raw.warnings),
    )
