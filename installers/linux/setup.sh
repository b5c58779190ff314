#!/bin/sh
# Sets up the checkout on Linux: setup.sh run|train|dev
#
# Finds the newest Python, installs the system libraries that are missing, then hands over to
# installers/common/bootstrap.py for the virtual environment. Does nothing when all is in place.
set -eu

wanted=$1
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
root=$(dirname -- "$(dirname -- "$here")")

# An activated .venv must not be asked to rebuild itself.
PATH=$(printf '%s' "$PATH" | sed "s|$root/\.venv/bin:||g")

# Prints the first interpreter that passes the test; version managers may list some that do not run.
first_python() {
    for name in python3.13 python3.12 python3.11 python3; do
        if "$name" -c "import sys; assert sys.version_info >= (3, 11); $1" >/dev/null 2>&1; then
            echo "$name"
            return
        fi
    done
}

python=$(first_python 'import ensurepip, venv')
[ -n "$python" ] || python=$(first_python '')
if [ -z "$python" ]; then
    echo "error: Python 3.11 or newer is needed and none was found on PATH." >&2
    echo "remedy: install it (Debian, Ubuntu: sudo apt-get install python3 python3-venv)." >&2
    exit 1
fi

if [ "$(uname -s)" = Linux ] && [ "${SYSTEM_PACKAGES:-install}" != skip ]; then
    "$python" "$here/system_packages.py" "$wanted"
fi
exec "$python" "$here/../common/bootstrap.py" "$wanted"
