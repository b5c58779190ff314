"""What keeps a model from judging: the release gate, and the rollout."""

from inspector.domain.phrase import PhraseBook


class ReleasePhrase(PhraseBook):
    """Figures that the release gate looks at."""

    NO_EVALUATION = (
        "the package carries no evaluation; make it again with `inspector model train`, or with "
        "`inspector model adapt` and the --dataset that it was trained on"
    )
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
    NO_DEFECTS_HELD_OUT = (
        "escapes are unknown: there are no defective pictures in the test split; add pictures of "
        "each defect class to the dataset and train again"
    )
    NO_GOOD_HELD_OUT = (
        "false rejects are unknown: there are no good pictures in the test split; add pictures of "
        "good parts to the dataset, name their class with --good and train again"
    )
    NO_ROBUSTNESS = (
        "robustness is unknown: no pictures were disturbed when the package was made; make it "
        "again without --no-robustness"
    )


class RolloutPhrase(PhraseBook):
    """Models that cannot be put in force, or on trial."""

    MODEL_BEING_PUT_IN_FORCE = "{name} is being put in force"
    MODEL_IN_FORCE_ALREADY = "{name} is in force already"
    MODEL_IN_FORCE = "{name} is in force"
    NO_FORMER_MODEL = "no other package was in force before"
    STATION_ENDS = "the station ends"
    STATION_ENDED_BEFORE = "the station ended before the model was in force"
