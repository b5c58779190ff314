"""Errors of the station file and of recipes."""

from inspector.domain.errors.base import InspectorError


class ConfigError(InspectorError):
    """The configuration cannot be used."""

    code = "CFG-000"


class StationFileMissingError(ConfigError):
    """The station file named on the command line does not exist or cannot be read."""

    code = "CFG-001"
    remedy = "Name an existing file with --station, or create one with `inspector station init`."


class StationFileInvalidError(ConfigError):
    """One or more entries of the station file are wrong; all are listed at once."""

    code = "CFG-002"
    remedy = "Correct the listed lines; every entry is described in docs/reference/station-file.md."


class StationSchemaUnsupportedError(ConfigError):
    """The station file was written for another version of the program."""

    code = "CFG-003"
    remedy = "Install the version that wrote it, or set schema_version to the one named here."


class FolderNotWritableError(ConfigError):
    """A folder is read-only or belongs to somebody else, or its disk is full."""

    code = "CFG-004"
    remedy = (
        "Give this account write access to the folder, free space if its disk is full, or name "
        "another one."
    )


class RecipeInvalidError(ConfigError):
    """A recipe names an unknown operation or a parameter outside its bounds."""

    code = "RCP-001"
    remedy = "Correct the listed entries; operations and bounds: docs/reference/preprocessing.md."


class RecipeNotNamedError(ConfigError):
    """Settings cannot be saved: the station file names no recipe file."""

    code = "RCP-002"
    remedy = "Name a recipe file under [recipe] in the station file, and start the station again."


class RecipesInvalidError(ConfigError):
    """The recipes that a station may change over between do not go together, or one is wrong."""

    code = "RCP-003"
    remedy = "Correct the listed recipes; docs/reference/recipe-file.md says what they must share."


class RecipeUnknownError(ConfigError):
    """The PLC asks for a recipe number that no recipe of the station has."""

    code = "RCP-004"
    remedy = "Correct the PLC's number, or name the recipe in `more` under [recipe]."


class RecipeRefusedError(ConfigError):
    """A camera cannot take the settings of the recipe that the PLC asks for."""

    code = "RCP-005"
    remedy = "Correct the recipe's `features`; then let the PLC drop its request and ask again."


class StationFileExistsError(ConfigError):
    """`inspector station init` never overwrites a station file."""

    code = "CFG-005"
    remedy = "Edit the file, or name another one with --station."


class DataFolderMissingError(ConfigError):
    """A command that only reads was given a data folder that does not exist."""

    code = "CFG-007"
    remedy = "Name the data folder of a station with --data-dir; the station makes its own."


class CameraOptionsInvalidError(ConfigError):
    """The options of a command describe no camera, or name it in two ways."""

    code = "CFG-006"
    remedy = "Correct the options; each command lists its own with --help."
