"""Whether the optional extra `train` is installed."""

import importlib.util

from inspector.domain.errors.training import TrainingExtraMissingError

_PACKAGES = (
    "imagehash",
    "jinja2",
    "matplotlib",
    "pyarrow",
    "sklearn",
    "torch",
    "torch_pruning",
    "torchvision",
)


def missing_packages() -> list[str]:
    """What training needs and this computer lacks; nothing is imported."""
    return [name for name in _PACKAGES if importlib.util.find_spec(name) is None]


def require_training_extra() -> None:
    """Refuse before anything is imported.

    Raises:
        TrainingExtraMissingError: one of the packages is not installed.
    """
    missing = missing_packages()
    if missing:
        raise TrainingExtraMissingError(f"training needs {', '.join(missing)}")
