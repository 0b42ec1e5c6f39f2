"""What the bank writes, its own reader reads back without loss."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dongan_training.bank import formats
from dongan_training.bank.drafts import Draft, QuestionType
from dongan_training.bank.exporting import NothingToExport, UnknownExportFormat, export
from dongan_training.progress import Silent
from dongan_training.saving import FolderMissing

WORDS = st.text(st.sampled_from("党员纪律处分条例期限组织会议学习𬱖䶮"), min_size=4, max_size=12)
OPTIONS = st.lists(WORDS, min_size=4, max_size=4, unique=True).map(tuple)


ONE = Draft(QuestionType.TRUE_FALSE, "村务公开可以只公开结果。", answer=(False,))


def choice(kind, keys):
    return st.builds(Draft, st.just(kind), WORDS, OPTIONS, keys, explanation=st.none() | WORDS)


DRAFTS = st.one_of(
    choice(QuestionType.SINGLE_CHOICE, st.sampled_from([("A",), ("D",)])),
    choice(QuestionType.MULTIPLE_CHOICE, st.sampled_from([("A", "C"), ("A", "B", "C", "D")])),
    st.builds(
        Draft,
        st.just(QuestionType.TRUE_FALSE),
        WORDS,
        answer=st.sampled_from([(True,), (False,)]),
        citation=st.none() | WORDS,
    ),
    st.builds(
        Draft,
        st.just(QuestionType.FILL_BLANK),
        WORDS.map(lambda stem: f"{stem}____内"),
        answer=st.sampled_from([(("五", "5"),), (("二年",),)]),
    ),
)


def essence(draft):
    return (draft.type, draft.stem, draft.options, draft.answer, draft.explanation, draft.citation)


@pytest.mark.parametrize("suffix", ["xlsx", "json", "txt"])
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(drafts=st.lists(DRAFTS, min_size=1, max_size=6, unique_by=lambda draft: draft.stem))
def test_every_format_we_write_reads_back_the_same(tmp_path, suffix, drafts):
    path = tmp_path / f"题库.{suffix}"
    export(drafts, path)
    reading = formats.read(path, Silent())
    assert [essence(draft) for draft in reading.drafts] == [essence(draft) for draft in drafts]


def test_a_format_nobody_knows_is_named(tmp_path):
    with pytest.raises(UnknownExportFormat, match="pdf"):
        export([], tmp_path / "题库.pdf")


@pytest.mark.parametrize("suffix", ["xlsx", "json", "txt"])
def test_a_stick_that_is_gone_leaves_nothing_and_says_so(tmp_path, suffix):
    with pytest.raises(FolderMissing):
        export([ONE], tmp_path / "gone" / f"题库.{suffix}")


def test_an_empty_bank_leaves_the_file_that_is_there_alone(tmp_path):
    path = tmp_path / "题库.json"
    path.write_text("旧", encoding="utf-8")
    with pytest.raises(NothingToExport):
        export([], path)
    assert path.read_text(encoding="utf-8") == "旧"
