#!/bin/sh
# Asks the tests that failed in company again, alone: a computer whose two cores are shared by
# four processes may hold a test up by seconds. What fails alone has failed, and so has a run in
# which more than a few failed, or a part may have escaped.
# Arguments: the exit status of the run, its pytest command.
status=$1
shift
most=5
[ "$status" -eq 1 ] || exit "$status"
if grep -q '"' .pytest_cache/v/inspector/escapes; then
  echo "A part may have escaped: no test is asked again." >&2
  exit 1
fi
names=$(python3 -c 'import json; print(*json.load(open(".pytest_cache/v/cache/lastfailed")), sep="\n")')
if [ "$(printf '%s\n' "$names" | wc -l)" -gt $most ]; then
  echo "More than $most tests failed: none is asked again." >&2
  exit 1
fi
printf 'Failed in company, asked again alone:\n%s\n' "$names"
"$@" --last-failed --last-failed-no-failures none
