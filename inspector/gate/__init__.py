"""The trusted core: part ledger, deadlines, reject outputs, heartbeat and journal."""
