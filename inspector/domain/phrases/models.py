"""What keeps a model from judging: the release gate, and the rollout."""

from inspector.domain.phrase import PhraseBook


class ReleasePhrase(PhraseBook):
    """Figures that the release gate looks at."""

    NO_EVALUATION = "the package carries no evaluation"
    RELEASE_ACCURACY = "accuracy is {percent} %, at least {limit} % is asked for"
    RELEASE_ESCAPES = (
        "{count} of {of} defective pictures would pass ({percent} %), at most {limit} % is allowed"
    )
    RELEASE_ESCAPES_BOUND = (
        "{count} of {of} defective pictures would pass: with 95 % certainty at most {percent} %, "
        "at most {limit} % is allowed"
    )
    RELEASE_FALSE_REJECTS = (
        "{count} of {of} good pictures would be rejected ({percent} %), "
        "at most {limit} % is allowed"
    )
    RELEASE_NOT_DECIDABLE = (
        "{count} of {of} pictures stay not decidable ({percent} %), at most {limit} % is allowed"
    )
    RELEASE_FLIPS = (
        "{count} of {of} verdicts differ from those of the FP32 twin ({percent} %), "
        "at most {limit} % is allowed"
    )
    RELEASE_ONE_FLIP = "{fault}; {samples} pictures are too few to tell, so one is let pass"
    RELEASE_ROBUSTNESS = (
        "under {disturbance} {percent} % of the accuracy is left, at least {limit} % is asked for"
    )
    RELEASE_P99 = (
        "1 of 100 inferences takes {ms} ms or more on {provider}, at most {limit} ms is allowed"
    )
    RELEASE_GOLDEN = (
        "a score of a golden picture is off by {difference} on {provider}, "
        "at most {limit} is allowed"
    )
    RELEASE_TURNED_GOOD = (
        "the model in force rejects parts with {classes}, this one takes them for good"
    )
    NO_SUCH_PICTURES = "{figure} was never measured: no such pictures"
    NO_ROBUSTNESS = "robustness was never measured"


class RolloutPhrase(PhraseBook):
    """Models that cannot be put in force, or on trial."""

    MODEL_BEING_PUT_IN_FORCE = "{name} is being put in force"
    MODEL_IN_FORCE_ALREADY = "{name} is in force already"
    MODEL_IN_FORCE = "{name} is in force"
    NO_FORMER_MODEL = "no other package was in force before"
    STATION_ENDS = "the station ends"
    STATION_ENDED_BEFORE = "the station ended before the model was in force"
