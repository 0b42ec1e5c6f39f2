"""One at a time with PDFium: it is not made for several threads, and a job may read while a page
is being drawn."""

from threading import RLock

ALONE = RLock()  # held around every call into it, for no longer than a page takes
