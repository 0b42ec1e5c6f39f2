"""Measures every path a user waits for: ``python -m benchmarks [NAME …] [--json]``."""

import argparse
import importlib
import json
from dataclasses import asdict

from benchmarks.figure import print_table

NAMES = (
    "startup",
    "bank_import",
    "bank_search",
    "bank_window",
    "bank_turns",
    "word_reading",
    "checkin",
    "door_desk",
    "table",
    "sitting",
    "assembly",
    "analysis",
    "papers",
    "paper_limits",
    "demo_memory",
    "year",
    "year_walk",
    "hours",
    "roll_search",
)


def main() -> None:
    """Run the named benchmarks, or all, and print ratios beside their goals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--json", action="store_true")
    wanted = parser.parse_args()
    figures = []
    for name in wanted.names or NAMES:
        found = importlib.import_module(f"benchmarks.{name}").measure()
        figures.extend(found)
        if not wanted.json:
            print_table(found)
    if wanted.json:
        print(json.dumps([asdict(figure) for figure in figures], ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
