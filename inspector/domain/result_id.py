"""The name of one inspection: sortable, unique, and fit for a file name."""


def make_result_id(journal_id: int, trigger_index: int) -> str:
    """Join the journal's random 32-bit identity and its count of parts.

    >>> make_result_id(0xC0FFEE, 42)
    '00c0ffee-000000000042'
    """
    return f"{journal_id:08x}-{trigger_index:012d}"
