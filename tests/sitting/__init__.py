"""What must never fail while people sit an exam: kills, clocks, full disks, second programs.

``python -m pytest tests/sitting`` runs the short forms, as the whole suite does;
``python -m pytest tests/sitting -m slow -n 0`` the long ones. See docs/faults.md.
"""
