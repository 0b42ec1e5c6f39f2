"""The way from a page with questions to their versions."""

from ui.kit import Desk


class ShowsHistory:
    """Beside Page: opens the history of a question, for cards whose button asks for it."""

    desk: Desk

    def show_history(self, question_id: str) -> None:
        """Open the versions of a question."""
        from ui.bank.history_dialog import HistoryDialog  # brings what compares texts

        self.history = HistoryDialog(self.desk, question_id, self)
        self.history.open()
