"""How a contract suite says that a promise was broken."""

from __future__ import annotations

from collections.abc import Callable

from inspector.domain.errors.base import InspectorError


class ContractBrokenError(AssertionError):
    """The driver does not keep a promise of its port."""


def require(condition: object, promise: str) -> None:
    """Fail the test with the promise that was broken.

    Raises:
        ContractBrokenError: the condition is false.
    """
    if not condition:
        raise ContractBrokenError(promise)


def require_error(
    expected: type[InspectorError], call: Callable[[], object], promise: str
) -> InspectorError:
    """The error that the call raises; fail unless it is the expected one.

    Raises:
        ContractBrokenError: the call raised nothing.
    """
    try:
        call()
    except expected as error:
        return error
    raise ContractBrokenError(promise)
