"""The history of several stations, partitioned by the month of the trigger in UTC.

Tables and columns are called as at a station, so that the same queries read both. `sequence`,
`provenance_id`, `lot_id` and `review_id` count over all stations; `source_sequence` and so on are
the station's own. Counts are views: they are made when they are asked for.
"""

from alembic import op

revision = "0001"
down_revision = None

_SEEN = """
  view bigint NOT NULL,
  camera text NOT NULL,
  evaluation bigint NOT NULL CHECK (evaluation BETWEEN 0 AND 3),
  reason bigint NOT NULL,
  class_name text COLLATE "C" NOT NULL,
  score double precision,
  threshold double precision,
  novelty double precision,
  scores text NOT NULL,
  image_wait_ns bigint NOT NULL,
  queue_ns bigint NOT NULL,
  preprocessing_ns bigint NOT NULL,
  inference_ns bigint NOT NULL,
  decision_ns bigint NOT NULL,
  frame_id bigint,
  frame_source text NOT NULL,
  pixel_format text NOT NULL,
  missed_since_last bigint NOT NULL,
  device_ns bigint,
  image_path text NOT NULL,
  image_sha256 text NOT NULL,
  image_note text NOT NULL"""

_TABLES = (
    """
CREATE TABLE source (
  source_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  station_id text NOT NULL,
  lineage text NOT NULL,
  session text NOT NULL,
  forwarded bigint NOT NULL DEFAULT 0,
  forwarded_utc_ns bigint,
  UNIQUE (station_id, lineage)
)""",
    """
CREATE TABLE provenance (
  provenance_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  station_id text NOT NULL,
  app_version text NOT NULL,
  config_hash text NOT NULL,
  recipe_id text NOT NULL,
  recipe_revision text NOT NULL,
  model_id text NOT NULL,
  model_sha256 text NOT NULL,
  model_variant text NOT NULL,
  provider text NOT NULL,
  is_simulated bigint NOT NULL,
  UNIQUE (station_id, app_version, config_hash, recipe_id, recipe_revision, model_id, model_sha256,
    model_variant, provider, is_simulated)
)""",
    """
CREATE TABLE lot (
  lot_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  station_id text NOT NULL,
  lineage text NOT NULL,
  source_lot_id bigint NOT NULL,
  name text NOT NULL,
  note text NOT NULL,
  begun_utc_ns bigint NOT NULL,
  begun_by text NOT NULL,
  ended_utc_ns bigint,
  ended_by text NOT NULL,
  UNIQUE (lineage, source_lot_id, begun_utc_ns)
)""",
    """
CREATE TABLE review (
  review_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  station_id text NOT NULL,
  lineage text NOT NULL,
  source_review_id bigint NOT NULL,
  result_id text NOT NULL,
  utc_ns bigint NOT NULL,
  person text NOT NULL,
  role text NOT NULL,
  label text NOT NULL,
  evaluation bigint NOT NULL CHECK (evaluation BETWEEN 0 AND 3),
  reason text NOT NULL,
  review_of bigint REFERENCES review (review_id),
  UNIQUE (lineage, source_review_id, utc_ns)
)""",
    """
CREATE TABLE result_span (
  block bigint PRIMARY KEY,
  first_utc_ns bigint NOT NULL,
  last_utc_ns bigint NOT NULL
)""",
    "CREATE SEQUENCE result_sequence",
    f"""
CREATE TABLE result (
  sequence bigint NOT NULL DEFAULT nextval('result_sequence'),
  station_id text NOT NULL,
  source_id bigint NOT NULL REFERENCES source (source_id),
  source_sequence bigint NOT NULL,
  result_id text NOT NULL,
  journal_id bigint NOT NULL,
  trigger_index bigint NOT NULL,
  part_id bigint NOT NULL,
  encoder bigint NOT NULL,
  triggered_utc_ns bigint NOT NULL,
  decided_utc_ns bigint NOT NULL,
  latency_ns bigint,
  provenance_id bigint NOT NULL REFERENCES provenance (provenance_id),
  outcome bigint NOT NULL CHECK (outcome BETWEEN 0 AND 4),
  outcome_utc_ns bigint,
  late_evaluation bigint,
  lot_id bigint REFERENCES lot (lot_id),
  review bigint NOT NULL,
  challenge bigint NOT NULL,
  score_band bigint GENERATED ALWAYS AS
    (CASE WHEN score IS NOT NULL THEN trunc(least(greatest(score, 0.0), 1.0) * 128)::bigint END)
    STORED,{_SEEN},
  PRIMARY KEY (station_id, result_id, triggered_utc_ns)
) PARTITION BY RANGE (triggered_utc_ns)""",
    f"""
CREATE TABLE result_view (
  sequence bigint NOT NULL,
  triggered_utc_ns bigint NOT NULL,{_SEEN},
  PRIMARY KEY (sequence, view, triggered_utc_ns)
) PARTITION BY RANGE (triggered_utc_ns)""",
    """
CREATE TABLE image_health (
  sequence bigint NOT NULL,
  triggered_utc_ns bigint NOT NULL,
  view bigint NOT NULL,
  focus double precision NOT NULL,
  brightness double precision NOT NULL,
  contrast double precision NOT NULL,
  saturated_percent double precision NOT NULL,
  shift_x_px double precision,
  shift_y_px double precision,
  shift_confidence double precision,
  PRIMARY KEY (sequence, view, triggered_utc_ns)
) PARTITION BY RANGE (triggered_utc_ns)""",
)

_INDEXES = (
    "CREATE INDEX ON lot (name)",
    "CREATE INDEX ON review (result_id)",
    "CREATE INDEX ON result (sequence)",
    "CREATE INDEX ON result (result_id)",
    "CREATE INDEX ON result (evaluation, sequence)",
    "CREATE INDEX ON result (reason, sequence)",
    "CREATE INDEX ON result (class_name, sequence)",
    "CREATE INDEX ON result (part_id, sequence)",
    "CREATE INDEX ON result (provenance_id, sequence)",
    "CREATE INDEX ON result (score_band, sequence) WHERE score_band IS NOT NULL",
    "CREATE INDEX ON result (lot_id, sequence) WHERE lot_id IS NOT NULL",
    "CREATE INDEX ON result (review, sequence) WHERE review <> 0",
    "CREATE INDEX ON result (challenge, sequence) WHERE challenge <> 0",
    "CREATE INDEX ON result (outcome, sequence) WHERE outcome <> 1",
    "CREATE INDEX ON result ((triggered_utc_ns / 900000000000))",
)

_KEYS = """triggered_utc_ns / 900000000000 AS quarter, provenance_id,
  coalesce(lot_id, 0) AS lot_id, challenge"""

_VIEWS = (
    f"""
CREATE VIEW verdict_rollup AS
SELECT {_KEYS}, evaluation, class_name, count(*)::integer AS results
FROM result GROUP BY 1, 2, 3, 4, 5, 6""",
    f"""
CREATE VIEW score_rollup AS
SELECT {_KEYS}, evaluation, class_name,
  greatest(0, least(19, trunc(score * 20)))::integer AS score_bin, count(*)::integer AS results
FROM result WHERE score IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6, 7""",
    f"""
CREATE VIEW outcome_rollup AS
SELECT {_KEYS}, evaluation, outcome, count(*)::integer AS results
FROM result WHERE outcome <> 0 GROUP BY 1, 2, 3, 4, 5, 6""",
    f"""
CREATE VIEW defect_rollup AS
SELECT {_KEYS}, class_name, count(*)::integer AS defects FROM (
  SELECT triggered_utc_ns, provenance_id, lot_id, challenge, class_name
  FROM result WHERE evaluation = 2
  UNION ALL
  SELECT result.triggered_utc_ns, provenance_id, lot_id, challenge, result_view.class_name
  FROM result JOIN result_view
  ON result_view.sequence = result.sequence
  AND result_view.triggered_utc_ns = result.triggered_utc_ns
  WHERE result_view.evaluation = 2 AND result_view.view <> result.view
) AS defect GROUP BY 1, 2, 3, 4, 5""",
    """
CREATE VIEW lot_tally AS
SELECT lot_id, evaluation, count(*)::integer AS results
FROM result WHERE lot_id IS NOT NULL GROUP BY 1, 2""",
)


def upgrade() -> None:
    for statement in (*_TABLES, *_INDEXES, *_VIEWS):
        op.execute(statement)
