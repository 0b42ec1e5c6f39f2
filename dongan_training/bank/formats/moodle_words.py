"""Names that Moodle's two formats share."""

import re

from dongan_training.texts import N_

BLANK = "____"
MATCHING, NUMERICAL = N_("匹配题"), N_("数值题")
# Types of Moodle and its usual plug-ins that this program has not.
FOREIGN = {
    "matching": MATCHING,
    "match": MATCHING,
    "randomsamatch": MATCHING,
    "ddmatch": MATCHING,
    "numerical": NUMERICAL,
    "calculated": N_("计算题"),
    "calculatedmulti": N_("计算题"),
    "calculatedsimple": N_("计算题"),
    "formulas": N_("计算题"),
    "stack": N_("计算题"),
    "ddwtos": N_("拖放填空题"),
    "gapselect": N_("选词填空题"),
    "ddimageortext": N_("图上拖放题"),
    "ddmarker": N_("图上标注题"),
    "ordering": N_("排序题"),
    "cloze": N_("完形填空题"),
    "multianswer": N_("完形填空题"),
    "coderunner": N_("编程题"),
    "recordrtc": N_("录音题"),
}
SLASH = "\0"
NAMELESS = re.compile(r"\$\w+\$|top")


def chapter_of(path: str) -> str:
    """The category ``$course$/top/第一章`` as a chapter; a slash in a name stands twice."""
    parts = [part.strip() for part in path.strip().replace("//", SLASH).split("/")]
    kept = [part.replace(SLASH, "/") for part in parts if part and not NAMELESS.fullmatch(part)]
    return " / ".join(kept)
