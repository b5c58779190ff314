"""A forwarder that runs until it is killed; started by test_shared_history.py."""

import sys
import threading
from pathlib import Path

from forwarding_rig import ENVIRONMENT

from inspector.services.forwarding import forwarder
from inspector.store.database import Database
from inspector.store.forwarding.outbox import SqliteOutbox
from inspector.store.opening import DATABASE_NAME
from inspector.store.shared.address import server_address
from inspector.store.shared.connections import open_server
from inspector.store.shared.inbox import PostgresInbox


class Speaking(PostgresInbox):
    """Tells of each batch before it is kept, so that the kill may come at any moment of it."""

    def receive(self, batch, utc_ns):
        sys.stdout.write(f"{batch.last_sequence}\n")
        sys.stdout.flush()
        super().receive(batch, utc_ns)


def main() -> None:
    database = Database.to_write(Path(sys.argv[1]) / DATABASE_NAME)
    url = server_address(sys.argv[2], ENVIRONMENT)
    forwarder.BATCH = 20
    outbox = SqliteOutbox(database)
    forwarder.Forwarder(
        outbox, lambda: Speaking(open_server(url), "line-3"), lambda: True, interval_s=0.02
    ).start()
    threading.Event().wait()


if __name__ == "__main__":
    main()
