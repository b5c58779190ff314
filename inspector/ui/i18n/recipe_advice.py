"""What the station says of the entries of a recipe."""

from __future__ import annotations

from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP

ADVICE: tuple[str, ...] = (
    QT_TRANSLATE_NOOP("Advice", "version of this format"),
    QT_TRANSLATE_NOOP("Advice", "name of the recipe in every record"),
    QT_TRANSLATE_NOOP("Advice", "number by which the PLC knows the recipe"),
    QT_TRANSLATE_NOOP("Advice", "operations in order"),
    QT_TRANSLATE_NOOP("Advice", "thresholds"),
    QT_TRANSLATE_NOOP("Advice", "camera settings by SFNC name, after the station file's"),
    QT_TRANSLATE_NOOP("Advice", "what the pixels measure"),
    QT_TRANSLATE_NOOP("Advice", "what single cameras of several do otherwise"),
    QT_TRANSLATE_NOOP("Advice", "what a model must reach to be promoted"),
    QT_TRANSLATE_NOOP("Advice", "name of the operation"),
    QT_TRANSLATE_NOOP("Advice", "the good classes must reach this together"),
    QT_TRANSLATE_NOOP("Advice", "a defect class that reaches it rejects"),
    QT_TRANSLATE_NOOP("Advice", "limits of single defect classes"),
    QT_TRANSLATE_NOOP("Advice", "millimetres on the part per pixel"),
    QT_TRANSLATE_NOOP("Advice", "residual of the fit"),
    QT_TRANSLATE_NOOP("Advice", "what was measured"),
    QT_TRANSLATE_NOOP("Advice", "day of the measurement"),
    QT_TRANSLATE_NOOP("Advice", "operations in order, in place of the recipe's"),
    QT_TRANSLATE_NOOP("Advice", "camera settings by SFNC name, after the recipe's"),
    QT_TRANSLATE_NOOP("Advice", "share of right classes"),
    QT_TRANSLATE_NOOP("Advice", "defective pictures that would pass, of these"),
    QT_TRANSLATE_NOOP(
        "Advice", '"rate" compares what was counted; "upper_bound" what 95 % certainty allows'
    ),
    QT_TRANSLATE_NOOP("Advice", "good pictures that would be rejected"),
    QT_TRANSLATE_NOOP("Advice", "pictures without a decision, of all"),
    QT_TRANSLATE_NOOP("Advice", "verdicts that differ from the FP32 twin's"),
    QT_TRANSLATE_NOOP("Advice", "disturbed over clean accuracy, worst disturbance"),
    QT_TRANSLATE_NOOP("Advice", "99th percentile of one inference on the station"),
)
"""What an entry of a recipe is for."""
