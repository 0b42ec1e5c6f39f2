"""The kinds of file that are read: how a clerk hears of them, and what a dialog offers.

The content decides what a file is; this is for words and for choosing.
"""

from dongan_training.texts import N_

NAMED = N_("Word、Excel、WPS、PDF、.odt、.ods、.rtf 或文本（.txt、.md、.csv）文件")
OF_BANKS = (
    *(".docx", ".docm", ".doc", ".wps", ".odt", ".rtf", ".pdf"),
    *(".xlsx", ".xlsm", ".xlsb", ".xls", ".et", ".ods"),
    *(".txt", ".md", ".csv", ".tsv", ".html", ".htm", ".mht", ".mhtml"),
    *(".json", ".js", ".gift", ".xml", ".zip"),
)
