-- Schema of revision 0018; written by inspector.store.schema.document.

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

CREATE TABLE alarm_log_position (
  only_row INTEGER NOT NULL CHECK (only_row = 1),
  event_id INTEGER NOT NULL,
  PRIMARY KEY (only_row)
)
 STRICT;

CREATE TABLE alarm_occurrence (
  occurrence_id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  code TEXT NOT NULL,
  subject TEXT NOT NULL,
  severity TEXT NOT NULL,
  effect TEXT NOT NULL,
  message TEXT NOT NULL,
  raised_utc_ns INTEGER NOT NULL,
  trigger_index INTEGER NOT NULL,
  times INTEGER DEFAULT 1 NOT NULL,
  ended_utc_ns INTEGER,
  ended_by TEXT DEFAULT '' NOT NULL,
  cleared_by TEXT DEFAULT '' NOT NULL,
  acknowledged_utc_ns INTEGER,
  acknowledged_by TEXT DEFAULT '' NOT NULL
, reasons TEXT DEFAULT '' NOT NULL)
 STRICT;

CREATE INDEX ix_alarm_occurrence_acknowledged_utc_ns ON alarm_occurrence (acknowledged_utc_ns);

CREATE INDEX ix_alarm_occurrence_code ON alarm_occurrence (code);

CREATE INDEX ix_alarm_occurrence_ended_utc_ns ON alarm_occurrence (ended_utc_ns);

CREATE INDEX ix_alarm_occurrence_raised_utc_ns ON alarm_occurrence (raised_utc_ns);

CREATE TABLE alembic_version (
  version_num VARCHAR(32) NOT NULL,
  CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

CREATE TABLE audit_anchor (
  anchor_id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  seq INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  utc_ns INTEGER NOT NULL,
  CONSTRAINT ck_audit_anchor_seq CHECK (seq > 0)
)
 STRICT;

CREATE TABLE challenge_part (
  part_id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  defective INTEGER NOT NULL,
  class_name TEXT NOT NULL,
  note TEXT NOT NULL,
  valid_until_utc_ns INTEGER,
  position INTEGER NOT NULL,
  retired INTEGER DEFAULT '0' NOT NULL
)
 STRICT;

CREATE TABLE challenge_run (
  run_id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  cause TEXT NOT NULL,
  person TEXT NOT NULL,
  begun_utc_ns INTEGER NOT NULL,
  ended_utc_ns INTEGER,
  state TEXT NOT NULL,
  detail TEXT NOT NULL,
  recipe_id TEXT NOT NULL,
  model_sha256 TEXT NOT NULL
, reasons TEXT DEFAULT '' NOT NULL)
 STRICT;

CREATE INDEX ix_challenge_run_begun_utc_ns ON challenge_run (begun_utc_ns);

CREATE TABLE challenge_step (
  run_id INTEGER NOT NULL,
  place INTEGER NOT NULL,
  part_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  defective INTEGER NOT NULL,
  expected_class TEXT NOT NULL,
  note TEXT NOT NULL,
  result_id TEXT NOT NULL,
  evaluation INTEGER,
  reason INTEGER NOT NULL,
  class_name TEXT NOT NULL,
  score REAL,
  outcome INTEGER NOT NULL,
  fault TEXT NOT NULL,
  PRIMARY KEY (run_id, place),
  FOREIGN KEY(run_id) REFERENCES challenge_run (run_id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE defect_rollup (
  quarter INTEGER NOT NULL,
  provenance_id INTEGER NOT NULL,
  lot_id INTEGER NOT NULL,
  challenge INTEGER NOT NULL,
  class_name TEXT NOT NULL,
  defects INTEGER NOT NULL,
  PRIMARY KEY (quarter, provenance_id, lot_id, challenge, class_name)
)
 WITHOUT ROWID,
 STRICT;

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

CREATE TABLE forward_change (
  change_id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  subject INTEGER NOT NULL
)
 STRICT;

CREATE TABLE forward_mark (
  only_row INTEGER NOT NULL CHECK (only_row = 1),
  lineage TEXT NOT NULL,
  taken INTEGER NOT NULL,
  forwarded INTEGER NOT NULL,
  forwarded_utc_ns INTEGER,
  fault TEXT DEFAULT '' NOT NULL,
  remedy TEXT DEFAULT '' NOT NULL,
  fault_utc_ns INTEGER,
  PRIMARY KEY (only_row)
)
 STRICT;

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

CREATE TABLE lot (
  lot_id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  note TEXT NOT NULL,
  begun_utc_ns INTEGER NOT NULL,
  begun_by TEXT NOT NULL,
  ended_utc_ns INTEGER,
  ended_by TEXT DEFAULT '' NOT NULL
)
 STRICT;

CREATE INDEX ix_lot_name ON lot (name);

CREATE TABLE lot_reading (
  lot_id INTEGER NOT NULL,
  edge TEXT NOT NULL,
  utc_ns INTEGER NOT NULL,
  journal_id INTEGER NOT NULL,
  triggered INTEGER NOT NULL,
  passed INTEGER NOT NULL,
  rejected INTEGER NOT NULL,
  under_way INTEGER NOT NULL,
  plc_triggered INTEGER,
  plc_passed INTEGER,
  plc_rejected INTEGER,
  PRIMARY KEY (lot_id, edge)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE lot_tally (
  lot_id INTEGER NOT NULL,
  evaluation INTEGER NOT NULL,
  results INTEGER NOT NULL,
  PRIMARY KEY (lot_id, evaluation)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE lot_use (
  journal_id INTEGER NOT NULL,
  trigger_index INTEGER NOT NULL,
  lot_id INTEGER,
  PRIMARY KEY (journal_id, trigger_index),
  FOREIGN KEY(lot_id) REFERENCES lot (lot_id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE outcome_rollup (
  quarter INTEGER NOT NULL,
  provenance_id INTEGER NOT NULL,
  lot_id INTEGER NOT NULL,
  challenge INTEGER NOT NULL,
  evaluation INTEGER NOT NULL,
  outcome INTEGER NOT NULL,
  results INTEGER NOT NULL,
  PRIMARY KEY (quarter, provenance_id, lot_id, challenge, evaluation, outcome)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE pick (
  name TEXT NOT NULL,
  result_id TEXT NOT NULL,
  utc_ns INTEGER NOT NULL,
  person TEXT NOT NULL,
  PRIMARY KEY (name, result_id)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_pick_result_id ON pick (result_id);

CREATE TABLE picture_removal (
  path TEXT NOT NULL,
  PRIMARY KEY (path)
)
 WITHOUT ROWID,
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

CREATE TABLE recipe_choice (
  choice_id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  recipe_id TEXT NOT NULL,
  utc_ns INTEGER NOT NULL,
  person TEXT NOT NULL
)
 STRICT;

CREATE TABLE recipe_draft (
  draft_id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  content TEXT NOT NULL,
  parent TEXT,
  step TEXT NOT NULL,
  version INTEGER NOT NULL,
  utc_ns INTEGER NOT NULL,
  person TEXT NOT NULL,
  FOREIGN KEY(parent) REFERENCES recipe_revision (revision)
)
 STRICT;

CREATE TABLE recipe_release (
  release_id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  recipe_id TEXT NOT NULL,
  revision TEXT NOT NULL,
  utc_ns INTEGER NOT NULL,
  person TEXT NOT NULL,
  note TEXT NOT NULL,
  source TEXT NOT NULL,
  FOREIGN KEY(revision) REFERENCES recipe_revision (revision)
)
 STRICT;

CREATE INDEX ix_recipe_release_recipe_id ON recipe_release (recipe_id);

CREATE TABLE recipe_revision (
  revision TEXT NOT NULL,
  recipe_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  content TEXT NOT NULL,
  folder TEXT NOT NULL,
  parent TEXT,
  utc_ns INTEGER NOT NULL,
  person TEXT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (revision),
  FOREIGN KEY(parent) REFERENCES recipe_revision (revision)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_recipe_revision_recipe_id ON recipe_revision (recipe_id, utc_ns);

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
  late_evaluation INTEGER, "view" INTEGER DEFAULT 0 NOT NULL, camera TEXT DEFAULT '' NOT NULL, missed_since_last INTEGER DEFAULT 0 NOT NULL, device_ns INTEGER, novelty REAL, lot_id INTEGER, review INTEGER DEFAULT 0 NOT NULL, challenge INTEGER DEFAULT 0 NOT NULL, score_band INTEGER GENERATED ALWAYS AS (CAST(min(max(score, 0.0), 1.0) * 128 AS INTEGER)) VIRTUAL,
  CONSTRAINT uq_result_result_id UNIQUE (result_id),
  CONSTRAINT ck_result_evaluation CHECK (evaluation BETWEEN 0 AND 3),
  CONSTRAINT ck_result_outcome CHECK (outcome BETWEEN 0 AND 4),
  FOREIGN KEY(provenance_id) REFERENCES provenance (provenance_id)
)
 STRICT;

CREATE INDEX ix_result_challenge ON result (challenge, sequence, evaluation, outcome, reason, class_name, score, provenance_id, review) WHERE challenge <> 0;

CREATE INDEX ix_result_class_name ON result (class_name, sequence, evaluation, score, provenance_id, review, challenge);

CREATE INDEX ix_result_evaluation ON result (evaluation);

CREATE INDEX ix_result_lot_id ON result (lot_id) WHERE lot_id IS NOT NULL;

CREATE INDEX ix_result_not_good ON result (evaluation, sequence, outcome, reason, class_name, score, provenance_id, review, challenge) WHERE evaluation <> 1;

CREATE INDEX ix_result_outcome ON result (outcome, sequence, evaluation, reason, class_name, score, provenance_id, review, challenge) WHERE outcome <> 1;

CREATE INDEX ix_result_part_id ON result (part_id);

CREATE INDEX ix_result_pictured ON result (triggered_utc_ns, score, threshold, novelty) WHERE image_path <> '';

CREATE INDEX ix_result_provenance_id ON result (provenance_id);

CREATE INDEX ix_result_reason ON result (reason, sequence, evaluation, outcome, class_name, score, provenance_id, review, challenge) WHERE reason <> 0;

CREATE INDEX ix_result_review ON result (review, sequence, evaluation, outcome, reason, class_name, score, provenance_id, challenge) WHERE review <> 0;

CREATE INDEX ix_result_score_band ON result (score_band, sequence, evaluation, class_name, score, provenance_id, review, challenge) WHERE score_band IS NOT NULL;

CREATE INDEX ix_result_triggered_utc_ns ON result (triggered_utc_ns);

CREATE TABLE result_seal (
  sequence INTEGER NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY (sequence)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE result_span (
  block INTEGER NOT NULL,
  first_utc_ns INTEGER NOT NULL,
  last_utc_ns INTEGER NOT NULL,
  PRIMARY KEY (block)
)
 STRICT;

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

CREATE TABLE score_rollup (
  quarter INTEGER NOT NULL,
  provenance_id INTEGER NOT NULL,
  lot_id INTEGER NOT NULL,
  challenge INTEGER NOT NULL,
  evaluation INTEGER NOT NULL,
  class_name TEXT NOT NULL,
  score_bin INTEGER NOT NULL,
  results INTEGER NOT NULL,
  PRIMARY KEY (quarter, provenance_id, lot_id, challenge, evaluation, class_name, score_bin)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE seal (
  seal_id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  first_sequence INTEGER NOT NULL,
  last_sequence INTEGER NOT NULL,
  results INTEGER NOT NULL,
  sealed_utc_ns INTEGER NOT NULL,
  digest TEXT NOT NULL
)
 STRICT;

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

CREATE TABLE station_event (
  event_id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  utc_ns INTEGER NOT NULL,
  kind TEXT NOT NULL,
  old TEXT NOT NULL,
  new TEXT NOT NULL
)
 STRICT;

CREATE INDEX ix_station_event_utc_ns ON station_event (utc_ns);

CREATE TABLE tally (
  journal_id INTEGER NOT NULL,
  evaluation INTEGER NOT NULL,
  outcome INTEGER NOT NULL,
  results INTEGER NOT NULL,
  PRIMARY KEY (journal_id, evaluation, outcome)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE verdict_rollup (
  quarter INTEGER NOT NULL,
  provenance_id INTEGER NOT NULL,
  lot_id INTEGER NOT NULL,
  challenge INTEGER NOT NULL,
  evaluation INTEGER NOT NULL,
  class_name TEXT NOT NULL,
  results INTEGER NOT NULL,
  PRIMARY KEY (quarter, provenance_id, lot_id, challenge, evaluation, class_name)
)
 WITHOUT ROWID,
 STRICT;

CREATE TRIGGER audit_anchor_no_delete BEFORE DELETE ON audit_anchor BEGIN
  SELECT RAISE(ABORT, 'anchors of the audit trail are never changed');
END;

CREATE TRIGGER audit_anchor_no_update BEFORE UPDATE ON audit_anchor BEGIN
  SELECT RAISE(ABORT, 'anchors of the audit trail are never changed');
END;

CREATE TRIGGER forward_changed_lot AFTER UPDATE ON lot
WHEN EXISTS (SELECT 1 FROM forward_mark) BEGIN
  INSERT INTO forward_change (kind, subject) VALUES ('lot', NEW.lot_id);
END;

CREATE TRIGGER forward_new_lot AFTER INSERT ON lot
WHEN EXISTS (SELECT 1 FROM forward_mark) BEGIN
  INSERT INTO forward_change (kind, subject) VALUES ('lot', NEW.lot_id);
END;

CREATE TRIGGER recipe_choice_no_delete BEFORE DELETE ON recipe_choice BEGIN
  SELECT RAISE(ABORT, 'recipe_choice is never changed');
END;

CREATE TRIGGER recipe_choice_no_update BEFORE UPDATE ON recipe_choice BEGIN
  SELECT RAISE(ABORT, 'recipe_choice is never changed');
END;

CREATE TRIGGER recipe_release_no_delete BEFORE DELETE ON recipe_release BEGIN
  SELECT RAISE(ABORT, 'recipe_release is never changed');
END;

CREATE TRIGGER recipe_release_no_update BEFORE UPDATE ON recipe_release BEGIN
  SELECT RAISE(ABORT, 'recipe_release is never changed');
END;

CREATE TRIGGER recipe_revision_no_delete BEFORE DELETE ON recipe_revision BEGIN
  SELECT RAISE(ABORT, 'recipe_revision is never changed');
END;

CREATE TRIGGER recipe_revision_no_update BEFORE UPDATE ON recipe_revision BEGIN
  SELECT RAISE(ABORT, 'recipe_revision is never changed');
END;

CREATE TRIGGER forward_changed_result AFTER UPDATE ON result
WHEN NEW.sequence <= (SELECT taken FROM forward_mark) BEGIN
  INSERT INTO forward_change (kind, subject) VALUES ('result', NEW.sequence);
END;

CREATE TRIGGER lot_tally_new_result AFTER INSERT ON result WHEN NEW.lot_id IS NOT NULL BEGIN
  INSERT INTO lot_tally (lot_id, evaluation, results) VALUES (NEW.lot_id, NEW.evaluation, 1)
  ON CONFLICT (lot_id, evaluation) DO UPDATE SET results = results + 1;
END;

CREATE TRIGGER result_span_new_result AFTER INSERT ON result BEGIN
  INSERT INTO result_span (block, first_utc_ns, last_utc_ns)
  VALUES (NEW.sequence >> 10, NEW.triggered_utc_ns, NEW.triggered_utc_ns)
  ON CONFLICT (block) DO UPDATE SET
    first_utc_ns = min(first_utc_ns, excluded.first_utc_ns),
    last_utc_ns = max(last_utc_ns, excluded.last_utc_ns)
  WHERE excluded.first_utc_ns < first_utc_ns OR excluded.last_utc_ns > last_utc_ns;
END;

CREATE TRIGGER rollup_deleted BEFORE DELETE ON result BEGIN
  INSERT INTO verdict_rollup (quarter, provenance_id, lot_id, challenge, evaluation, class_name, results)
  SELECT OLD.triggered_utc_ns / 900000000000, OLD.provenance_id, coalesce(OLD.lot_id, 0), OLD.challenge, OLD.evaluation, OLD.class_name, -1 WHERE true
  ON CONFLICT (quarter, provenance_id, lot_id, challenge, evaluation, class_name) DO UPDATE SET results = results + excluded.results;
  INSERT INTO score_rollup (quarter, provenance_id, lot_id, challenge, evaluation, class_name, score_bin, results)
  SELECT OLD.triggered_utc_ns / 900000000000, OLD.provenance_id, coalesce(OLD.lot_id, 0), OLD.challenge, OLD.evaluation, OLD.class_name, max(0, min(19, CAST(OLD.score * 20 AS INTEGER))), -1 WHERE OLD.score IS NOT NULL
  ON CONFLICT (quarter, provenance_id, lot_id, challenge, evaluation, class_name, score_bin) DO UPDATE SET results = results + excluded.results;
  INSERT INTO outcome_rollup (quarter, provenance_id, lot_id, challenge, evaluation, outcome, results)
  SELECT OLD.triggered_utc_ns / 900000000000, OLD.provenance_id, coalesce(OLD.lot_id, 0), OLD.challenge, OLD.evaluation, OLD.outcome, -1 WHERE OLD.outcome <> 0
  ON CONFLICT (quarter, provenance_id, lot_id, challenge, evaluation, outcome) DO UPDATE SET results = results + excluded.results;
  INSERT INTO defect_rollup (quarter, provenance_id, lot_id, challenge, class_name, defects)
  SELECT OLD.triggered_utc_ns / 900000000000, OLD.provenance_id, coalesce(OLD.lot_id, 0), OLD.challenge, OLD.class_name, -1 WHERE OLD.evaluation = 2
  ON CONFLICT (quarter, provenance_id, lot_id, challenge, class_name) DO UPDATE SET defects = defects + excluded.defects;
  INSERT INTO defect_rollup (quarter, provenance_id, lot_id, challenge, class_name, defects)
  SELECT OLD.triggered_utc_ns / 900000000000, OLD.provenance_id, coalesce(OLD.lot_id, 0), OLD.challenge, result_view.class_name, -1 FROM result_view WHERE sequence = OLD.sequence AND view <> OLD.view AND evaluation = 2
  ON CONFLICT (quarter, provenance_id, lot_id, challenge, class_name) DO UPDATE SET defects = defects + excluded.defects;
END;

CREATE TRIGGER rollup_moved AFTER UPDATE OF lot_id, challenge ON result
WHEN OLD.challenge <> NEW.challenge OR OLD.lot_id IS NOT NEW.lot_id BEGIN
  INSERT INTO verdict_rollup (quarter, provenance_id, lot_id, challenge, evaluation, class_name, results)
  SELECT OLD.triggered_utc_ns / 900000000000, OLD.provenance_id, coalesce(OLD.lot_id, 0), OLD.challenge, OLD.evaluation, OLD.class_name, -1 WHERE true
  ON CONFLICT (quarter, provenance_id, lot_id, challenge, evaluation, class_name) DO UPDATE SET results = results + excluded.results;
  INSERT INTO score_rollup (quarter, provenance_id, lot_id, challenge, evaluation, class_name, score_bin, results)
  SELECT OLD.triggered_utc_ns / 900000000000, OLD.provenance_id, coalesce(OLD.lot_id, 0), OLD.challenge, OLD.evaluation, OLD.class_name, max(0, min(19, CAST(OLD.score * 20 AS INTEGER))), -1 WHERE OLD.score IS NOT NULL
  ON CONFLICT (quarter, provenance_id, lot_id, challenge, evaluation, class_name, score_bin) DO UPDATE SET results = results + excluded.results;
  INSERT INTO outcome_rollup (quarter, provenance_id, lot_id, challenge, evaluation, outcome, results)
  SELECT OLD.triggered_utc_ns / 900000000000, OLD.provenance_id, coalesce(OLD.lot_id, 0), OLD.challenge, OLD.evaluation, OLD.outcome, -1 WHERE OLD.outcome <> 0
  ON CONFLICT (quarter, provenance_id, lot_id, challenge, evaluation, outcome) DO UPDATE SET results = results + excluded.results;
  INSERT INTO defect_rollup (quarter, provenance_id, lot_id, challenge, class_name, defects)
  SELECT OLD.triggered_utc_ns / 900000000000, OLD.provenance_id, coalesce(OLD.lot_id, 0), OLD.challenge, OLD.class_name, -1 WHERE OLD.evaluation = 2
  ON CONFLICT (quarter, provenance_id, lot_id, challenge, class_name) DO UPDATE SET defects = defects + excluded.defects;
  INSERT INTO defect_rollup (quarter, provenance_id, lot_id, challenge, class_name, defects)
  SELECT OLD.triggered_utc_ns / 900000000000, OLD.provenance_id, coalesce(OLD.lot_id, 0), OLD.challenge, result_view.class_name, -1 FROM result_view WHERE sequence = OLD.sequence AND view <> OLD.view AND evaluation = 2
  ON CONFLICT (quarter, provenance_id, lot_id, challenge, class_name) DO UPDATE SET defects = defects + excluded.defects;
  INSERT INTO verdict_rollup (quarter, provenance_id, lot_id, challenge, evaluation, class_name, results)
  SELECT NEW.triggered_utc_ns / 900000000000, NEW.provenance_id, coalesce(NEW.lot_id, 0), NEW.challenge, NEW.evaluation, NEW.class_name, 1 WHERE true
  ON CONFLICT (quarter, provenance_id, lot_id, challenge, evaluation, class_name) DO UPDATE SET results = results + excluded.results;
  INSERT INTO score_rollup (quarter, provenance_id, lot_id, challenge, evaluation, class_name, score_bin, results)
  SELECT NEW.triggered_utc_ns / 900000000000, NEW.provenance_id, coalesce(NEW.lot_id, 0), NEW.challenge, NEW.evaluation, NEW.class_name, max(0, min(19, CAST(NEW.score * 20 AS INTEGER))), 1 WHERE NEW.score IS NOT NULL
  ON CONFLICT (quarter, provenance_id, lot_id, challenge, evaluation, class_name, score_bin) DO UPDATE SET results = results + excluded.results;
  INSERT INTO outcome_rollup (quarter, provenance_id, lot_id, challenge, evaluation, outcome, results)
  SELECT NEW.triggered_utc_ns / 900000000000, NEW.provenance_id, coalesce(NEW.lot_id, 0), NEW.challenge, NEW.evaluation, NEW.outcome, 1 WHERE NEW.outcome <> 0
  ON CONFLICT (quarter, provenance_id, lot_id, challenge, evaluation, outcome) DO UPDATE SET results = results + excluded.results;
  INSERT INTO defect_rollup (quarter, provenance_id, lot_id, challenge, class_name, defects)
  SELECT NEW.triggered_utc_ns / 900000000000, NEW.provenance_id, coalesce(NEW.lot_id, 0), NEW.challenge, NEW.class_name, 1 WHERE NEW.evaluation = 2
  ON CONFLICT (quarter, provenance_id, lot_id, challenge, class_name) DO UPDATE SET defects = defects + excluded.defects;
  INSERT INTO defect_rollup (quarter, provenance_id, lot_id, challenge, class_name, defects)
  SELECT NEW.triggered_utc_ns / 900000000000, NEW.provenance_id, coalesce(NEW.lot_id, 0), NEW.challenge, result_view.class_name, 1 FROM result_view WHERE sequence = NEW.sequence AND view <> NEW.view AND evaluation = 2
  ON CONFLICT (quarter, provenance_id, lot_id, challenge, class_name) DO UPDATE SET defects = defects + excluded.defects;
END;

CREATE TRIGGER rollup_new_defect AFTER INSERT ON result
WHEN NEW.evaluation = 2 BEGIN
  INSERT INTO defect_rollup (quarter, provenance_id, lot_id, challenge, class_name, defects)
  SELECT NEW.triggered_utc_ns / 900000000000, NEW.provenance_id, coalesce(NEW.lot_id, 0), NEW.challenge, NEW.class_name, 1 WHERE true
  ON CONFLICT (quarter, provenance_id, lot_id, challenge, class_name) DO UPDATE SET defects = defects + excluded.defects;
END;

CREATE TRIGGER rollup_new_known_outcome AFTER INSERT ON result
WHEN NEW.outcome <> 0 BEGIN
  INSERT INTO outcome_rollup (quarter, provenance_id, lot_id, challenge, evaluation, outcome, results)
  SELECT NEW.triggered_utc_ns / 900000000000, NEW.provenance_id, coalesce(NEW.lot_id, 0), NEW.challenge, NEW.evaluation, NEW.outcome, 1 WHERE true
  ON CONFLICT (quarter, provenance_id, lot_id, challenge, evaluation, outcome) DO UPDATE SET results = results + excluded.results;
END;

CREATE TRIGGER rollup_new_result AFTER INSERT ON result BEGIN
  INSERT INTO verdict_rollup (quarter, provenance_id, lot_id, challenge, evaluation, class_name, results)
  SELECT NEW.triggered_utc_ns / 900000000000, NEW.provenance_id, coalesce(NEW.lot_id, 0), NEW.challenge, NEW.evaluation, NEW.class_name, 1 WHERE true
  ON CONFLICT (quarter, provenance_id, lot_id, challenge, evaluation, class_name) DO UPDATE SET results = results + excluded.results;
  INSERT INTO score_rollup (quarter, provenance_id, lot_id, challenge, evaluation, class_name, score_bin, results)
  SELECT NEW.triggered_utc_ns / 900000000000, NEW.provenance_id, coalesce(NEW.lot_id, 0), NEW.challenge, NEW.evaluation, NEW.class_name, max(0, min(19, CAST(NEW.score * 20 AS INTEGER))), 1 WHERE NEW.score IS NOT NULL
  ON CONFLICT (quarter, provenance_id, lot_id, challenge, evaluation, class_name, score_bin) DO UPDATE SET results = results + excluded.results;
END;

CREATE TRIGGER rollup_outcome AFTER UPDATE OF outcome ON result
WHEN OLD.outcome <> NEW.outcome BEGIN
  INSERT INTO outcome_rollup (quarter, provenance_id, lot_id, challenge, evaluation, outcome, results)
  SELECT OLD.triggered_utc_ns / 900000000000, OLD.provenance_id, coalesce(OLD.lot_id, 0), OLD.challenge, OLD.evaluation, OLD.outcome, -1 WHERE OLD.outcome <> 0
  ON CONFLICT (quarter, provenance_id, lot_id, challenge, evaluation, outcome) DO UPDATE SET results = results + excluded.results;
  INSERT INTO outcome_rollup (quarter, provenance_id, lot_id, challenge, evaluation, outcome, results)
  SELECT NEW.triggered_utc_ns / 900000000000, NEW.provenance_id, coalesce(NEW.lot_id, 0), NEW.challenge, NEW.evaluation, NEW.outcome, 1 WHERE NEW.outcome <> 0
  ON CONFLICT (quarter, provenance_id, lot_id, challenge, evaluation, outcome) DO UPDATE SET results = results + excluded.results;
END;

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

CREATE TRIGGER forward_changed_view AFTER UPDATE ON result_view
WHEN NEW.sequence <= (SELECT taken FROM forward_mark) BEGIN
  INSERT INTO forward_change (kind, subject) VALUES ('result', NEW.sequence);
END;

CREATE TRIGGER rollup_new_view AFTER INSERT ON result_view
WHEN NEW.evaluation = 2 BEGIN
  INSERT INTO defect_rollup (quarter, provenance_id, lot_id, challenge, class_name, defects)
  SELECT result.triggered_utc_ns / 900000000000, result.provenance_id, coalesce(result.lot_id, 0), result.challenge, NEW.class_name, 1 FROM result WHERE sequence = NEW.sequence AND view <> NEW.view
  ON CONFLICT (quarter, provenance_id, lot_id, challenge, class_name) DO UPDATE SET defects = defects + excluded.defects;
END;

CREATE TRIGGER forward_new_review AFTER INSERT ON review
WHEN EXISTS (SELECT 1 FROM forward_mark) BEGIN
  INSERT INTO forward_change (kind, subject) VALUES ('review', NEW.review_id);
END;

CREATE TRIGGER review_no_delete BEFORE DELETE ON review BEGIN
  SELECT RAISE(ABORT, 'reviews are never changed');
END;

CREATE TRIGGER review_no_update BEFORE UPDATE ON review BEGIN
  SELECT RAISE(ABORT, 'reviews are never changed');
END;

CREATE TRIGGER review_standing AFTER INSERT ON review BEGIN
  UPDATE result SET review =
CASE
  WHEN EXISTS (
    SELECT 1 FROM review AS other WHERE other.review_id = NEW.review_of
    AND (other.evaluation <> NEW.evaluation OR other.label <> NEW.label)
  ) THEN 3
  WHEN NEW.evaluation = result.evaluation AND NEW.label = result.class_name THEN 1
  ELSE 2
END
 WHERE result_id = NEW.result_id;
END;

INSERT INTO alarm_log_position VALUES (1, 0);

INSERT INTO alembic_version VALUES ('0018');

PRAGMA application_id = 1229869904;
