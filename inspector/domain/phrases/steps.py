"""What is wrong with the preprocessing steps of a recipe, and with what they are given."""

from inspector.domain.phrase import PhraseBook


class StepPhrase(PhraseBook):
    """Operations and parameters by their names in the recipe."""

    IN_STEP = "step {number}, {operation}: {fault}"
    OPERATION_UNKNOWN = "unknown operation"
    OPERATION_UNKNOWN_SIMILAR = "unknown operation; did you mean {similar}?"
    PARAMETER_UNKNOWN = "unknown parameter {name}"
    PARAMETER_UNKNOWN_SIMILAR = "unknown parameter {name}; did you mean {similar}?"
    PARAMETER_MISSING = "{parameter} is missing, must be {allowed}"
    PARAMETER_WRONG = "{parameter} is {found}, must be {allowed}"
    ALLOWED_TEXT = "text"
    ALLOWED_INTEGER = "an integer"
    ALLOWED_NUMBER = "a number"
    ALLOWED_RANGE = "{least} to {most}"
    ALLOWED_ODD_RANGE = "{least} to {most}, odd"
    ALLOWED_CHOICES = "one of: {choices}"
    ALLOWED_PICTURE = "a file inside the recipe's folder"
    PARAMETER_NOT_BELOW = "{parameter} must be below {other_parameter}"
    PARAMETER_ABOVE = "{parameter} must not be above {other_parameter}"
    PICTURE_UNUSABLE = "{parameter} cannot be used: {fault}"
    PICTURE_NOT_PINNED = "{parameter} must be pinned; for this file write {line}"
    PICTURE_PINNED_OTHERWISE = (
        "{parameter} is not the picture that the recipe pins; for this file write {line}"
    )
    REGION_OUTSIDE = "the region {region} at ({left}, {top}) is not inside the {size} image"
    TILES_TOO_MANY = "{tiles} tiles a side do not fit a {size} image"
    NEEDS_8BIT_OR_GREY = (
        "needs an 8-bit or a grey image; put {operation} or {other_operation} before it"
    )
    NEEDS_8BIT = "a {kernel} px kernel needs an 8-bit image; put {operation} before it"
    FLAT_NOT_BRIGHTER = "the flat reference is no brighter than the dark one"
    REFERENCE_DIFFERS = "the {name} reference is {reference}, the image {image}"
    STILL_DEEP = "the image is still {format} after the last step"
    ADD_TO_8BIT = "Add the operation {operation} or {other_operation} to the recipe."
    LIBRARY_REFUSED = "the image library refuses: {library}"
