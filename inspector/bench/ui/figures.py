"""The figures of the app for a person."""

from __future__ import annotations

from typing import Any


def as_table(figures: dict[str, Any]) -> str:
    """One line per figure, aligned for a terminal."""
    live, scroll = figures["live_view"], figures["history_scroll"]
    start = figures["first_paint_s"]
    width, height = live["picture_px"]
    lines = [
        f"screen: {figures['screen']}",
        f"first paint: {start['p50']:.2f} s, at worst {start['max']:.2f} s;"
        f" {start['cpu_p50']:.2f} s of it the app's own work",
        f"live view: {live['shown']} of {live['sent']} pictures in {live['seconds']:.0f} s"
        f" at {width} x {height} px, {live['cpu_share']:.0%} of one core",
        f"  age of a picture: p50 {live['age_p50_ms']:.0f} ms, p99 {live['age_p99_ms']:.0f} ms;"
        f" longest stall {live['longest_stall_ms']:.0f} ms",
        f"  memory: {live['rss_mib']:.0f} MiB, {live['rss_slope_mib_per_min']:+.2f} MiB a minute",
        f"history: {scroll['rows_passed']} of {scroll['rows']} rows in {scroll['steps']} steps,"
        f" longest stall {scroll['longest_stall_ms']:.0f} ms",
        f"{'page':<12}{'first ms':>10}{'p50 ms':>10}{'p99 ms':>10}",
    ]
    lines += [
        f"{page:<12}{turn['first_ms']:>10.1f}{turn['p50_ms']:>10.1f}{turn['p99_ms']:>10.1f}"
        for page, turn in figures["page_switch"].items()
    ]
    return "\n".join(lines)
