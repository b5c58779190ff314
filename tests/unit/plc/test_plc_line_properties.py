"""Whatever happens on the line: nothing passes without its own OK, nothing leaves twice."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plc_line_campaign import METHODS, Campaign, events

from inspector.domain.evaluation import Evaluation
from inspector.plc.line.methods import TrackingMethod


@pytest.mark.parametrize("method", METHODS)
@given(data=st.data())
@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
def test_nothing_passes_without_its_own_ok_and_every_part_has_one_outcome(
    method: TrackingMethod, data: st.DataObject
) -> None:
    campaign = Campaign(method)
    for action, value in data.draw(st.lists(events(method), max_size=40), "events"):
        getattr(campaign, action)(value)
        assert not campaign.escapes
    campaign.run_out()
    assert not campaign.escapes
    outcomes = {number: count for number, count in campaign.outcomes.items() if number}
    assert outcomes == dict.fromkeys(campaign.parts, 1)


@pytest.mark.parametrize("method", METHODS)
def test_on_a_line_without_faults_every_cleared_part_passes(method: TrackingMethod) -> None:
    campaign = Campaign(method)
    for _ in range(300):
        campaign.step()
        for number, tracked in campaign.parts.items():
            if not tracked.heard:
                campaign.judge(number, Evaluation.OK if number % 3 else Evaluation.NOT_OK)
    campaign.run_out()
    assert len(campaign.parts) == 30
    assert campaign.passed == 20
    assert not campaign.escapes
    assert campaign.program.losses == 0
    assert (campaign.program.plc["plc_passed"], campaign.program.plc["plc_rejected"]) == (20, 10)
