"""What is wrong with disks, databases and what is kept in them."""

from inspector.domain.phrase import PhraseBook


class RecordPhrase(PhraseBook):
    """Disks, databases and pictures that cannot be written or read."""

    DISK_RESERVE = "{free} MiB free, {reserve} MiB are kept in reserve"
    NO_PICTURES_KEPT = "no pictures are kept: {fault}"
    PICTURES_NEED_ROOM = (
        "Free disk space; until then parts are judged and recorded without picture."
    )
    PICTURES_GIVEN_UP = "pictures come faster than they are stored; the oldest were given up"
    STORING_STANDS = "nothing could be stored for more than {seconds} s"
    SCHEMA_TOO_NEW = "{path} has schema {present}, this program knows {known}"
    REASONS_TOO_NEW = "{path} has results for reasons that this program does not know: {reasons}"
    SCHEMA_OTHER = "{path} has schema {present}, this program needs {known}"
    DATABASE_ABSENT = "{path} does not exist"
    DATABASE_LEFT_ITS_LOG = "{path} is missing but its write-ahead log {log} is there"
    NO_DATABASE = "{path} is not a database"
    DATABASE_TRUNCATED = "{path} is truncated: {size} bytes, {pages} pages"
    DATABASE_OF_OTHERS = "{path} is the database of another program"
    RESULT_UNREADABLE = "result {row} cannot be read: {fault}"
    NO_RESULT = "no result {result}"
    NO_RESULT_OF_STATION = "no result {result} of station {station}"
    NO_RESULT_ID = "{found} is no result id"
    NO_VIEW = "result {result} has no view {view}"
    NO_IMAGE = "the result has no image"
    IMAGE_OUTSIDE = "{path} is outside of the archive"
    IMAGE_CHANGED = "{path} is not the file that was recorded"
    NO_RESULTS_TAKEN = "the store takes no results, so none are asked for"
    REVISION_NOT_KEPT = "recipe {recipe} {revision} is not among the revisions"


class EvidencePhrase(PhraseBook):
    """Why no place in a picture is shown for what the model said."""

    VIEW_UNTOLD = "the result tells nothing of this view"
    NO_CLASS_FOUND = "no class was found"
    CAMERA_GONE = "the station has no camera {camera} any more"
    MODEL_SHOWS_NO_PLACE = "this model cannot say where it saw what it says"
    NOTHING_STANDS_OUT = "nothing in the picture stands out"


class SharedHistoryPhrase(PhraseBook):
    """A history that several stations share, and its server."""

    SHARED_TOO_NEW = "the shared history has schema {present}, this program knows {known}"
    SHARED_SCHEMA_ABSENT = "schema {known} is needed and there is none"
    SHARED_SCHEMA_OTHER = "schema {known} is needed and there is {present}"
    PSYCOPG_MISSING = "psycopg is not installed"
    ADDRESS_NO_URL = "the address is no URL"
    ADDRESS_BEGINS = "the address begins with {scheme}"
    VARIABLE_MISSING = "the environment variable {name} is not set"
    STATION_TAKEN = "another process sends for station {station} from this database"


class SealPhrase(PhraseBook):
    """What does not agree with the seals of the records."""

    SEAL_OVERLAPS = "block {seal} begins before the one before it ends"
    SEAL_DIFFERS = "block {seal} is not what its digest says"
    SEAL_GONE = "the seal at sequence {sequence} that audit entry {entry} noted is gone"
    SEAL_NOTED_OTHERWISE = "audit entry {entry} noted another digest at sequence {sequence}"
    SEALED_CHANGED = "changed: sequence {sequence}"
    SEALED_CHANGED_IN_ALL = "changed: {count} in all"
    SEALED_INSERTED = "inserted: sequence {sequence}"
    SEALED_INSERTED_IN_ALL = "inserted: {count} in all"
