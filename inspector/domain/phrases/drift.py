"""What has moved away from where it was."""

from inspector.domain.phrase import PhraseBook


class DriftPhrase(PhraseBook):
    """Pictures and scores that are not what they were."""

    FELL_PERCENT = "{measure} fell {change} % below its baseline"
    ROSE_PERCENT = "{measure} rose {change} % above its baseline"
    FELL_POINTS = "{measure} fell {change} percent points below its baseline"
    ROSE_POINTS = "{measure} rose {change} percent points above its baseline"
    MOVED_RIGHT = "the place to the right moved by {change} px from its baseline"
    MOVED_DOWN = "the place downwards moved by {change} px from its baseline"
    UNLIKE_VALIDATION = (
        "{measure} are not those of the validation set: stability index {index}, "
        "distance {distance}"
    )
    OF_FOCUS = "focus"
    OF_BRIGHTNESS = "brightness"
    OF_CONTRAST = "contrast"
    OF_SATURATED_SHARE = "the saturated share"
    OF_GOOD_PROBABILITY = "the good classes' probability"
    OF_REJECT_SHARE = "the share of rejects"
    OF_PASSED_SCORES = "scores of passed parts"
    OF_PASSED_PICTURES = "pictures of passed parts"
