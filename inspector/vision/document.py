"""The reference page of the operations, written from their table.

``python -m inspector.vision.document > docs/reference/preprocessing.md`` renews it.
"""

import sys
from collections.abc import Iterator

from inspector.vision.operation import Kind, Operation, Parameter
from inspector.vision.operations import OPERATIONS

_INTRODUCTION = """\
# Preprocessing operations

A recipe lists its operations in the order in which they run, before the image reaches the model.
Each is an entry `[[preprocessing]]` with the name of the operation and its parameters:

```toml
[[preprocessing]]
operation = "roi"
offset_x_px = 120
offset_y_px = 80
width_px = 480
height_px = 480

[[preprocessing]]
operation = "clahe"
clip_limit = 3.0
```

- Images come as Mono8, Mono16, BGR8 or BGR16 (GenICam PFNC names). What leaves the last operation
  must have 8 bits; end a recipe for a 10- to 16-bit camera with `to_8bit` or `normalise`.
- The model's own scaling and normalisation are inside the model file. Nothing here repeats them.
- A recipe with an unknown operation, an unknown parameter or a value outside its bounds is refused
  as a whole (RCP-001), with every fault listed.
- An operation that cannot take a given image, such as a region outside the picture, makes that part
  UNDEFINED; it is rejected.
- "8-bit grey levels" mean the same brightness at every depth: for 16-bit images the program
  multiplies by 257.
- Reference pictures are pinned by their SHA-256: a recipe's revision then stands for the pictures
  as well, and an exchanged picture is noticed.
- Costs on your machine: `inspector bench vision`.

This page is written by `python -m inspector.vision.document`.
"""


def render_reference() -> str:
    """The whole page as Markdown."""
    return "\n".join([_INTRODUCTION, *(_section(each) for each in OPERATIONS.values())])


def _section(operation: Operation) -> str:
    lines = [
        f"## {operation.name}",
        "",
        operation.summary,
        "",
        f"Takes {operation.formats}.",
        "",
        "| parameter | type | default | allowed | unit | meaning |",
        "|---|---|---|---|---|---|",
        *(f"| {' | '.join(cells)} |" for cells in _rows(operation)),
        "",
    ]
    return "\n".join(lines)


def _rows(operation: Operation) -> Iterator[tuple[str, ...]]:
    for parameter in operation.parameters:
        yield tuple(_cells(parameter))
        if parameter.kind is Kind.IMAGE:
            meaning = f"SHA-256 of `{parameter.name}`; the error for a missing one names it."
            given = f"required with `{parameter.name}`"
            yield f"`{parameter.hash_name}`", "text", given, "64 hex digits", "", meaning


def _cells(parameter: Parameter) -> Iterator[str]:
    yield f"`{parameter.name}`"
    yield parameter.kind.value
    if parameter.default is None:
        yield "required" if parameter.required else "none"
    else:
        yield f"`{parameter.default}`"
    yield _allowed(parameter)
    yield parameter.unit
    yield parameter.help


def _allowed(parameter: Parameter) -> str:
    return ", ".join(parameter.choices) or parameter.allowed.text


if __name__ == "__main__":
    sys.stdout.write(render_reference())
