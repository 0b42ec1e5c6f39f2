"""One module for each form in which a bank leaves the program: drafts in, bytes out.

Imported late: the writers bring lxml and the libraries of their formats with them.
"""

from collections.abc import Callable, Sequence

from dongan_training.bank.drafts import Draft
from dongan_training.bank.writers import excel, gift, json_form, moodle, text

# By the names that ``exporting.FORMS`` lists.
WRITERS: dict[str, Callable[[Sequence[Draft]], bytes]] = {
    "xlsx": excel.write,
    "gift": gift.write,
    "moodle": moodle.write,
    "json": json_form.write,
    "txt": text.write,
}
