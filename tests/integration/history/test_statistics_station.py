"""The shift that works, as the station file names it, in what a running station says."""

from pathlib import Path

from rollout_station import Station, station_folder

from inspector.domain.statistics.calendar import PeriodKind

SHIFTS = """
[[shift]]
name = "day"
begin = "00:00"
end = "12:00"

[[shift]]
name = "night"
begin = "12:00"
end = "00:00"
"""


def test_a_station_tells_the_shift_that_works(tmp_path: Path) -> None:
    folder = station_folder(tmp_path)
    path = folder / "station.toml"
    path.write_text(path.read_text() + SHIFTS)
    station = Station(folder)
    try:
        shift = station.client.snapshot().shift
        period = station.client.statistics.period(PeriodKind.SHIFT)
        assert shift is not None
        assert period is not None
        assert (shift.name, shift.since) == (period.name, period.since)
        assert shift.name in ("day", "night")
        assert shift.triggered == shift.ok == 0
        assert len(station.client.statistics.trend(10).minutes) == 10
    finally:
        station.stop()
