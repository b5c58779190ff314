"""What is wrong with a recipe beside others, and why a change of recipes is refused."""

from inspector.domain.phrase import PhraseBook


class RecipePhrase(PhraseBook):
    """Products and their revisions."""

    OF_PRODUCT = "{product}: {fault}"
    LIMIT_OF_NO_DEFECT = (
        "limits.reject has {name}, which is no defect class of the model; it has {defects}"
    )
    NUMBER_MISSING = "number is missing; the PLC asks for a recipe by 1 to 65535"
    NUMBER_TAKEN = "number {number} is that of {other} already"
    NUMBER_CHANGED = "number: the PLC knows {product} as {number}"
    FEATURE_MISSING = (
        "{feature} of camera {camera} is missing, which {other} sets; name it in all recipes, "
        "or in the station file"
    )
    CAMERA_UNKNOWN = "the station has no camera {name}, but {cameras}"
    VIEW_UNKNOWN = "the station has no camera of this name, but {cameras}"
    RECIPE_FILE_UNNAMED = "`file` is missing under [recipe]: the model's own limits have no number"
    NOTHING_CHANGED = "nothing was changed"
    PRODUCT_UNKNOWN = "this station has no product {found}"
    REVISION_UNKNOWN = "no revision {revision}"
    REVISION_IN_USE = "revision {revision} is in use already"
    DRAFT_UNKNOWN = "there is no draft {draft}"
    DRAFT_CHANGED = "draft {draft} is not version {version} any more"
    PRODUCT_IN_FORCE = "{product} is in force already"
    PRODUCT_CHANGING = "{product} is being changed"
    PLC_ASKS_FOR_RECIPE = "the PLC asks for recipe {number}"
    CHANGEOVER_UNDER_WAY = "another changeover is under way"
    MODEL_CHANGED_MEANWHILE = "another model has come in force meanwhile"
    RECIPE_CHANGED_MEANWHILE = "a recipe was changed while the model was prepared"
    LOT_RUNS = "lot {lot} of {product} runs"
    TOO_SLOW = (
        "a verdict needs {needed} ms, and the decision deadline is {deadline} ms; "
        "the largest term is {term} with {ms} ms"
    )
    NO_EVIDENCE = "the model's package holds no validation scores, and no part was reviewed"
    NO_PICTURES = "no part in the history has its picture"
    DRY_RUN_UNDER_WAY = "another dry run is under way"
    STATION_ENDED = "the station ended"
    RECIPE_NOT_NAMED = "the station file names no recipe file"
    CHANGE_SOMETHING = "Change the recipe, or restore the revision."
    CHANGE_OVER_AT_PLC = "Change over at the PLC, or let it write 0 to recipe_request first."
    KEEP_NUMBER = "Keep the number of the product, or make another product."
    WAIT_FOR_DRY_RUN = "Wait until it has ended."
    NO_RECIPE_IN_FORCE = "no recipe is in force"
