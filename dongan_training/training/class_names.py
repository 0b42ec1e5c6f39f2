"""How people name a class: by a short code and by its full title."""

from dongan_training.texts import N_, _

_TITLE = N_("{name} · 第{number}期")


def class_code(year: int, quarter: int, number: int) -> str:
    """The code on paper and on the command line: 2026Q4-02 (year, quarter, 第2期)."""
    return f"{year}Q{quarter}-{number:02}"


def class_title(name: str, number: int) -> str:
    """The name as pages and lists say it."""
    return _(_TITLE).format(name=name, number=number)


def titles_in_speech(name: str, number: int) -> tuple[str, ...]:
    """What a class is called, in the language spoken now and in Chinese: 第1期 in English too."""
    return class_title(name, number), _TITLE.format(name=name, number=number)


def class_title_on_paper(name: str, number: int) -> str:
    """The name as papers and certificates say it."""
    return _("{name}（第{number}期）").format(name=name, number=number)
