"""Names, ID numbers, phones and birth dates."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.cn import ric

from dongan_training.people import identity
from dongan_training.people.models import Gender
from dongan_training.people.refusals import (
    BirthAmbiguous,
    BirthImpossible,
    BirthUnknown,
    FactRefused,
    IdNumberChecksum,
    IdNumberDate,
    IdNumberLength,
    IdNumberLostDigits,
    IdNumberOld,
    IdNumberShape,
    NameMissing,
    NameStrange,
    NameTooLong,
    NameUnprintable,
    PhoneSeveral,
    PhoneWrong,
)

GOOD = "431122196410249987"

unhurried = settings(deadline=None)  # the first rare character loads fonts
days = st.dates(date(1930, 1, 1), date(2008, 12, 31))


@st.composite
def id_numbers(draw):
    body = f"431122{draw(days):%Y%m%d}{draw(st.integers(0, 999)):03}"
    return body + ric.calc_check_digit(body + "0")


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("陈　敏", "陈敏"),
        (" 陈 敏 ", "陈敏"),
        ("阿依古丽•买买提", "阿依古丽·买买提"),
        ("阿依古丽 . 买买提".replace(".", "・"), "阿依古丽·买买提"),
        (
            "古丽巴哈尔·吐尔逊阿依·阿卜杜热依木·买买提明·艾尔肯江",
            "古丽巴哈尔·吐尔逊阿依·阿卜杜热依木·买买提明·艾尔肯江",
        ),
        ("欧阳𬱖", "欧阳𬱖"),
        ("王䶮", "王䶮"),
        ("John  Smith", "John Smith"),
        ("陈\u200b敏", "陈敏"),
        ("陈\x07敏\u202e", "陈敏"),
    ],
)
def test_a_name_is_stored_as_it_is_read_aloud(typed, stored):
    assert identity.clean_name(typed) == stored


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("", NameMissing),
        ("　", NameMissing),
        ("—", NameMissing),
        ("陈敏😀", NameUnprintable),
        ("陈" * 51, NameTooLong),
        ("合计：312人", NameStrange),
        ("陈敏（女）", NameStrange),
        ("12345", NameStrange),
    ],
)
def test_what_is_no_name_is_refused_with_its_reason(typed, refusal):
    with pytest.raises(refusal):
        identity.clean_name(typed)


def test_a_name_of_fifty_signs_is_a_name():
    assert len(identity.clean_name("陈" * 50)) == 50


@unhurried
@given(id_numbers())
def test_a_right_id_number_is_taken_however_it_is_spaced(number):
    spaced = f" {number[:6]} {number[6:14]}-{number[14:].lower()}"
    assert identity.clean_id_number(spaced) == number
    assert identity.born_by(number).strftime("%Y%m%d") == number[6:14]
    odd = int(number[16]) % 2
    assert identity.gender_by(number) is (Gender.MALE if odd else Gender.FEMALE)


@unhurried
@given(id_numbers(), st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(number, place, by):
    wrong = str((int(number[place]) + by) % 10)
    with pytest.raises((IdNumberChecksum, IdNumberLostDigits)):
        identity.clean_id_number(number[:place] + wrong + number[place + 1 :])


@unhurried
@given(id_numbers())
def test_a_masked_id_number_hides_the_day_of_birth(number):
    masked = identity.masked_id_number(number)
    assert re.fullmatch(r"431122\*{8}\d{3}[\dX]", masked)
    assert len(masked) == 18


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("43112219641024998", IdNumberLength),
        ("431122641024998", IdNumberOld),
        ("431122196410249986", IdNumberChecksum),
        ("43112219641024998Y", IdNumberShape),
        ("4.31122E+17", IdNumberLostDigits),
        ("431122196410249000", IdNumberLostDigits),
        ("431122197502309996", IdNumberDate),
    ],
)
def test_a_wrong_id_number_is_refused_with_its_reason(typed, refusal):
    with pytest.raises(refusal):
        identity.clean_id_number(typed)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("138 1234 5678", "13812345678"),
        ("+86 138-1234-5678", "13812345678"),
        ("'13812345678", "13812345678"),
        ("０７４６－４２１２３４５", "07464212345"),
        ("(0746)4212345", "07464212345"),
    ],
)
def test_a_phone_is_stored_as_digits(typed, stored):
    assert identity.clean_phone(typed) == stored


def test_two_phones_and_a_short_one_are_refused():
    with pytest.raises(PhoneSeveral):
        identity.clean_phone("13812345678、13912345678")
    with pytest.raises(PhoneWrong):
        identity.clean_phone("1381234567")


def test_a_phone_is_masked_in_its_middle():
    assert identity.masked_phone("13812345678") == "138****5678"
    assert "2345" not in identity.masked_phone("4212345")
    assert identity.masked_phone(None) == identity.masked_id_number(None) == ""


def test_long_numbers_in_a_line_of_a_roll_are_masked():
    shown = identity.masked_text("1 陈敏 1964.10 431122196410249987 13812345678")
    assert shown == "1 陈敏 1964.10 431****9987 138****5678"


@unhurried
@given(days)
def test_a_birth_date_is_understood_in_every_way_it_is_written(day):
    month = day.replace(day=1)
    serial = (day - date(1899, 12, 30)).days
    written_months = (f"{day:%Y-%m}", f"{day:%Y.%m}", f"{day:%Y%m}", f"{day.year}年{day.month}月")
    assert {identity.read_birth(text).first_day() for text in written_months} == {month}
    written_days = (f"{day:%Y-%m-%d}", f"{day:%Y/%m/%d}", f"{day:%Y%m%d}", f"{day:%Y年%m月%d日}")
    for text in (*written_days, str(serial)) if serial > 9999 else written_days:
        assert identity.read_birth(text).first_day() == day


def test_october_that_a_spreadsheet_cut_to_one_is_asked_for():
    birth = identity.read_birth_number("1980.1")
    assert birth.agrees_with(date(1980, 10, 3))
    assert birth.agrees_with(date(1980, 1, 3))
    with pytest.raises(BirthAmbiguous):
        birth.first_day()
    assert identity.read_birth("1980.1").first_day() == date(1980, 1, 1)


def test_an_impossible_birth_date_is_no_birth_date():
    for text in ("1985.13", "1899.01", "19850230"):
        with pytest.raises(BirthImpossible):
            identity.read_birth(text)
    for text in ("八五年", "85.1", "1985"):
        with pytest.raises(BirthUnknown):
            identity.read_birth(text)


@unhurried
@given(st.text(max_size=80))
def test_no_text_at_all_breaks_a_rule(text):
    for rule in (
        identity.clean_name,
        identity.clean_id_number,
        identity.clean_phone,
        identity.read_birth,
        identity.read_birth_number,
        identity.read_gender,
    ):
        try:
            rule(text)
        except FactRefused as refusal:
            assert refusal.told()
