"""Any question that a bank can hold, for the tests of everything that writes or keeps them."""

import struct
import zlib
from dataclasses import replace

from hypothesis import strategies as st

from dongan_training.bank.drafts import Draft, MarkingPoint, Picture, QuestionType, picture_marker

Texts = st.SearchStrategy[str]
CHINESE = "党员纪律处分条例期限组织会议学习的是应当给予𬱖䶮"
SIGNS = "&<>=~#{}:;\\\"'/|%*_-+（）《》，。、"
PLAIN = st.text(st.sampled_from(CHINESE), min_size=4, max_size=12)
# Signs that mean something to one format or another, and line ends, between words.
TRICKY = st.lists(st.sampled_from([*SIGNS, "党", "x", "n", "7", " ", "\n"]), max_size=6).map(
    "".join
)


def tidy(text: str) -> str:
    """Blanks around a line, and lines without a word, are no part of a text."""
    return "\n".join(filter(None, (line.strip() for line in text.split("\n"))))


TEXTS = st.builds(lambda *parts: tidy("".join(parts)), PLAIN, TRICKY, PLAIN)
WORDS = TEXTS.map(lambda text: text.replace("\n", "").replace("/", "").replace("|", ""))


def png(number: int) -> Picture:
    """A picture of one pixel; each number another one."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checked = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + checked

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(bytes([0, number])))
    return Picture("image/png", b"\x89PNG\r\n\x1a\n" + head + body + chunk(b"IEND", b""))


def drafts(
    texts: st.SearchStrategy[str], words: st.SearchStrategy[str]
) -> st.SearchStrategy[Draft]:
    """Questions of all types, whose texts are ``texts`` and whose blanks hold ``words``."""
    shared = {
        "explanation": st.none() | texts,
        "citation": st.none() | words,
        "chapter": st.none() | words,
        "difficulty": st.sampled_from([None, "易", "中", "难"]),
        "points": st.sampled_from([None, 1.0, 2.0, 2.5]),
        "tags": st.lists(PLAIN, max_size=2, unique=True).map(tuple),
    }

    def made(kind: QuestionType, **fields: st.SearchStrategy[object]) -> st.SearchStrategy[Draft]:
        return st.builds(Draft, st.just(kind), **{"stem": texts, **shared, **fields})

    options = st.lists(texts, min_size=4, max_size=5, unique=True).map(tuple)
    blank = st.lists(words, min_size=1, max_size=2, unique=True).map(tuple)
    points = st.lists(
        st.builds(MarkingPoint, words, st.sampled_from([1.0, 2.5])), min_size=2, max_size=3
    ).map(tuple)
    return st.one_of(
        made(
            QuestionType.SINGLE_CHOICE,
            options=options,
            answer=st.sampled_from([("A",), ("D",)]),
        ),
        made(
            QuestionType.MULTIPLE_CHOICE,
            options=options,
            answer=st.sampled_from([("A", "C"), ("A", "B", "C"), ("B",)]),
        ),
        made(QuestionType.TRUE_FALSE, answer=st.sampled_from([(True,), (False,)])),
        made(
            QuestionType.FILL_BLANK,
            stem=texts.map(lambda text: f"{text}____内"),
            answer=blank.map(lambda one: (one,)),
        ),
        made(
            QuestionType.FILL_BLANK,
            stem=st.tuples(texts, texts).map(lambda two: f"{two[0]}____，{two[1]}（　）内"),
            answer=st.tuples(blank, blank),
            order_free=st.booleans(),
        ),
        made(QuestionType.SHORT_ANSWER, answer=texts.map(lambda text: (text,))),
        made(QuestionType.SHORT_ANSWER, answer=texts.map(lambda text: (text,)), marking=points),
    )


def illustrated(draft: Draft, number: int) -> Draft:
    """The same with a picture in its stem, and one in its first option or its model answer."""
    pictures = (png(number), png(number + 1))
    stem = f"{draft.stem}{picture_marker(1)}"
    if draft.type is QuestionType.SHORT_ANSWER:
        answer = (f"{draft.answer[0]}{picture_marker(2)}",)
        return replace(draft, stem=stem, answer=answer, pictures=pictures)
    if not draft.options:
        return replace(draft, stem=stem, pictures=pictures[:1])
    options = (f"{draft.options[0]}{picture_marker(2)}", *draft.options[1:])
    return replace(draft, stem=stem, options=options, pictures=pictures)


@st.composite
def banks(draw: st.DrawFn, texts: Texts, words: Texts) -> list[Draft]:
    """A few different questions; two may share a passage, some have pictures."""
    bank = draw(
        st.lists(drafts(texts, words), min_size=1, max_size=5, unique_by=lambda one: one.stem)
    )
    if len(bank) > 2 and draw(st.booleans()):
        passage, pictures = draw(texts), ()
        if draw(st.booleans()):
            words = draw(st.sampled_from([passage, ""]))  # or nothing but a picture
            passage, pictures = f"{words}{picture_marker(1)}", (png(251),)
        bank[:2] = [replace(one, passage=passage, pictures=pictures) for one in bank[:2]]
        if len(bank) > 4 and draw(st.booleans()):  # another one right below it
            other = {"passage": picture_marker(1), "pictures": (png(252),)}
            bank[2:4] = [replace(one, **other) for one in bank[2:4]]
    if draw(st.booleans()):
        bank[-1] = illustrated(bank[-1], draw(st.integers(0, 250)))
    return bank


BANKS = banks(TEXTS, WORDS)
