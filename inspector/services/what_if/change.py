"""From what somebody asks to the limits that it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from inspector.domain.what_if import LimitChange
from inspector.services.recipes.costs import GRID
from inspector.wire.what_if import Sweep, SweptLimit, WhatIfQuestion


def change_of(question: WhatIfQuestion) -> LimitChange:
    """The limits that are to be other ones."""
    asked = question.limits
    return LimitChange(asked.accept, asked.reject_default, dict(asked.reject))


def swept(question: WhatIfQuestion) -> Mapping[float, LimitChange]:
    """One change for each place of the sweep; the limit that is asked for is one of them."""
    sweep, asked = question.sweep, change_of(question)
    if sweep is None:
        return {}
    here = _value(asked, sweep)
    values = {*(sweep.values or GRID), *(() if here is None else (here,))}
    return {value: _moved(asked, sweep, value) for value in sorted(values)}


def named_classes(question: WhatIfQuestion) -> set[str]:
    """Classes that somebody wants another limit for."""
    sweep = question.sweep
    return {*question.limits.reject, *([sweep.class_name] if sweep and sweep.class_name else [])}


def _value(asked: LimitChange, sweep: Sweep) -> float | None:
    if sweep.limit is SweptLimit.ACCEPT:
        return asked.accept
    if sweep.limit is SweptLimit.REJECT_DEFAULT:
        return asked.reject_default
    return asked.reject.get(sweep.class_name or "")


def _moved(asked: LimitChange, sweep: Sweep, value: float) -> LimitChange:
    if sweep.limit is SweptLimit.ACCEPT:
        return replace(asked, accept=value)
    if sweep.limit is SweptLimit.REJECT_DEFAULT:
        return replace(asked, reject_default=value)
    return replace(asked, reject={**asked.reject, sweep.class_name or "": value})
