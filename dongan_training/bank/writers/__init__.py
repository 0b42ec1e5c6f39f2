"""One module for each form in which a bank leaves the program: drafts in, bytes out.

Imported late: the writers bring lxml and the libraries of their formats with them.
"""

from collections.abc import Callable, Sequence

from dongan_training.bank.drafts import Draft
from dongan_training.bank.writers import excel, gift, json_form, moodle, qti, text, word

# By the names that ``exporting.FORMS`` lists.
WRITERS: dict[str, Callable[[Sequence[Draft]], bytes]] = {
    "xlsx": excel.write,
    "docx": word.write_with_answers,
    "docx-questions": word.write_questions,
    "gift": gift.write,
    "moodle": moodle.write,
    "qti21": qti.write_two,
    "qti30": qti.write_three,
    "json": json_form.write,
    "txt": text.write,
}
