"""The recipe file explained from its models.

``python -m inspector.config.recipe_reference > docs/reference/recipe-file.md`` renews the page.
"""

from __future__ import annotations

import sys

from inspector.config.recipe_file import (
    CalibrationConfig,
    LimitsConfig,
    RecipeFile,
    ReleaseConfig,
    StepConfig,
    ViewConfig,
)
from inspector.config.reference import table

_PAGE = """\
# The recipe file

A recipe says how one product is inspected. `[recipe] file` in the station file names it. It is read
when the station starts, and every record cites its revision: the SHA-256 of its content, which does
not depend on comments or order.

```toml
recipe_id = "bracket-left"
number = 12

[features]
exposure_time_us = 900
gain_db = 2.0

[[preprocessing]]
operation = "to_8bit"
significant_bits = 12

[limits]
accept = 0.95
reject_default = 0.4

[views.side.features]
exposure_time_us = 2500
```

- `[features]` are set on the camera after those of the station file, at its start and after each
  reconnect, and read back. A value that the camera cannot take keeps the station from inspecting;
  one that it rounds is shown as the warning CAM-011. `inspector camera set --save` writes them.
- `[[preprocessing]]` are the operations of [preprocessing.md](preprocessing.md) in order. 10- to
  16-bit pictures keep all their bits until `to_8bit`.
- `[views.NAME]` holds what one camera of several does otherwise; NAME is the camera's in the
  station file, and a station refuses a recipe with a view that it does not have.
- `[release]` is what a model package must reach before it may judge this product: `inspector model
  gate` and `inspector model promote` refuse one that does not, and name every figure.

Further recipes are named by `[recipe] more`. The PLC changes over to one by its `number`, while the
line runs. All of them are read when the station starts; each then needs a number of its own, and
each must set the same `features` of a camera as the others, unless the station file sets them: what
one left alone would depend on which was in force before.

This page is written by `python -m inspector.config.recipe_reference`.

"""


def render_recipe_reference() -> str:
    """The reference page as Markdown."""
    sections = [
        table("At the top", RecipeFile),
        table("[[preprocessing]]", StepConfig),
        table("[limits]", LimitsConfig),
        table("[calibration]", CalibrationConfig),
        table("[views.NAME]", ViewConfig),
        table("[release]", ReleaseConfig),
    ]
    return _PAGE + "\n".join(sections)


if __name__ == "__main__":
    sys.stdout.write(render_recipe_reference())
