"""Parts of PDF papers: fonts, pages, lines of text, tables, QR codes; knows no domain.

Importing these modules loads ReportLab, so whoever needs them imports them late.
"""
