"""What is wrong with a TOML file and its entries."""

from inspector.domain.phrase import PhraseBook


class FilePhrase(PhraseBook):
    """What is wrong with the text of a file."""

    IN_FILE = "{file}:"
    AT_LINE = "line {line}: {fault}"
    FILE_UNREADABLE = "{file}: {system}"
    FILE_TOO_LARGE = "the file is larger than {most} MiB"
    NOT_UTF8 = "not UTF-8 text; save the file as UTF-8"
    NOT_TOML = "not TOML: {parser}"
    GIVEN_TWICE = "given twice, first on line {first}; keep one of them"


class EntryPhrase(PhraseBook):
    """What is wrong with one entry."""

    IN_ENTRY = "{entry}: {fault}"
    WITH_ADVICE = "{fault}; {advice}"
    ENTRY_MISSING = "missing; add it: {advice}"
    SECTION_MISSING = "missing; add the section [{section}]: {advice}"
    ENTRY_UNKNOWN = "unknown entry; remove it, or choose from: {known}"
    ENTRY_UNKNOWN_SIMILAR = 'unknown entry; did you mean "{similar}"?'
    TAG_MISSING = "{tag} is missing; add one of: {known}"
    TAG_UNKNOWN = "{tag} {found} is unknown; write one of: {known}"
    NOT_AN_INTEGER = "{found} should be a valid integer"
    NOT_A_NUMBER = "{found} should be a valid number"
    NOT_FINITE = "{found} should be a finite number"
    NOT_TEXT = "{found} should be a valid string"
    NOT_A_SWITCH = "{found} should be true or false"
    NOT_A_LIST = "{found} should be a list"
    NOT_A_TABLE = "{found} should be a table"
    NOT_A_CHOICE = "{found} should be one of: {choices}"
    NOT_A_SCALAR = "{found} must be true, false, a number or text"
    NOT_AN_IDENTIFIER = "{found} must be 1 to 64 letters, digits, dots, dashes or underscores"
    NOT_ABOVE = "{found} should be greater than {limit}"
    BELOW_LEAST = "{found} should be greater than or equal to {limit}"
    NOT_BELOW = "{found} should be less than {limit}"
    ABOVE_MOST = "{found} should be less than or equal to {limit}"
    TOO_SHORT = "{found} should have at least {limit} characters"
    FOUND_NOTHING = "nothing"
    FOUND_LIST = "a list"
    FOUND_TABLE = "a table"
