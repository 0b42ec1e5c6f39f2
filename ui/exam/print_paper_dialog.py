"""How a paper is to be printed: the sheets and the size of type; or as Word, to be edited."""

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QComboBox

from dongan_training.exam.printed.choice import FORMAT_NAMES, FormatName, Printing
from dongan_training.exam.queries import exams
from dongan_training.progress import Progress
from dongan_training.texts import N_, _
from ui.kit import Button, FileKind, FormDialog, Page

WORD_FILE = FileKind(N_("Word 文件"), (".docx",))


class PrintPaperDialog(FormDialog):
    """Shows one form of a paper as it will be printed, without answers."""

    holds_work = False

    def __init__(self, page: Page, *, paper_id: str, title: str, form: str):
        super().__init__(_("打印试卷：{form} 卷").format(form=form), _("预览"), page)
        self.page, self.paper_id = page, paper_id
        words = _("{title}（{form}卷）{kind}")
        self.name = words.format(title=title, form=form, kind=_("试卷"))
        self._form = form
        self.sheet = QComboBox()
        for sheet, words in FORMAT_NAMES.items():
            self.sheet.addItem(_(words), sheet)
        self.row(_("纸张"), self.sheet, _("页数总是双数，可以双面打印。"))
        self.exam = QComboBox()
        with page.workspace.read() as session:
            of_paper = [one for one in exams(session) if one.paper_id == paper_id]
        for one in of_paper:
            self.exam.addItem(f"{one.class_code}　{one.title}", one.id)
        self.row(_("考试"), self.exam, _("它的名称、时间和评分规则印在卷上。"))
        self.form.setRowVisible(self.form.rowCount() - 1, len(of_paper) > 1)
        self.large = QCheckBox(_("大字版"))
        self.row(_("字号"), self.large, _("正文三号字，供视力不好的人用。"))
        word = _("需要改动试卷时，另存为 Word 文件再打印；改动不会回到题库。")
        self.word = Button(_("另存为 Word"), self.save_word, icon="save")
        self.row(_("改动"), self.word, word)

    @property
    def printing(self) -> Printing:
        """What is chosen."""
        return Printing(
            self._form,
            FormatName(self.sheet.currentData()),
            self.large.isChecked(),
            self.exam.currentData() or "",
        )

    def save(self) -> None:
        """Show the pages once they are drawn."""
        from dongan_training.exam.printed.papers import write_paper
        from ui.kit.preview import Document, preview  # loads the PDF reader

        printing, workspace, paper_id = self.printing, self.page.workspace, self.paper_id

        def draw(path: Path, progress: Progress) -> None:
            with workspace.read() as session:
                write_paper(session, paper_id, path, printing)

        self.page.shown = preview(self.page, Document(self.name, f"{self.name}.pdf", draw))

    def save_word(self) -> None:
        """Write the form for Word."""
        from dongan_training.exam.printed.papers import write_word_paper

        dialogs = self.page.desk.dialogs
        chosen = dialogs.save_file(self, _("另存为 Word"), f"{self.name}.docx", WORD_FILE)
        if chosen is None:
            return
        with self.page.explaining():
            with self.page.workspace.read() as session:
                write_word_paper(session, self.paper_id, chosen, self.printing)
            self.page.say(_("已写入“{file}”。").format(file=chosen.name))
        self.accept()
