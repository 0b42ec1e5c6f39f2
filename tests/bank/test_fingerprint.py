"""Questions are the same whatever their clothes, and differ where they say something else."""

from hypothesis import given
from hypothesis import strategies as st

from dongan_training.bank.fingerprint import fingerprint, fold
from dongan_training.bank.similarity import most_similar


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


def test_the_nearest_of_many_is_found():
    known = [f"第{number}条规定了什么内容和处分档次" for number in range(300)]
    known.append("受到警告处分的党员在多长时间内不得提升职务")
    (match,) = most_similar(["受到警告处分的党员，多长时间内不得提升职务？"], known)
    assert match is not None and match.place == 300 and match.similarity > 0.8


def test_the_nearest_is_found_among_stems_that_differ_in_a_number_only():
    known = [f"党员{number:x}号在会议中有迟到情形的，应当按规定处理" for number in range(2000)]
    matches = most_similar([f"关于{known[number]}" for number in (7, 255, 1999)], known)
    assert [match and match.place for match in matches] == [7, 255, 1999]


def test_nothing_is_near_a_stem_of_other_words():
    assert most_similar(["春耕备耕要注意什么"], ["受到警告处分的党员不得提升职务"]) == [None]
