"""What there may be lacking to do something: told where it is touched all the same."""

from __future__ import annotations

from enum import Enum

from inspector.ui.i18n.language import translate
from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP


class Lacking(Enum):
    """Each says what to do, where a person can do something about it."""

    # The station
    ANSWER = QT_TRANSLATE_NOOP("Lock", "the station does not answer")
    READINESS = QT_TRANSLATE_NOOP("Lock", "the station is still getting ready")
    PROGRAM = QT_TRANSLATE_NOOP("Lock", "the station was shut down; start its program again")
    RESET = QT_TRANSLATE_NOOP("Lock", "see to the alarm, then touch Reset")
    REST = QT_TRANSLATE_NOOP("Lock", "the station inspects already")
    INSPECTION = QT_TRANSLATE_NOOP("Lock", "the station does not inspect")
    FAULT = QT_TRANSLATE_NOOP("Lock", "there is no fault to reset")
    END_OF_MAINTENANCE = QT_TRANSLATE_NOOP(
        "Lock", "somebody works on the station; end the maintenance first"
    )
    MAINTENANCE = QT_TRANSLATE_NOOP("Lock", "begin the maintenance first")
    CAMERA = QT_TRANSLATE_NOOP("Lock", "the camera cannot be set now")
    SHIFT = QT_TRANSLATE_NOOP(
        "Lock", "no shift now; shifts are named in the station file, under [[shift]]"
    )
    LOT = QT_TRANSLATE_NOOP("Lock", "no lot runs")
    ANY_LOT = QT_TRANSLATE_NOOP("Lock", "there is no lot yet; begin one on the live page")
    END_OF_OTHER = QT_TRANSLATE_NOOP("Lock", "another change is under way; wait until it has ended")

    # Something to do it to
    ALARM = QT_TRANSLATE_NOOP("Lock", "every alarm is acknowledged")
    SIGHT = QT_TRANSLATE_NOOP("Lock", "it is acknowledged already")
    LATCH = QT_TRANSLATE_NOOP("Lock", "it ends by itself, with its cause")
    OTHER_PAGE = QT_TRANSLATE_NOOP("Lock", "it is seen to here")
    CHALLENGE = QT_TRANSLATE_NOOP("Lock", "no challenge is under way")
    END_OF_CHALLENGE = QT_TRANSLATE_NOOP("Lock", "a challenge is under way")
    CHALLENGE_PART = QT_TRANSLATE_NOOP("Lock", "describe a challenge part first")
    REVIEW = QT_TRANSLATE_NOOP("Lock", "you have reviewed nothing yet")
    CLASS = QT_TRANSLATE_NOOP("Lock", "the model in force has no such class")
    MORE_CLASSES = QT_TRANSLATE_NOOP("Lock", "every class has a button of its own")
    PARTS = QT_TRANSLATE_NOOP("Lock", "choose parts first")
    PART = QT_TRANSLATE_NOOP("Lock", "choose a part of the list first")
    CHART = QT_TRANSLATE_NOOP("Lock", "there is no chart")
    POINT = QT_TRANSLATE_NOOP("Lock", "touch a point of the chart first")
    LATER_TIME = QT_TRANSLATE_NOOP("Lock", "this is the present one")
    CHOICE = QT_TRANSLATE_NOOP("Lock", "this chart has no such choice")
    CHANGED_VERDICT = QT_TRANSLATE_NOOP("Lock", "no verdict would be another one")
    CHANGED_LIMIT = QT_TRANSLATE_NOOP("Lock", "change a limit first")
    JUDGING = QT_TRANSLATE_NOOP("Lock", "nothing is being judged")
    END_OF_JUDGING = QT_TRANSLATE_NOOP("Lock", "the part is being judged")
    PACKAGE = QT_TRANSLATE_NOOP("Lock", "choose a package first")
    OTHER_PACKAGE = QT_TRANSLATE_NOOP("Lock", "it is in force already")
    USABLE_PACKAGE = QT_TRANSLATE_NOOP("Lock", "the package cannot be used; beside it stands why")
    SIGNATURE = QT_TRANSLATE_NOOP("Lock", "its signature does not let it be promoted here")
    PACKAGE_BEFORE = QT_TRANSLATE_NOOP("Lock", "no other package was in force before")
    REPORT = QT_TRANSLATE_NOOP("Lock", "the package brings no report")
    TRAINING = QT_TRANSLATE_NOOP("Lock", "choose a training first")
    TRAINING_TOOLS = QT_TRANSLATE_NOOP("Lock", "this computer has nothing to train with")
    RUNNING_TRAINING = QT_TRANSLATE_NOOP("Lock", "it neither waits nor runs")
    BROKEN_TRAINING = QT_TRANSLATE_NOOP("Lock", "only a training that ended early is gone on with")
    END_OF_TRAINING = QT_TRANSLATE_NOOP("Lock", "cancel it first")
    DATASET = QT_TRANSLATE_NOOP("Lock", "generated parts need no dataset")
    PRODUCT = QT_TRANSLATE_NOOP("Lock", "choose a product first")
    OTHER_PRODUCT = QT_TRANSLATE_NOOP("Lock", "the line runs it already")
    REVISION = QT_TRANSLATE_NOOP("Lock", "choose a revision first")
    OTHER_REVISION = QT_TRANSLATE_NOOP("Lock", "it is in use already")
    DRAFT = QT_TRANSLATE_NOOP("Lock", "there is no draft")
    STEP_BEFORE = QT_TRANSLATE_NOOP("Lock", "this is the first step")
    STEP_AFTER = QT_TRANSLATE_NOOP("Lock", "this is the last step")
    CORRECTION = QT_TRANSLATE_NOOP("Lock", "correct first what is told above")
    CHANGE = QT_TRANSLATE_NOOP("Lock", "nothing has been changed yet")
    PERSON = QT_TRANSLATE_NOOP("Lock", "choose a person first")
    REQUEST = QT_TRANSLATE_NOOP("Lock", "choose a request first")
    SETTING = QT_TRANSLATE_NOOP("Lock", "every setting is in the recipe")
    FEATURE = QT_TRANSLATE_NOOP("Lock", "choose a feature first")
    WRITABLE_FEATURE = QT_TRANSLATE_NOOP("Lock", "the camera does not let it be set now")

    # An entry
    NAME = QT_TRANSLATE_NOOP("Lock", "write a name first")
    OTHER_NAME = QT_TRANSLATE_NOOP("Lock", "this lot runs already; give the next one another name")
    TIME = QT_TRANSLATE_NOOP("Lock", "write a time first")
    ENTRIES = QT_TRANSLATE_NOOP("Lock", "fill in first what is empty; a new PIN is typed twice")
    WHO = QT_TRANSLATE_NOOP("Lock", "touch your name first")
    SECRET = QT_TRANSLATE_NOOP("Lock", "enter your PIN or password first")
    FOLDER = QT_TRANSLATE_NOOP("Lock", "choose a folder first")
    END_OF_WRITING = QT_TRANSLATE_NOOP("Lock", "a file is being written")
    ONE_STATION = QT_TRANSLATE_NOOP(
        "Lock", "Of all stations: tables only, for pictures stay where they lie."
    )

    @property
    def text(self) -> str:
        """In the language in force."""
        return translate("Lock", self.value)
