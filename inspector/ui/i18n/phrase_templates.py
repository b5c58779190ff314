"""All that the station says by templates, and what it says of the entries of a recipe.

The English words are those of :mod:`inspector.domain.phrases`; a test compares them.
"""

from __future__ import annotations

from inspector.ui.i18n.marker import QT_TRANSLATE_NOOP

TEMPLATES: tuple[str, ...] = (
    QT_TRANSLATE_NOOP("Phrase", "{camera}: {fault}"),
    QT_TRANSLATE_NOOP("Phrase", "{camera} has delivered no picture yet"),
    QT_TRANSLATE_NOOP("Phrase", "{camera} has delivered no frame yet"),
    QT_TRANSLATE_NOOP("Phrase", "frame {frame} of {camera} arrived without a picture"),
    QT_TRANSLATE_NOOP("Phrase", "no picture came in {seconds} s"),
    QT_TRANSLATE_NOOP("Phrase", "{camera} sends no frames"),
    QT_TRANSLATE_NOOP("Phrase", "Check power and cable of the camera."),
    QT_TRANSLATE_NOOP(
        "Phrase", "Run `inspector camera doctor --watch 60` while the camera streams."
    ),
    QT_TRANSLATE_NOOP("Phrase", "Look at the settings that the camera did not keep."),
    QT_TRANSLATE_NOOP(
        "Phrase", "Set exposure, gain and light so that good parts are neither dark nor saturated."
    ),
    QT_TRANSLATE_NOOP(
        "Phrase", "Take off the lens cap, switch on the light, then focus on a part."
    ),
    QT_TRANSLATE_NOOP(
        "Phrase", "Use a faster model, or give verdicts more time: plc.decision_deadline_ms."
    ),
    QT_TRANSLATE_NOOP("Phrase", "Start the station anew; see the log files in the data folder."),
    QT_TRANSLATE_NOOP("Phrase", "Check the network to the PLC, its address and its program."),
    QT_TRANSLATE_NOOP(
        "Phrase", "Let the PLC beat more often, or allow more: plc.heartbeat_timeout_ms."
    ),
    QT_TRANSLATE_NOOP("Phrase", "Check the coupler and the registers in plc.watchdog."),
    QT_TRANSLATE_NOOP(
        "Phrase",
        "Look at the counts of station and PLC, and find the parts that one of them missed.",
    ),
    QT_TRANSLATE_NOOP("Phrase", "Free disk space, or keep fewer pictures."),
    QT_TRANSLATE_NOOP("Phrase", "Keep fewer pictures, or give them a larger disk."),
    QT_TRANSLATE_NOOP("Phrase", "Make the data folder writable for the account of the station."),
    QT_TRANSLATE_NOOP("Phrase", "Keep the data folder on a local solid-state disk."),
    QT_TRANSLATE_NOOP(
        "Phrase", "Free disk space on the data folder; what is not recorded waits in the journal."
    ),
    QT_TRANSLATE_NOOP(
        "Phrase", "Keep the data folder, and restore the last backup: docs/reference/database.md."
    ),
    QT_TRANSLATE_NOOP(
        "Phrase", "Set the time zone of the computer, if the line does not stand in this one."
    ),
    QT_TRANSLATE_NOOP(
        "Phrase", "The wall clock was set since the engine started; check the time service."
    ),
    QT_TRANSLATE_NOOP("Phrase", "Let the computer set its clock over the network (NTP)."),
    QT_TRANSLATE_NOOP("Phrase", "See what else runs on this computer, and end it."),
    QT_TRANSLATE_NOOP("Phrase", "Set it to performance: a core that sleeps deeply answers late."),
    QT_TRANSLATE_NOOP("Phrase", "Start app and station from the same installation."),
    QT_TRANSLATE_NOOP(
        "Phrase", "Define people; until then everybody at the panel may do everything."
    ),
    QT_TRANSLATE_NOOP(
        "Phrase", "Keep a copy of the trail, and see what `inspector audit verify` says."
    ),
    QT_TRANSLATE_NOOP("Phrase", "Report this with the log file."),
    QT_TRANSLATE_NOOP(
        "Phrase", "Look whether the server and the network keep up; the station keeps everything."
    ),
    QT_TRANSLATE_NOOP("Phrase", "one class ({name}); at least two are needed"),
    QT_TRANSLATE_NOOP("Phrase", "Add pictures of another class."),
    QT_TRANSLATE_NOOP(
        "Phrase",
        "{name} is in {count} of the groups that stay together, in fewer than {least}: one "
        "each to train, to validate and to test",
    ),
    QT_TRANSLATE_NOOP(
        "Phrase", "Add pictures of other parts, lots or serials, or merge the class."
    ),
    QT_TRANSLATE_NOOP(
        "Phrase",
        "fewer than {least} pictures in a class ({counts}); figures of so few test pictures "
        "say little",
    ),
    QT_TRANSLATE_NOOP("Phrase", "Collect more of them."),
    QT_TRANSLATE_NOOP("Phrase", "{most} has {many} pictures, {rare} {few}: {times} times as many"),
    QT_TRANSLATE_NOOP(
        "Phrase", "Collect more of the rare class; training weighs classes, which helps little."
    ),
    QT_TRANSLATE_NOOP("Phrase", "no class is named good: no part could ever pass"),
    QT_TRANSLATE_NOOP("Phrase", "Name it: --good {name}."),
    QT_TRANSLATE_NOOP("Phrase", "all classes are good: no part could ever be rejected"),
    QT_TRANSLATE_NOOP("Phrase", "Add pictures of defects."),
    QT_TRANSLATE_NOOP("Phrase", "{entry}: {fault}"),
    QT_TRANSLATE_NOOP("Phrase", "{fault}; {advice}"),
    QT_TRANSLATE_NOOP("Phrase", "missing; add it: {advice}"),
    QT_TRANSLATE_NOOP("Phrase", "missing; add the section [{section}]: {advice}"),
    QT_TRANSLATE_NOOP("Phrase", "unknown entry; remove it, or choose from: {known}"),
    QT_TRANSLATE_NOOP("Phrase", 'unknown entry; did you mean "{similar}"?'),
    QT_TRANSLATE_NOOP("Phrase", "{tag} is missing; add one of: {known}"),
    QT_TRANSLATE_NOOP("Phrase", "{tag} {found} is unknown; write one of: {known}"),
    QT_TRANSLATE_NOOP("Phrase", "{found} should be a valid integer"),
    QT_TRANSLATE_NOOP("Phrase", "{found} should be a valid number"),
    QT_TRANSLATE_NOOP("Phrase", "{found} should be a finite number"),
    QT_TRANSLATE_NOOP("Phrase", "{found} should be a valid string"),
    QT_TRANSLATE_NOOP("Phrase", "{found} should be true or false"),
    QT_TRANSLATE_NOOP("Phrase", "{found} should be a list"),
    QT_TRANSLATE_NOOP("Phrase", "{found} should be a table"),
    QT_TRANSLATE_NOOP("Phrase", "{found} should be one of: {choices}"),
    QT_TRANSLATE_NOOP("Phrase", "{found} must be true, false, a number or text"),
    QT_TRANSLATE_NOOP(
        "Phrase", "{found} must be 1 to 64 letters, digits, dots, dashes or underscores"
    ),
    QT_TRANSLATE_NOOP("Phrase", "{found} should be greater than {limit}"),
    QT_TRANSLATE_NOOP("Phrase", "{found} should be greater than or equal to {limit}"),
    QT_TRANSLATE_NOOP("Phrase", "{found} should be less than {limit}"),
    QT_TRANSLATE_NOOP("Phrase", "{found} should be less than or equal to {limit}"),
    QT_TRANSLATE_NOOP("Phrase", "{found} should have at least {limit} characters"),
    QT_TRANSLATE_NOOP("Phrase", "nothing"),
    QT_TRANSLATE_NOOP("Phrase", "a list"),
    QT_TRANSLATE_NOOP("Phrase", "a table"),
    QT_TRANSLATE_NOOP("Phrase", "{file}:"),
    QT_TRANSLATE_NOOP("Phrase", "line {line}: {fault}"),
    QT_TRANSLATE_NOOP("Phrase", "{file}: {system}"),
    QT_TRANSLATE_NOOP("Phrase", "the file is larger than {most} MiB"),
    QT_TRANSLATE_NOOP("Phrase", "not UTF-8 text; save the file as UTF-8"),
    QT_TRANSLATE_NOOP("Phrase", "not TOML: {parser}"),
    QT_TRANSLATE_NOOP("Phrase", "given twice, first on line {first}; keep one of them"),
    QT_TRANSLATE_NOOP("Phrase", "{file}: it is empty"),
    QT_TRANSLATE_NOOP("Phrase", "{file}: it is not PNG, JPEG, BMP, TIFF or WebP"),
    QT_TRANSLATE_NOOP("Phrase", "{file}: {damage}"),
    QT_TRANSLATE_NOOP("Phrase", "{file}: {mode}"),
    QT_TRANSLATE_NOOP("Phrase", "{file}: its pixels are damaged"),
    QT_TRANSLATE_NOOP("Phrase", "{file}: {size} is above {most} megapixels"),
    QT_TRANSLATE_NOOP("Phrase", "{file}: {size} is below {least} px a side"),
    QT_TRANSLATE_NOOP("Phrase", "{file}: the file has {megabytes} MB"),
    QT_TRANSLATE_NOOP("Phrase", "pixels are {pixels}, not 8- or 16-bit unsigned"),
    QT_TRANSLATE_NOOP("Phrase", "shape {shape} is neither (H, W) nor (H, W, 3)"),
    QT_TRANSLATE_NOOP("Phrase", "shape {shape} holds no pixel"),
    QT_TRANSLATE_NOOP("Phrase", "{product}: {fault}"),
    QT_TRANSLATE_NOOP(
        "Phrase", "limits.reject has {name}, which the model does not know, but {classes}"
    ),
    QT_TRANSLATE_NOOP("Phrase", "number is missing; the PLC asks for a recipe by 1 to 65535"),
    QT_TRANSLATE_NOOP("Phrase", "number {number} is that of {other} already"),
    QT_TRANSLATE_NOOP("Phrase", "number: the PLC knows {product} as {number}"),
    QT_TRANSLATE_NOOP(
        "Phrase",
        "{feature} of camera {camera} is missing, which {other} sets; name it in all recipes, "
        "or in the station file",
    ),
    QT_TRANSLATE_NOOP("Phrase", "the station has no camera {name}, but {cameras}"),
    QT_TRANSLATE_NOOP("Phrase", "the station has no camera of this name, but {cameras}"),
    QT_TRANSLATE_NOOP(
        "Phrase", "`file` is missing under [recipe]: the model's own limits have no number"
    ),
    QT_TRANSLATE_NOOP("Phrase", "nothing was changed"),
    QT_TRANSLATE_NOOP("Phrase", "this station has no product {found}"),
    QT_TRANSLATE_NOOP("Phrase", "no revision {revision}"),
    QT_TRANSLATE_NOOP("Phrase", "revision {revision} is in use already"),
    QT_TRANSLATE_NOOP("Phrase", "there is no draft {draft}"),
    QT_TRANSLATE_NOOP("Phrase", "draft {draft} is not version {version} any more"),
    QT_TRANSLATE_NOOP("Phrase", "{product} is in force already"),
    QT_TRANSLATE_NOOP("Phrase", "{product} is being changed"),
    QT_TRANSLATE_NOOP("Phrase", "the PLC asks for recipe {number}"),
    QT_TRANSLATE_NOOP("Phrase", "another changeover is under way"),
    QT_TRANSLATE_NOOP("Phrase", "another model has come in force meanwhile"),
    QT_TRANSLATE_NOOP("Phrase", "a recipe was changed while the model was prepared"),
    QT_TRANSLATE_NOOP("Phrase", "lot {lot} of {product} runs"),
    QT_TRANSLATE_NOOP(
        "Phrase",
        "a verdict needs {needed} ms, and the decision deadline is {deadline} ms; the largest "
        "term is {term} with {ms} ms",
    ),
    QT_TRANSLATE_NOOP(
        "Phrase", "the model's package holds no validation scores, and no part was reviewed"
    ),
    QT_TRANSLATE_NOOP("Phrase", "no part in the history has its picture"),
    QT_TRANSLATE_NOOP("Phrase", "another dry run is under way"),
    QT_TRANSLATE_NOOP("Phrase", "the station ended"),
    QT_TRANSLATE_NOOP("Phrase", "the station file names no recipe file"),
    QT_TRANSLATE_NOOP("Phrase", "Change the recipe, or restore the revision."),
    QT_TRANSLATE_NOOP(
        "Phrase", "Change over at the PLC, or let it write 0 to recipe_request first."
    ),
    QT_TRANSLATE_NOOP("Phrase", "Keep the number of the product, or make another product."),
    QT_TRANSLATE_NOOP("Phrase", "Wait until it has ended."),
    QT_TRANSLATE_NOOP("Phrase", "no recipe is in force"),
    QT_TRANSLATE_NOOP("Phrase", "the package carries no evaluation"),
    QT_TRANSLATE_NOOP("Phrase", "accuracy is {percent} %, at least {limit} % is asked for"),
    QT_TRANSLATE_NOOP(
        "Phrase",
        "{count} of {of} defective pictures would pass ({percent} %), at most {limit} % is allowed",
    ),
    QT_TRANSLATE_NOOP(
        "Phrase",
        "{count} of {of} defective pictures would pass: with 95 % certainty at most {percent} "
        "%, at most {limit} % is allowed",
    ),
    QT_TRANSLATE_NOOP(
        "Phrase",
        "{count} of {of} good pictures would be rejected ({percent} %), at most {limit} % is "
        "allowed",
    ),
    QT_TRANSLATE_NOOP(
        "Phrase",
        "{count} of {of} pictures stay not decidable ({percent} %), at most {limit} % is allowed",
    ),
    QT_TRANSLATE_NOOP(
        "Phrase",
        "{count} of {of} verdicts differ from those of the FP32 twin ({percent} %), at most "
        "{limit} % is allowed",
    ),
    QT_TRANSLATE_NOOP(
        "Phrase", "{fault}; {samples} pictures are too few to tell, so one is let pass"
    ),
    QT_TRANSLATE_NOOP(
        "Phrase",
        "under {disturbance} {percent} % of the accuracy is left, at least {limit} % is asked for",
    ),
    QT_TRANSLATE_NOOP(
        "Phrase",
        "1 of 100 inferences takes {ms} ms or more on {provider}, at most {limit} ms is allowed",
    ),
    QT_TRANSLATE_NOOP(
        "Phrase",
        "a score of a golden picture is off by {difference} on {provider}, at most {limit} is "
        "allowed",
    ),
    QT_TRANSLATE_NOOP("Phrase", "{figure} was never measured: no such pictures"),
    QT_TRANSLATE_NOOP("Phrase", "robustness was never measured"),
    QT_TRANSLATE_NOOP("Phrase", "{name} is being put in force"),
    QT_TRANSLATE_NOOP("Phrase", "{name} is in force already"),
    QT_TRANSLATE_NOOP("Phrase", "{name} is in force"),
    QT_TRANSLATE_NOOP("Phrase", "no other package was in force before"),
    QT_TRANSLATE_NOOP("Phrase", "the station ends"),
    QT_TRANSLATE_NOOP("Phrase", "the station ended before the model was in force"),
    QT_TRANSLATE_NOOP("Phrase", "{command} is not allowed in state {state}"),
    QT_TRANSLATE_NOOP("Phrase", "somebody works on the station"),
    QT_TRANSLATE_NOOP("Phrase", "End the maintenance first; then start."),
    QT_TRANSLATE_NOOP("Phrase", "the station looks at parts now"),
    QT_TRANSLATE_NOOP("Phrase", "Stop it first; then work on it."),
    QT_TRANSLATE_NOOP("Phrase", "{camera} looks at parts now"),
    QT_TRANSLATE_NOOP("Phrase", "Stop the station first; then set it up."),
    QT_TRANSLATE_NOOP("Phrase", "{person} works on the station"),
    QT_TRANSLATE_NOOP("Phrase", "{person} works on the station already"),
    QT_TRANSLATE_NOOP("Phrase", "this maintenance has ended"),
    QT_TRANSLATE_NOOP("Phrase", "{code} cannot be cleared: it lasts as long as its cause"),
    QT_TRANSLATE_NOOP("Phrase", "this needs the role {least_role}, not {role}"),
    QT_TRANSLATE_NOOP("Phrase", "a check of the station runs"),
    QT_TRANSLATE_NOOP("Phrase", "Wait for its end, or cancel it."),
    QT_TRANSLATE_NOOP("Phrase", "step {number}, {operation}: {fault}"),
    QT_TRANSLATE_NOOP("Phrase", "unknown operation"),
    QT_TRANSLATE_NOOP("Phrase", "unknown operation; did you mean {similar}?"),
    QT_TRANSLATE_NOOP("Phrase", "unknown parameter {name}"),
    QT_TRANSLATE_NOOP("Phrase", "unknown parameter {name}; did you mean {similar}?"),
    QT_TRANSLATE_NOOP("Phrase", "{parameter} is missing, must be {allowed}"),
    QT_TRANSLATE_NOOP("Phrase", "{parameter} is {found}, must be {allowed}"),
    QT_TRANSLATE_NOOP("Phrase", "text"),
    QT_TRANSLATE_NOOP("Phrase", "an integer"),
    QT_TRANSLATE_NOOP("Phrase", "a number"),
    QT_TRANSLATE_NOOP("Phrase", "{least} to {most}"),
    QT_TRANSLATE_NOOP("Phrase", "{least} to {most}, odd"),
    QT_TRANSLATE_NOOP("Phrase", "one of: {choices}"),
    QT_TRANSLATE_NOOP("Phrase", "a file inside the recipe's folder"),
    QT_TRANSLATE_NOOP("Phrase", "{parameter} must be below {other_parameter}"),
    QT_TRANSLATE_NOOP("Phrase", "{parameter} must not be above {other_parameter}"),
    QT_TRANSLATE_NOOP("Phrase", "{parameter} cannot be used: {fault}"),
    QT_TRANSLATE_NOOP("Phrase", "{parameter} must be pinned; for this file write {line}"),
    QT_TRANSLATE_NOOP(
        "Phrase", "{parameter} is not the picture that the recipe pins; for this file write {line}"
    ),
    QT_TRANSLATE_NOOP(
        "Phrase", "the region {region} at ({left}, {top}) is not inside the {size} image"
    ),
    QT_TRANSLATE_NOOP("Phrase", "{tiles} tiles a side do not fit a {size} image"),
    QT_TRANSLATE_NOOP(
        "Phrase", "needs an 8-bit or a grey image; put {operation} or {other_operation} before it"
    ),
    QT_TRANSLATE_NOOP(
        "Phrase", "a {kernel} px kernel needs an 8-bit image; put {operation} before it"
    ),
    QT_TRANSLATE_NOOP("Phrase", "the flat reference is no brighter than the dark one"),
    QT_TRANSLATE_NOOP("Phrase", "the {name} reference is {reference}, the image {image}"),
    QT_TRANSLATE_NOOP("Phrase", "the image is still {format} after the last step"),
    QT_TRANSLATE_NOOP(
        "Phrase", "Add the operation {operation} or {other_operation} to the recipe."
    ),
    QT_TRANSLATE_NOOP("Phrase", "the image library refuses: {library}"),
    QT_TRANSLATE_NOOP("Phrase", "{package} exists"),
    QT_TRANSLATE_NOOP("Phrase", "{training} has ended"),
    QT_TRANSLATE_NOOP("Phrase", "{training} has not ended"),
    QT_TRANSLATE_NOOP("Phrase", "{training} waits, runs or is finished"),
    QT_TRANSLATE_NOOP("Phrase", "There is nothing to go on with."),
    QT_TRANSLATE_NOOP("Phrase", "the station has no training {found}"),
    QT_TRANSLATE_NOOP("Phrase", "the station has no dataset {found}"),
    QT_TRANSLATE_NOOP("Phrase", "training needs {packages}"),
    QT_TRANSLATE_NOOP("Phrase", "{free} GB are free, {needed} GB are needed"),
    QT_TRANSLATE_NOOP("Phrase", "the disk is full"),
    QT_TRANSLATE_NOOP("Phrase", "the process of the training is gone"),
)
ADVICE: tuple[str, ...] = (
    QT_TRANSLATE_NOOP("Advice", "version of this format"),
    QT_TRANSLATE_NOOP("Advice", "name of the recipe in every record"),
    QT_TRANSLATE_NOOP("Advice", "number by which the PLC knows the recipe"),
    QT_TRANSLATE_NOOP("Advice", "operations in order"),
    QT_TRANSLATE_NOOP("Advice", "thresholds"),
    QT_TRANSLATE_NOOP("Advice", "camera settings by SFNC name, after the station file's"),
    QT_TRANSLATE_NOOP("Advice", "what the pixels measure"),
    QT_TRANSLATE_NOOP("Advice", "what single cameras of several do otherwise"),
    QT_TRANSLATE_NOOP("Advice", "what a model must reach to be promoted"),
    QT_TRANSLATE_NOOP("Advice", "name of the operation"),
    QT_TRANSLATE_NOOP("Advice", "the good classes must reach this together"),
    QT_TRANSLATE_NOOP("Advice", "a defect class that reaches it rejects"),
    QT_TRANSLATE_NOOP("Advice", "limits of single defect classes"),
    QT_TRANSLATE_NOOP("Advice", "millimetres on the part per pixel"),
    QT_TRANSLATE_NOOP("Advice", "residual of the fit"),
    QT_TRANSLATE_NOOP("Advice", "what was measured"),
    QT_TRANSLATE_NOOP("Advice", "day of the measurement"),
    QT_TRANSLATE_NOOP("Advice", "operations in order, in place of the recipe's"),
    QT_TRANSLATE_NOOP("Advice", "camera settings by SFNC name, after the recipe's"),
    QT_TRANSLATE_NOOP("Advice", "share of right classes"),
    QT_TRANSLATE_NOOP("Advice", "defective pictures that would pass, of these"),
    QT_TRANSLATE_NOOP(
        "Advice", '"rate" compares what was counted; "upper_bound" what 95 % certainty allows'
    ),
    QT_TRANSLATE_NOOP("Advice", "good pictures that would be rejected"),
    QT_TRANSLATE_NOOP("Advice", "pictures without a decision, of all"),
    QT_TRANSLATE_NOOP("Advice", "verdicts that differ from the FP32 twin's"),
    QT_TRANSLATE_NOOP("Advice", "disturbed over clean accuracy, worst disturbance"),
    QT_TRANSLATE_NOOP("Advice", "99th percentile of one inference on the station"),
)
"""What an entry of a recipe is for."""
