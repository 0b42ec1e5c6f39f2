"""The catalogue of texts: ``dongan.pot`` is derived, ``en/LC_MESSAGES/dongan.po`` is written.

python -m resources.locale.update    after texts changed: gather them, keep what is translated
python -m resources.locale.check     what CI asks: complete, current, and compiled
"""
