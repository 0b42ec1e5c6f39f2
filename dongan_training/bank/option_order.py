"""Options that speak of the others, so that none of them may change places: pure."""

import re
from collections.abc import Sequence

_SPEAKS_OF_OTHERS = re.compile(
    r"""^\s*(以上|上述|前述|前[两二三四五]项)   # 以上都对, 上述各项
    | ^.{0,4}(都|均|皆|全)(部)?不?(对|是|正确|错|错误)\W*$   # 都对, 三项均正确
    | ^\W*[A-H](项?[\s、和与及,，/]*[A-H])*\s*项?(都|均|皆)?不?(对|是|正确|错|错误)?\W*$""",  # A和B
    re.VERBOSE,
)


def speaks_of_others(option: str) -> bool:
    """Tell whether an option speaks of the others by their place (以上都对, A和B)."""
    return _SPEAKS_OF_OTHERS.search(option) is not None


def keeps_option_order(options: Sequence[str]) -> bool:
    """Tell whether one of the options does, so none may move."""
    return any(speaks_of_others(option) for option in options)
