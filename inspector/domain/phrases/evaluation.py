"""What an evaluation cannot tell."""

from inspector.domain.phrase import PhraseBook


class EvaluationPhrase(PhraseBook):
    """Remarks on the figures of a model."""

    LEARNED_FROM_THESE = (
        "These are the pictures of the training's own dataset, those that it learned from "
        "among them: the figures look better than they are. Name its split with --split."
    )
    NOT_BETTER_THAN_COMMONEST = (
        "The model is not certainly better than one that always says the most common class "
        "({count} of {of}); its other figures mean little."
    )
    CLASSES_NOT_JUDGED = "Without pictures here, and so not judged: {classes}."
    PICTURES_LEFT_OUT = "{count} pictures could not be used and are not counted; they are listed."
    BACKGROUND_UNCHECKED = "Whether the background alone predicts the label was not checked here."
    BACKGROUND_PREDICTS = (
        "Border, brightness or file size alone predict the label with an AUC of {auc}: "
        "the figures above may be those of the background."
    )
    MODEL_ONLY_SORTS = "The model has no good class: it sorts defects, and no part can pass."
    NO_GOOD_PICTURES = "There is no good picture: nothing can be said of false rejects."
    FEW_GOOD_PICTURES = "Only {count} good pictures: false rejects are hardly known."
    NO_DEFECTIVE_PICTURES = "There is no defective picture: nothing can be said of escapes."
    FEW_DEFECTIVE_PICTURES = (
        "Only {count} defective pictures: even with no escape among them, up to {percent} % "
        "of all defects could pass."
    )
