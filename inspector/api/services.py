"""What a station offers through its door."""

from __future__ import annotations

from dataclasses import dataclass

from inspector.services.alarms.troubles import AlarmServices
from inspector.services.challenge.service import ChallengeService
from inspector.services.history.evidence import EvidenceService
from inspector.services.history.served import HistoryService
from inspector.services.live.cameras import LiveCameras
from inspector.services.live.line import LiveLine
from inspector.services.live.station_port import StationService
from inspector.services.past import PastServices
from inspector.services.people.desk import PeopleDesk
from inspector.services.recipes.service import RecipeServices
from inspector.services.reviews.quality import QualityServices
from inspector.services.rollout.packages import PackageService
from inspector.services.rollout.service import ModelRollout
from inspector.services.shared_history.desk import SharedDesk
from inspector.services.station_check.desk import StationCheckDesk
from inspector.services.statistics.desk import StatisticsDesk
from inspector.services.training_jobs.desk import TrainingDesk


@dataclass(frozen=True, slots=True, kw_only=True)
class StationServices:
    """All of it.

    Attributes:
        station: The running station.
        history: Its past results.
        cameras: Its running cameras.
        line: Its registers and outputs, and the alarms of its gate.
        alarms: Its alarms, who has seen them, and what else happened.
        check: Its check of itself.
        models: Which model judges.
        packages: What is known of each.
        training: Trainings that people ask for.
        quality: Reviews of its verdicts, and how far its pictures have moved.
        people: Who may do what.
        past: What there is to do with past results.
        evidence: Where the model saw what it said.
        recipes: Its products, and which revisions of their recipes are in use.
        statistics: Its charts.
        challenge: Its challenge parts.
        shared: The history that it shares with other stations.
    """

    station: StationService
    history: HistoryService
    cameras: LiveCameras
    line: LiveLine
    alarms: AlarmServices
    check: StationCheckDesk
    models: ModelRollout
    packages: PackageService
    training: TrainingDesk
    quality: QualityServices
    people: PeopleDesk
    past: PastServices
    evidence: EvidenceService
    recipes: RecipeServices
    statistics: StatisticsDesk
    challenge: ChallengeService
    shared: SharedDesk
