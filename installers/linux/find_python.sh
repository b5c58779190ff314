# shellcheck shell=sh
# Sourced: find_python prints the newest Python that runs, first of all one that can make a venv.

# Prints the first interpreter that passes the test; version managers may list some that do not run.
first_python() {
    for name in python3.13 python3.12 python3.11 python3; do
        if "$name" -c "import sys; assert sys.version_info >= (3, 11); $1" >/dev/null 2>&1; then
            echo "$name"
            return
        fi
    done
}

find_python() {
    found=$(first_python 'import ensurepip, venv')
    [ -n "$found" ] || found=$(first_python '')
    if [ -z "$found" ]; then
        echo "error: Python 3.11 or newer is needed and none was found on PATH." >&2
        echo "remedy: install it (Debian, Ubuntu: apt-get install python3 python3-venv)." >&2
        return 1
    fi
    echo "$found"
}
