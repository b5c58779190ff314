"""Station files as tests write them."""

STATION = """\
schema_version = 1
[station]
id = "line-3"
[camera]
driver = "replay"
folder = "images"
[model]
package = "machined-part/1.0.0"
"""
"""As little as a station file may say."""

LOOPING_STATION = """\
schema_version = 1
[station]
id = "line-3"
[camera]
driver = "replay"
folder = "images"
frame_rate_hz = 50
loop = true
frame_timeout_ms = 40
[plc]
decision_deadline_ms = 5000
[model]
package = "machined-part/1.0.0"
provider = "cpu"
"""
"""It shows the pictures of a folder again and again."""
