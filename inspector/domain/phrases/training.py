"""What is wrong with a dataset, and why a training is refused."""

from inspector.domain.phrase import PhraseBook


class DatasetPhrase(PhraseBook):
    """Datasets that cannot be trained on, or whose figures may deceive."""

    ONE_CLASS = "one class ({name}); at least two are needed"
    ADD_CLASS = "Add pictures of another class."
    TOO_FEW_PICTURES = (
        "{name} has {count} of the {least} pictures that a class needs at least: one each to "
        "train, to validate and to test"
    )
    ADD_PICTURES = "Add pictures of it, or put them into another class."
    FEW_GROUPS = (
        "{name} is in {count} of the groups that stay together, in fewer than {least}: "
        "one each to train, to validate and to test"
    )
    ADD_GROUPS = (
        "Add pictures of other parts, lots or serials, or merge the class. Where less need stay "
        "together, make a plan with `inspector dataset split --group-by` and train with --split."
    )
    FEW_PICTURES = (
        "fewer than {least} pictures in a class ({counts}); figures of so few test pictures say "
        "little"
    )
    COLLECT_MORE = "Collect more of them."
    IMBALANCE = "{most} has {many} pictures, {rare} {few}: {times} times as many"
    COLLECT_RARE = "Collect more of the rare class; training weighs classes, which helps little."
    NO_GOOD_CLASS = "no class is named good: no part could ever pass"
    NAME_GOOD_CLASS = "Name it: --good {name}."
    ALL_CLASSES_GOOD = "all classes are good: no part could ever be rejected"
    ADD_DEFECTS = "Add pictures of defects."


class TrainingPhrase(PhraseBook):
    """Trainings that cannot be begun, ended or gone on with."""

    PACKAGE_EXISTS = "{package} exists"
    TRAINING_HAS_ENDED = "{training} has ended"
    TRAINING_HAS_NOT_ENDED = "{training} has not ended"
    TRAINING_NOT_RESUMABLE = "{training} waits, runs or is finished"
    NOTHING_TO_RESUME = "There is nothing to go on with."
    TRAINING_UNKNOWN = "the station has no training {found}"
    DATASET_UNKNOWN = "the station has no dataset {found}"
    TRAINING_NEEDS = "training needs {packages}"
    TRAINING_DISK_LOW = "{free} GB are free, {needed} GB are needed"
    DISK_FULL = "the disk is full"
    TRAINING_GONE = "the process of the training is gone"
