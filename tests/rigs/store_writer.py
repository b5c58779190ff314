"""A program that commits until it is killed; started by test_store_kill.py."""

import sys
from pathlib import Path

from store_examples import JOURNAL, example, passed

from inspector.store.opening import open_store

BATCH = 64


def main() -> None:
    store = open_store(Path(sys.argv[1]))
    position = store.position(JOURNAL)
    while True:
        records = [example(index) for index in range(position, position + BATCH)]
        position += BATCH
        store.commit(JOURNAL, position, records, [passed(record) for record in records], [])
        sys.stdout.write(f"{position}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
