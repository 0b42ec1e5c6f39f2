# ruff: noqa: E501  (items stand here as other systems write them)
"""QTI 1.2 as Canvas and Blackboard write it: what their metadata and their scores mean."""

import pytest

from dongan_training.bank.drafts import QuestionType
from tests.bank.formats.test_habits import found_in
from tests.bank.formats.test_qti import FIB, equal, labels, material, qti


def said(**fields: str) -> str:
    entries = "".join(
        f"<qtimetadatafield><fieldlabel>{name}</fieldlabel><fieldentry>{value}</fieldentry></qtimetadatafield>"
        for name, value in fields.items()
    )
    return f"<itemmetadata><qtimetadata>{entries}</qtimetadata></itemmetadata>"


def canvas(metadata: str, presentation: str, conditions: str = "", ident: str = "i1") -> str:
    return (
        f'<item ident="{ident}">{metadata}<presentation>{presentation}</presentation>'
        f'<resprocessing><outcomes><decvar maxvalue="100"/></outcomes>{conditions}</resprocessing></item>'
    )


def quiz(*items: str) -> str:
    return f"<questestinterop><assessment><section>{''.join(items)}</section></assessment></questestinterop>"


def paid(points: str, *conditions: str) -> str:
    return f"<respcondition><conditionvar>{''.join(conditions)}</conditionvar><setvar>{points}</setvar></respcondition>"


def between(low: str, high: str) -> str:
    return f'<vargte respident="R">{low}</vargte><varlte respident="R">{high}</varlte>'


def gap(name: str, *texts: str, kind: str = "") -> str:
    offered = "".join(
        f'<response_label ident="{text}"{kind}>{material(text)}</response_label>' for text in texts
    )
    return f'<response_lid ident="response_{name}">{material(name)}<render_choice>{offered}</render_choice></response_lid>'


def test_a_shared_text_of_canvas_is_the_passage_of_its_questions(tmp_path):
    below = said(question_type="multiple_choice_question", parent_stimulus_item_ident="s")
    found = qti(
        tmp_path,
        quiz(
            canvas(said(question_type="text_only_question"), material("某镇王某……"), ident="s"),
            canvas(below, labels("Single", "三年", "五年"), paid("100", equal("b"))),
            canvas(said(), material("谈谈你的看法。") + FIB.format("R")),
        ),
    )
    assert [draft.passage for draft in found.drafts] == ["某镇王某……", None]
    assert [problem.kind.value for problem in found.problems] == ["no_answer"]


def test_an_option_that_earns_a_part_is_told_and_is_no_key(tmp_path):
    conditions = paid("5", equal("a")) + paid("10", equal("b"))
    (draft,) = qti(tmp_path, quiz(canvas(said(), labels("Single", "甲", "乙"), conditions))).drafts
    assert (draft.type, draft.answer) == (QuestionType.SINGLE_CHOICE, ("B",))
    assert draft.warnings == ("只给部分分的答案“甲”没有收入，请核对。",)


def test_blanks_of_canvas_stand_in_the_text_by_name(tmp_path):
    metadata = said(question_type="fill_in_multiple_blanks_question")
    body = material("任期[n]年，共[m]条。") + gap("n", "五", "5") + gap("m", "158")
    (draft,) = qti(tmp_path, quiz(canvas(metadata, body))).drafts
    assert draft.type is QuestionType.FILL_BLANK
    assert (draft.stem, draft.answer) == ("任期____年，共____条。", (("五", "5"), ("158",)))


@pytest.mark.parametrize(
    ("metadata", "body", "told"),
    [
        (said(question_type="calculated_question"), material("[x]加一") + FIB.format("R"), "计算题"),
        (said(question_type="file_upload_question"), material("上传。"), "上传文件题"),
        (said(question_type="fill_in_multiple_blanks_question"), material("[n]年") + gap("n", "五", "六", kind=' answer_type="dropdown"'), "选词填空题"),
    ],
)  # fmt: skip
def test_types_of_canvas_that_this_program_has_not_are_counted_by_name(tmp_path, metadata, body, told):  # fmt: skip
    found = qti(tmp_path, quiz(canvas(metadata, body)))
    assert found.drafts == []
    assert found.problems[0].message == f"{told} 1 道，本程序没有这种题型，没有导入。"


@pytest.mark.parametrize(
    "condition",
    [
        between("70", "84"),
        f"<or>{equal('77')}<and>{between('70', '84')}</and></or>",
    ],
)
def test_a_number_between_two_others_is_a_key_of_that_width(tmp_path, condition):
    item = canvas(said(), material("多少？") + FIB.format("R"), paid("100", condition))
    assert found_in(qti(tmp_path, quiz(item))) == (("fill", 0, (("70~84",),)),)


def test_blackboard_pays_the_most_there_is_for_the_right_answer(tmp_path):
    conditions = paid("SCORE.max", equal("b")) + paid("0.0", "<other/>")
    item = canvas(said(), labels("Single", "true", "false"), conditions)
    assert found_in(qti(tmp_path, quiz(item))) == (("truth", 0, (False,)),)


def test_the_texts_of_blackboard_are_read(tmp_path):
    told = '<material><mat_extension><mat_formattedtext type="HTML">&lt;b&gt;任期&lt;/b&gt;几年？</mat_formattedtext></mat_extension></material>'
    (draft,) = qti(tmp_path, quiz(canvas(said(), told + FIB.format("R")))).drafts
    assert draft.stem == "任期几年？"
