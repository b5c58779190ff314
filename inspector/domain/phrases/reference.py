"""The page of the documentation that lists all templates.

``python -m inspector.domain.phrases.reference > docs/reference/reasons.md`` renews it.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator

from inspector.domain.phrases.books import BOOKS

_HEADER = """\
# Reasons

An error of the API says what happened in English, as `detail`. Where `reasons` is not empty, it
says the same for clients that speak another language: for each line a `key`, the `values` that fill
the template of that key, and the English `text`. A value may be such a reason itself, as `fault` of
`step 2, clahe: {fault}`. A key stays the same from version to version; a client that does not know
one shows `text`. The faults of a draft (`GET /v1/recipes/drafts/{draft_id}`) are reasons as well,
and alarms carry them beside their `message`, also the recorded ones. The Chinese templates are in
`inspector/domain/chinese`.

```json
{
  "key": "parameter_wrong",
  "text": "tiles is 90, must be 1 to 64",
  "values": {
    "parameter": "tiles",
    "found": 90,
    "allowed": {
      "key": "allowed_range",
      "text": "1 to 64",
      "values": {"least": 1, "most": 64}
    }
  }
}
```

This page is written by `python -m inspector.domain.phrases.reference`.
"""


def render_reasons() -> str:
    """The reference page as Markdown."""
    return _HEADER + "".join(_tables())


def _tables() -> Iterator[str]:
    for book in BOOKS:
        title = inspect.cleandoc(book.__doc__ or "").rstrip(".")
        yield f"\n## {title}\n\n| Key | Template |\n|---|---|\n"
        for phrase in book:
            yield f"| `{phrase.key}` | {phrase.value} |\n"


if __name__ == "__main__":
    sys.stdout.write(render_reasons())
