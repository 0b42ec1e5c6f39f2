"""The shipped bank keeps the rules of question_banks/README.md."""

import json
import re
from collections import Counter
from typing import Any

import pytest

from question_banks.build import HERE, load_questions

QUESTIONS = load_questions()
DOCUMENTS: dict[str, dict[str, str]] = json.loads(
    (HERE / "documents.json").read_text(encoding="utf-8")
)

# Articles whose number stands in a source that quotes the 2023 edition. Everything else is
# either inferred from its neighbours or was not found, and may not be cited.
DISCIPLINE = {
    *(1, 2, 3, 4, 7, 8, 9, 10, 11, 14, 20, 21, 23, 24, 25, 29, 30, 34, 35),
    *range(36, 40),
    *range(43, 49),
    *range(49, 58),
    *(59, 62, 63, 64, 65, 66, 67, 68, 69, 70, 72, 73, 75, 76),
    *(77, 78, 79, 80, 82, 83, 85, 86, 89, 90, 91, 92, 93),
    *(94, 95, 96, 97, 98, 99, 101, 103, 104, 105, 106, 107),
    *(111, 112, 113, 114, 115, 117, 119, 122, 123, 124, 125, 126, 128),
    *(130, 131, 132, 136, 137, 139, 140, 141, 142, 143, 144),
    *(150, 151, 152, 153, 154, 158),
}
OTHERS = {
    "constitution_2022": {1, 5, 7, 9, 27, 30, 31, 40, 41, 42},
    "branch_2018": {4, 5, 11, 12, 13, 17, 19, 20, 21, 23},
    "rural_2018": {5},
    "admission_2014": {3, 5, 6, 7, 8, 9, 14, 15, 19, 21, 32},
    "members_2019": {24, 25},
    "cadres_2023": {11, 12, 13, 14, 15, 16},
    "accountability_2019": {8},
}
# Facts that are sure while their article is not: cited by the document alone, without a number.
WHOLE = {
    *("branch_2018", "admission_2014", "members_2019"),
    *("integrity_2015", "supervision_2016", "eight_2012"),
}
PARTS = {"burden_2024": {"第一部分第1项", "第一部分第2项", "第二部分", "第四部分"}}
# Chapters of the 2023 edition by their last article.
CHAPTERS = {
    **{6: "第一章 ", 16: "第二章 ", 27: "第三章 ", 35: "第四章 ", 48: "第五章 ", 76: "第六章 "},
    **{
        93: "第七章 ",
        121: "第八章 ",
        129: "第九章 ",
        149: "第十章 ",
        154: "第十一章 ",
        158: "附则",
    },
}


def article_number(text: str) -> int:
    """``第一百二十四条`` as 124."""
    total = digit = 0
    for character in text.removeprefix("第").removesuffix("条"):
        if character in "百十":
            total += (digit or 1) * {"百": 100, "十": 10}[character]
            digit = 0
        else:
            digit = "零一二三四五六七八九".index(character)
    return total + digit


def of_type(kind: str) -> list[dict[str, Any]]:
    return [question for question in QUESTIONS if question["type"] == kind]


def test_an_article_number_is_read_from_chinese() -> None:
    assert [article_number(f"第{text}条") for text in ("八", "二十", "一百零六", "一百五十八")] == [
        *(8, 20, 106, 158)
    ]


def test_the_bank_has_enough_questions_of_each_type() -> None:
    assert Counter(question["type"] for question in QUESTIONS) == {
        "single_choice": 107,
        "multiple_choice": 45,
        "true_false": 62,
        "fill_blank": 29,
        "short_answer": 9,
    }


def test_most_of_the_bank_is_on_the_discipline_regulation() -> None:
    documents = Counter(question["evidence"]["document"] for question in QUESTIONS)
    assert documents["discipline_2023"] >= 140 and documents.total() >= 200


def test_three_passages_have_questions_that_ask_about_them() -> None:
    passages = Counter(question["passage"] for question in QUESTIONS if question.get("passage"))
    assert len(passages) >= 3 and min(passages.values()) >= 3


def test_the_three_difficulties_are_all_used() -> None:
    declared = Counter(question["difficulty"] for question in QUESTIONS)
    assert min(declared.values()) >= 0.2 * declared.total()


def test_a_short_answer_says_for_what_it_earns_points() -> None:
    for question in of_type("short_answer"):
        assert len(question["marking"]) >= 2
        assert all(point["text"] and point["points"] > 0 for point in question["marking"])


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question["number"])
def test_a_question_cites_only_what_was_verified(question: dict[str, Any]) -> None:
    evidence = question["evidence"]
    document, article = evidence["document"], evidence["article"]
    named = DOCUMENTS[document]
    assert question["citation"] == f"《{named['title']}》（{named['label']}）{article}"
    if document == "discipline_2023":
        assert article_number(article) in DISCIPLINE
    elif document in PARTS:
        assert article in PARTS[document]
    elif not article:
        assert document in WHOLE
    else:
        assert article_number(article) in OTHERS[document]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question["number"])
def test_a_question_is_complete(question: dict[str, Any]) -> None:
    assert question["explanation"] and question["chapter"]
    assert question["difficulty"] in ("易", "中", "难")
    assert question["points"] is None
    assert question["answer"]
    assert len(question["options"]) == len(set(question["options"]))


def test_questions_on_the_regulation_stand_under_the_chapter_of_their_article() -> None:
    for question in QUESTIONS:
        if question["evidence"]["document"] == "discipline_2023":
            number = article_number(question["evidence"]["article"])
            name = next(name for last, name in CHAPTERS.items() if number <= last)
            assert question["chapter"].startswith(name), question["number"]


def test_every_chapter_of_the_regulation_is_asked_about() -> None:
    asked = {question["chapter"] for question in QUESTIONS}
    assert all(any(chapter.startswith(name) for chapter in asked) for name in CHAPTERS.values())


def test_no_explanation_counts_options_for_papers_put_them_in_other_orders() -> None:
    places = re.compile(
        r"[前后][一二两三四]项|第[一二三四]项|[A-F]项|选项[A-F]|上述|以上[一二两三四]"
    )
    named = [one["number"] for one in QUESTIONS if places.search(one["explanation"] or "")]
    assert named == []


def test_no_stem_is_used_twice() -> None:
    assert len({question["stem"] for question in QUESTIONS}) == len(QUESTIONS)


def test_keys_name_options_that_exist() -> None:
    for question in of_type("single_choice") + of_type("multiple_choice"):
        letters = "ABCDE"[: len(question["options"])]
        assert set(question["answer"]) <= set(letters)
        assert question["stem"].count("（ ）") == 1
    assert all(len(question["answer"]) == 1 for question in of_type("single_choice"))
    assert all(2 <= len(question["answer"]) <= 4 for question in of_type("multiple_choice"))


def test_guessing_one_letter_does_not_pay() -> None:
    for kind in ("single_choice", "multiple_choice"):
        letters = Counter(letter for question in of_type(kind) for letter in question["answer"])
        assert max(letters.values()) <= 0.4 * letters.total()
    truths = Counter(question["answer"][0] for question in of_type("true_false"))
    assert max(truths.values()) <= 0.55 * truths.total()


def test_every_blank_has_an_answer() -> None:
    for question in of_type("fill_blank"):
        assert question["stem"].count("____") == len(question["answer"])
        assert all(accepted for accepted in question["answer"])


def test_pages_are_named_only_where_they_are_official() -> None:
    official = (
        ".gov.cn/",
        ".edu.cn/",
        "/12371.cn/",
        ".12371.cn/",
        "/xiongan.gov.cn/",
        "/ljsz.gov.cn/",
    )
    for question in QUESTIONS:
        for page in question["evidence"]["pages"]:
            assert any(host in page for host in official), page


def test_every_document_is_named_with_its_edition_and_used() -> None:
    assert {question["evidence"]["document"] for question in QUESTIONS} == set(DOCUMENTS)
    for named in DOCUMENTS.values():
        assert named["title"] and named["label"] and named["edition"]
