#!/bin/sh
# Installs a production station as a service: install-station.sh WHEEL   (as root)
#
# Run again with a newer wheel to update. The station file and the recorded parts stay untouched.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
home=/opt/inspector
station=/etc/inspector/station.toml
. "$here/find_python.sh"

wheel=${1:-}
if [ ! -f "$wheel" ]; then
    echo "usage: install-station.sh WHEEL   (make package builds one into dist/)" >&2
    exit 2
fi
if [ "$(id -u)" -ne 0 ]; then
    echo "error: only root may install a service; run this with sudo." >&2
    exit 1
fi

python=$(find_python)
"$python" "$here/system_packages.py" run
if ! id inspector >/dev/null 2>&1; then
    useradd --system --user-group --home-dir /var/lib/inspector --shell /usr/sbin/nologin inspector
fi
install -d -m 0755 "$home" /etc/inspector
install -d -m 0750 -o inspector -g inspector /var/lib/inspector

[ -x "$home/venv/bin/python" ] || "$python" -m venv "$home/venv"
"$home/venv/bin/python" -m pip install --no-input -c "$here/../../constraints.txt" "$wheel"
install -m 0644 "$here/inspector-station.service" /etc/systemd/system/inspector-station.service

if [ -d /run/systemd/system ]; then
    systemctl daemon-reload
    systemctl enable inspector-station.service
fi
if [ ! -f "$station" ]; then
    "$home/venv/bin/inspector" station init --station "$station"
    echo "next: edit $station; it is an example."
fi
echo "next: systemctl restart inspector-station; journalctl -u inspector-station -f"
