"""How a process of this program starts another one of the same installation."""

import sys


def inspector_command(*arguments: str) -> list[str]:
    """The command line of `inspector ARGUMENTS`; a checkout in the working folder is ignored."""
    return [sys.executable, "-P", "-m", "inspector", *arguments]
