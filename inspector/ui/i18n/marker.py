"""Marks texts that are translated where they are shown, not where they are written."""


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802 - `lupdate` looks for the name
    """The text itself; `lupdate` puts it into the catalogues under ``context``."""
    return text
