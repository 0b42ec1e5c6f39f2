"""Questions are the same whatever their clothes, and differ where they say something else."""

from hypothesis import given
from hypothesis import strategies as st

from dongan_training.bank.fingerprint import fingerprint, fold


@given(st.text())
def test_folding_twice_changes_nothing_more_and_never_fails(text):
    assert fold(fold(text)) == fold(text)


@given(
    st.text(),
    st.lists(st.text(), max_size=5).flatmap(lambda o: st.permutations(o).map(lambda p: (o, p))),
)
def test_the_order_of_the_options_makes_no_other_question(stem, orders):
    one, other = orders
    assert fingerprint(stem, one) == fingerprint(stem, other)


def test_width_blanks_and_punctuation_make_no_other_question():
    assert fingerprint("党员（ ）５年", ["A"]) == fingerprint("党员( )5 年。", ["ａ"])


def test_a_decimal_point_and_a_sign_do():
    prints = {fingerprint("增长", [option]) for option in ("1.5%", "15%", "15", "-15", "1/5")}
    assert len(prints) == 5


def test_a_text_folds_as_its_characters_do_one_by_one():
    signs = "".join(map(chr, (*range(0xD800), *range(0xE000, 0x10000)))).replace(".", "")
    signs = signs.replace("．", "")  # between digits these are decimal points
    assert fold(signs) == "".join(map(fold, signs))
