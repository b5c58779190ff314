-- Schema of revision 0004; written by inspector.store.document.

CREATE TABLE alarm_event (
  event_id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  journal_id INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  utc_ns INTEGER NOT NULL,
  raised INTEGER NOT NULL,
  cleared INTEGER NOT NULL,
  latched INTEGER NOT NULL,
  cleared_by INTEGER NOT NULL,
  trigger_index INTEGER NOT NULL,
  CONSTRAINT uq_alarm_event UNIQUE (journal_id, sequence)
)
 STRICT;

CREATE TABLE alembic_version (
  version_num VARCHAR(32) NOT NULL,
  CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

CREATE TABLE journal_position (
  journal_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (journal_id)
)
 STRICT;

CREATE TABLE provenance (
  provenance_id INTEGER NOT NULL,
  station_id TEXT NOT NULL,
  app_version TEXT NOT NULL,
  config_hash TEXT NOT NULL,
  recipe_id TEXT NOT NULL,
  recipe_revision TEXT NOT NULL,
  model_id TEXT NOT NULL,
  model_sha256 TEXT NOT NULL,
  model_variant TEXT NOT NULL,
  provider TEXT NOT NULL,
  is_simulated INTEGER NOT NULL,
  PRIMARY KEY (provenance_id),
  CONSTRAINT uq_provenance UNIQUE (station_id, app_version, config_hash, recipe_id, recipe_revision, model_id, model_sha256, model_variant, provider, is_simulated)
)
 STRICT;

CREATE TABLE recipe_use (
  journal_id INTEGER NOT NULL,
  trigger_index INTEGER NOT NULL,
  recipe_number INTEGER NOT NULL,
  recipe_id TEXT NOT NULL,
  recipe_revision TEXT NOT NULL,
  PRIMARY KEY (journal_id, trigger_index)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE result (
  sequence INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  result_id TEXT NOT NULL,
  journal_id INTEGER NOT NULL,
  trigger_index INTEGER NOT NULL,
  part_id INTEGER NOT NULL,
  encoder INTEGER NOT NULL,
  triggered_utc_ns INTEGER NOT NULL,
  decided_utc_ns INTEGER NOT NULL,
  latency_ns INTEGER,
  evaluation INTEGER NOT NULL,
  reason INTEGER NOT NULL,
  provenance_id INTEGER NOT NULL,
  class_name TEXT NOT NULL,
  score REAL,
  threshold REAL,
  scores TEXT NOT NULL,
  image_wait_ns INTEGER NOT NULL,
  queue_ns INTEGER NOT NULL,
  preprocessing_ns INTEGER NOT NULL,
  inference_ns INTEGER NOT NULL,
  decision_ns INTEGER NOT NULL,
  frame_id INTEGER,
  frame_source TEXT NOT NULL,
  pixel_format TEXT NOT NULL,
  image_path TEXT NOT NULL,
  image_sha256 TEXT NOT NULL,
  image_note TEXT NOT NULL,
  outcome INTEGER DEFAULT 0 NOT NULL,
  outcome_utc_ns INTEGER,
  late_evaluation INTEGER, "view" INTEGER DEFAULT 0 NOT NULL, camera TEXT DEFAULT '' NOT NULL, missed_since_last INTEGER DEFAULT 0 NOT NULL, device_ns INTEGER,
  CONSTRAINT uq_result_result_id UNIQUE (result_id),
  CONSTRAINT ck_result_evaluation CHECK (evaluation BETWEEN 0 AND 3),
  CONSTRAINT ck_result_outcome CHECK (outcome BETWEEN 0 AND 4),
  FOREIGN KEY(provenance_id) REFERENCES provenance (provenance_id)
)
 STRICT;

CREATE INDEX ix_result_class_name ON result (class_name);

CREATE INDEX ix_result_evaluation ON result (evaluation);

CREATE INDEX ix_result_part_id ON result (part_id);

CREATE INDEX ix_result_reason ON result (reason);

CREATE INDEX ix_result_triggered_utc_ns ON result (triggered_utc_ns);

CREATE TABLE result_view (
  sequence INTEGER NOT NULL,
  "view" INTEGER NOT NULL,
  camera TEXT NOT NULL,
  evaluation INTEGER NOT NULL,
  reason INTEGER NOT NULL,
  class_name TEXT NOT NULL,
  score REAL,
  threshold REAL,
  scores TEXT NOT NULL,
  image_wait_ns INTEGER NOT NULL,
  queue_ns INTEGER NOT NULL,
  preprocessing_ns INTEGER NOT NULL,
  inference_ns INTEGER NOT NULL,
  decision_ns INTEGER NOT NULL,
  frame_id INTEGER,
  frame_source TEXT NOT NULL,
  pixel_format TEXT NOT NULL,
  missed_since_last INTEGER NOT NULL,
  device_ns INTEGER,
  image_path TEXT NOT NULL,
  image_sha256 TEXT NOT NULL,
  image_note TEXT NOT NULL,
  PRIMARY KEY (sequence, "view"),
  CONSTRAINT ck_result_view_evaluation CHECK (evaluation BETWEEN 0 AND 3),
  FOREIGN KEY(sequence) REFERENCES result (sequence) ON DELETE CASCADE
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE tally (
  journal_id INTEGER NOT NULL,
  evaluation INTEGER NOT NULL,
  outcome INTEGER NOT NULL,
  results INTEGER NOT NULL,
  PRIMARY KEY (journal_id, evaluation, outcome)
)
 WITHOUT ROWID,
 STRICT;

CREATE TRIGGER tally_new_outcome AFTER UPDATE OF outcome ON result
WHEN OLD.outcome <> NEW.outcome BEGIN
  UPDATE tally SET results = results - 1
  WHERE journal_id = OLD.journal_id AND evaluation = OLD.evaluation AND outcome = OLD.outcome;
  INSERT INTO tally (journal_id, evaluation, outcome, results)
  VALUES (NEW.journal_id, NEW.evaluation, NEW.outcome, 1)
  ON CONFLICT (journal_id, evaluation, outcome) DO UPDATE SET results = results + 1;
END;

CREATE TRIGGER tally_new_result AFTER INSERT ON result BEGIN
  INSERT INTO tally (journal_id, evaluation, outcome, results)
  VALUES (NEW.journal_id, NEW.evaluation, NEW.outcome, 1)
  ON CONFLICT (journal_id, evaluation, outcome) DO UPDATE SET results = results + 1;
END;
