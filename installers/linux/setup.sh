#!/bin/sh
# Sets up the checkout on Linux: setup.sh run|train|dev
#
# Finds the newest Python, installs the system libraries that are missing, then hands over to
# installers/common/bootstrap.py for the virtual environment. Does nothing when all is in place.
set -eu

wanted=$1
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
root=$(dirname -- "$(dirname -- "$here")")
. "$here/find_python.sh"

# An activated .venv must not be asked to rebuild itself.
PATH=$(printf '%s' "$PATH" | sed "s|$root/\.venv/bin:||g")
python=$(find_python)

if [ "$(uname -s)" = Linux ] && [ "${SYSTEM_PACKAGES:-install}" != skip ]; then
    "$python" "$here/system_packages.py" "$wanted"
    [ "$wanted" != dev ] || "$python" "$here/receive_buffers.py"
fi
exec "$python" "$here/../common/bootstrap.py" "$wanted"
