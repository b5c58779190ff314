-- Schema of revision 0005; written by inspector.store.document.

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

CREATE TABLE drift_baseline (
  baseline_id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  recipe_revision TEXT NOT NULL,
  model_sha256 TEXT NOT NULL,
  camera TEXT NOT NULL,
  measure TEXT NOT NULL,
  count INTEGER NOT NULL,
  median REAL NOT NULL,
  mad REAL NOT NULL,
  utc_ns INTEGER NOT NULL
)
 STRICT;

CREATE INDEX ix_drift_baseline_configuration ON drift_baseline (recipe_revision, model_sha256);

CREATE TABLE image_health (
  sequence INTEGER NOT NULL,
  "view" INTEGER NOT NULL,
  focus REAL NOT NULL,
  brightness REAL NOT NULL,
  contrast REAL NOT NULL,
  saturated_percent REAL NOT NULL,
  shift_x_px REAL,
  shift_y_px REAL,
  shift_confidence REAL,
  PRIMARY KEY (sequence, "view"),
  FOREIGN KEY(sequence) REFERENCES result (sequence) ON DELETE CASCADE
)
 WITHOUT ROWID,
 STRICT;

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
  late_evaluation INTEGER, "view" INTEGER DEFAULT 0 NOT NULL, camera TEXT DEFAULT '' NOT NULL, missed_since_last INTEGER DEFAULT 0 NOT NULL, device_ns INTEGER, novelty REAL,
  CONSTRAINT uq_result_result_id UNIQUE (result_id),
  CONSTRAINT ck_result_evaluation CHECK (evaluation BETWEEN 0 AND 3),
  CONSTRAINT ck_result_outcome CHECK (outcome BETWEEN 0 AND 4),
  FOREIGN KEY(provenance_id) REFERENCES provenance (provenance_id)
)
 STRICT;

CREATE INDEX ix_result_class_name ON result (class_name);

CREATE INDEX ix_result_evaluation ON result (evaluation);

CREATE INDEX ix_result_part_id ON result (part_id);

CREATE INDEX ix_result_pictured ON result (triggered_utc_ns, score, threshold, novelty) WHERE image_path <> '';

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
  image_note TEXT NOT NULL, novelty REAL,
  PRIMARY KEY (sequence, "view"),
  CONSTRAINT ck_result_view_evaluation CHECK (evaluation BETWEEN 0 AND 3),
  FOREIGN KEY(sequence) REFERENCES result (sequence) ON DELETE CASCADE
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE review (
  review_id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  result_id TEXT NOT NULL,
  utc_ns INTEGER NOT NULL,
  person TEXT NOT NULL,
  role TEXT NOT NULL,
  label TEXT NOT NULL,
  evaluation INTEGER NOT NULL,
  reason TEXT NOT NULL,
  review_of INTEGER,
  CONSTRAINT ck_review_evaluation CHECK (evaluation BETWEEN 0 AND 3),
  FOREIGN KEY(review_of) REFERENCES review (review_id)
)
 STRICT;

CREATE INDEX ix_review_result_id ON review (result_id);

CREATE TABLE shadow_result (
  result_id TEXT NOT NULL,
  "view" INTEGER NOT NULL,
  model_sha256 TEXT NOT NULL,
  utc_ns INTEGER NOT NULL,
  evaluation INTEGER NOT NULL,
  class_name TEXT NOT NULL,
  score REAL,
  threshold REAL,
  novelty REAL,
  inference_ns INTEGER NOT NULL,
  PRIMARY KEY (result_id, "view", model_sha256),
  CONSTRAINT ck_shadow_result_evaluation CHECK (evaluation BETWEEN 0 AND 3)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_shadow_result_model ON shadow_result (model_sha256, utc_ns);

CREATE TABLE tally (
  journal_id INTEGER NOT NULL,
  evaluation INTEGER NOT NULL,
  outcome INTEGER NOT NULL,
  results INTEGER NOT NULL,
  PRIMARY KEY (journal_id, evaluation, outcome)
)
 WITHOUT ROWID,
 STRICT;

CREATE TRIGGER shadow_result_of_deleted AFTER DELETE ON result BEGIN
  DELETE FROM shadow_result WHERE result_id = OLD.result_id;
END;

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

CREATE TRIGGER review_no_delete BEFORE DELETE ON review BEGIN
  SELECT RAISE(ABORT, 'reviews are never changed');
END;

CREATE TRIGGER review_no_update BEFORE UPDATE ON review BEGIN
  SELECT RAISE(ABORT, 'reviews are never changed');
END;
