-- Written by `python -m tests.migrations.dump` from the migrations; never by hand.
-- revision 0004

CREATE TABLE alembic_version (
  version_num VARCHAR(32) NOT NULL,
  CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

CREATE TABLE audit (
  seq INTEGER NOT NULL,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  object_type TEXT NOT NULL,
  object_id TEXT NOT NULL,
  detail_digest BLOB NOT NULL,
  prev BLOB NOT NULL,
  seal BLOB NOT NULL,
  CONSTRAINT pk_audit PRIMARY KEY (seq)
)
 STRICT;

CREATE TABLE audit_detail (
  seq INTEGER NOT NULL,
  detail TEXT NOT NULL,
  CONSTRAINT pk_audit_detail PRIMARY KEY (seq)
);

CREATE TABLE change (
  seq INTEGER NOT NULL,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  kind TEXT NOT NULL,
  label TEXT NOT NULL,
  group_token TEXT NOT NULL,
  state TEXT NOT NULL,
  row_steps BLOB NOT NULL,
  CONSTRAINT pk_change PRIMARY KEY (seq),
  CONSTRAINT ck_change_kind CHECK (kind IN ('do', 'undo', 'redo')),
  CONSTRAINT ck_change_state CHECK (state IN ('done', 'undone', 'past'))
);

CREATE TABLE desk (
  id INTEGER NOT NULL,
  vault_id TEXT NOT NULL,
  created_at TEXT NOT NULL,
  generation INTEGER NOT NULL,
  written_at TEXT NOT NULL,
  CONSTRAINT pk_desk PRIMARY KEY (id),
  CONSTRAINT ck_desk_one_row CHECK (id = 1)
);

CREATE TABLE draft (
  "key" TEXT NOT NULL,
  body TEXT NOT NULL,
  cursor INTEGER NOT NULL,
  at TEXT NOT NULL,
  CONSTRAINT pk_draft PRIMARY KEY ("key")
);

CREATE TABLE episode (
  id INTEGER NOT NULL,
  ref VARCHAR NOT NULL,
  names VARCHAR COLLATE "NOCASE" NOT NULL,
  state VARCHAR NOT NULL,
  state_on DATE NOT NULL,
  received DATETIME NOT NULL,
  recorded DATETIME NOT NULL,
  "by" VARCHAR NOT NULL,
  medium VARCHAR NOT NULL,
  sector VARCHAR NOT NULL,
  source VARCHAR NOT NULL,
  danger VARCHAR NOT NULL,
  danger_at DATETIME,
  handed_over VARCHAR NOT NULL,
  city_link VARCHAR NOT NULL,
  home_area VARCHAR NOT NULL,
  responsible_area VARCHAR NOT NULL,
  concern VARCHAR NOT NULL,
  noticed DATE,
  outcome VARCHAR NOT NULL,
  form VARCHAR NOT NULL,
  form_version VARCHAR NOT NULL,
  answers JSON NOT NULL,
  pattern VARCHAR NOT NULL,
  pcmt VARCHAR NOT NULL,
  police_ref VARCHAR NOT NULL,
  CONSTRAINT pk_episode PRIMARY KEY (id),
  CONSTRAINT uq_episode_ref UNIQUE (ref)
);

CREATE TABLE episode_assessment (
  id INTEGER NOT NULL,
  episode_id INTEGER NOT NULL,
  form VARCHAR NOT NULL,
  form_version VARCHAR NOT NULL,
  stage VARCHAR NOT NULL,
  "on" DATE NOT NULL,
  author VARCHAR NOT NULL,
  answers JSON NOT NULL,
  carried JSON NOT NULL,
  made DATETIME NOT NULL,
  finished DATETIME,
  CONSTRAINT pk_episode_assessment PRIMARY KEY (id),
  CONSTRAINT fk_episode_assessment_episode_id_episode FOREIGN KEY(episode_id) REFERENCES episode (id)
);

CREATE TABLE episode_assessment_addendum (
  id INTEGER NOT NULL,
  episode_id INTEGER NOT NULL,
  assessment_id INTEGER NOT NULL,
  at DATETIME NOT NULL,
  "by" VARCHAR NOT NULL,
  words VARCHAR NOT NULL,
  CONSTRAINT pk_episode_assessment_addendum PRIMARY KEY (id),
  CONSTRAINT fk_episode_assessment_addendum_episode_id_episode FOREIGN KEY(episode_id) REFERENCES episode (id),
  CONSTRAINT fk_episode_assessment_addendum_assessment_id_episode_assessment FOREIGN KEY(assessment_id) REFERENCES episode_assessment (id)
);

CREATE TABLE episode_check (
  id INTEGER NOT NULL,
  episode_id INTEGER NOT NULL,
  agency VARCHAR NOT NULL,
  asked_on DATE NOT NULL,
  asked VARCHAR NOT NULL,
  due DATE,
  known VARCHAR NOT NULL,
  replied_on DATE,
  replied_by VARCHAR NOT NULL,
  words VARCHAR NOT NULL,
  withdrawn VARCHAR NOT NULL,
  withdrawn_on DATE,
  CONSTRAINT pk_episode_check PRIMARY KEY (id),
  CONSTRAINT fk_episode_check_episode_id_episode FOREIGN KEY(episode_id) REFERENCES episode (id)
);

CREATE TABLE episode_check_chase (
  id INTEGER NOT NULL,
  check_id INTEGER NOT NULL,
  "on" DATE NOT NULL,
  how VARCHAR NOT NULL,
  note VARCHAR NOT NULL,
  CONSTRAINT pk_episode_check_chase PRIMARY KEY (id),
  CONSTRAINT fk_episode_check_chase_check_id_episode_check FOREIGN KEY(check_id) REFERENCES episode_check (id)
);

CREATE TABLE episode_clock_stop (
  id INTEGER NOT NULL,
  episode_id INTEGER NOT NULL,
  clock VARCHAR NOT NULL,
  since DATE NOT NULL,
  until DATE,
  reason VARCHAR NOT NULL,
  "by" VARCHAR NOT NULL,
  CONSTRAINT pk_episode_clock_stop PRIMARY KEY (id),
  CONSTRAINT fk_episode_clock_stop_episode_id_episode FOREIGN KEY(episode_id) REFERENCES episode (id)
);

CREATE TABLE episode_closing (
  id INTEGER NOT NULL,
  episode_id INTEGER NOT NULL,
  exit_reason VARCHAR NOT NULL,
  reasons VARCHAR NOT NULL,
  onward VARCHAR NOT NULL,
  not_told VARCHAR NOT NULL,
  retention VARCHAR NOT NULL,
  exceptions JSON NOT NULL,
  at DATETIME NOT NULL,
  "by" VARCHAR NOT NULL,
  CONSTRAINT pk_episode_closing PRIMARY KEY (id),
  CONSTRAINT uq_episode_closing_episode_id UNIQUE (episode_id),
  CONSTRAINT fk_episode_closing_episode_id_episode FOREIGN KEY(episode_id) REFERENCES episode (id)
);

CREATE TABLE episode_consent (
  id INTEGER NOT NULL,
  episode_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  sought_by VARCHAR NOT NULL,
  asked_on DATE,
  method VARCHAR NOT NULL,
  given_by VARCHAR NOT NULL,
  giver VARCHAR NOT NULL,
  relationship_told VARCHAR NOT NULL,
  capacity VARCHAR NOT NULL,
  scope VARCHAR NOT NULL,
  sharing VARCHAR NOT NULL,
  outcome VARCHAR NOT NULL,
  "on" DATE,
  reason VARCHAR NOT NULL,
  child_view VARCHAR NOT NULL,
  safeguarding VARCHAR NOT NULL,
  care_told DATE,
  what_next VARCHAR NOT NULL,
  next_attempt DATE,
  file_id INTEGER,
  corrects INTEGER,
  at DATETIME NOT NULL,
  "by" VARCHAR NOT NULL,
  CONSTRAINT pk_episode_consent PRIMARY KEY (id),
  CONSTRAINT fk_episode_consent_episode_id_episode FOREIGN KEY(episode_id) REFERENCES episode (id),
  CONSTRAINT fk_episode_consent_person_id_person FOREIGN KEY(person_id) REFERENCES person (id),
  CONSTRAINT fk_episode_consent_file_id_kept_file FOREIGN KEY(file_id) REFERENCES kept_file (id)
);

CREATE TABLE episode_entry (
  id INTEGER NOT NULL,
  episode_id INTEGER NOT NULL,
  kind VARCHAR NOT NULL,
  "on" DATETIME NOT NULL,
  at DATETIME NOT NULL,
  "by" VARCHAR NOT NULL,
  with_whom VARCHAR NOT NULL,
  title VARCHAR NOT NULL,
  body VARCHAR NOT NULL,
  is_referrers BOOLEAN NOT NULL,
  adds_to INTEGER,
  CONSTRAINT pk_episode_entry PRIMARY KEY (id),
  CONSTRAINT fk_episode_entry_episode_id_episode FOREIGN KEY(episode_id) REFERENCES episode (id)
);

CREATE TABLE episode_factor_response (
  id INTEGER NOT NULL,
  episode_id INTEGER NOT NULL,
  factor VARCHAR NOT NULL,
  item VARCHAR NOT NULL,
  reason VARCHAR NOT NULL,
  at DATETIME NOT NULL,
  "by" VARCHAR NOT NULL,
  CONSTRAINT pk_episode_factor_response PRIMARY KEY (id),
  CONSTRAINT fk_episode_factor_response_episode_id_episode FOREIGN KEY(episode_id) REFERENCES episode (id)
);

CREATE TABLE episode_file (
  id INTEGER NOT NULL,
  episode_id INTEGER NOT NULL,
  file_id INTEGER NOT NULL,
  kind VARCHAR NOT NULL,
  title VARCHAR NOT NULL,
  note VARCHAR NOT NULL,
  "on" DATETIME NOT NULL,
  at DATETIME NOT NULL,
  "by" VARCHAR NOT NULL,
  is_referrers BOOLEAN NOT NULL,
  CONSTRAINT pk_episode_file PRIMARY KEY (id),
  CONSTRAINT fk_episode_file_episode_id_episode FOREIGN KEY(episode_id) REFERENCES episode (id),
  CONSTRAINT fk_episode_file_file_id_kept_file FOREIGN KEY(file_id) REFERENCES kept_file (id)
);

CREATE TABLE episode_move (
  id INTEGER NOT NULL,
  episode_id INTEGER NOT NULL,
  was VARCHAR NOT NULL,
  now VARCHAR NOT NULL,
  "on" DATETIME NOT NULL,
  at DATETIME NOT NULL,
  "by" VARCHAR NOT NULL,
  reason VARCHAR NOT NULL,
  details JSON NOT NULL,
  exception VARCHAR NOT NULL,
  CONSTRAINT pk_episode_move PRIMARY KEY (id),
  CONSTRAINT fk_episode_move_episode_id_episode FOREIGN KEY(episode_id) REFERENCES episode (id)
);

CREATE TABLE episode_no_support (
  id INTEGER NOT NULL,
  episode_id INTEGER NOT NULL,
  answer VARCHAR NOT NULL,
  referred_to VARCHAR NOT NULL,
  outcome VARCHAR NOT NULL,
  "on" DATE NOT NULL,
  at DATETIME NOT NULL,
  "by" VARCHAR NOT NULL,
  CONSTRAINT pk_episode_no_support PRIMARY KEY (id),
  CONSTRAINT fk_episode_no_support_episode_id_episode FOREIGN KEY(episode_id) REFERENCES episode (id)
);

CREATE TABLE episode_person (
  id INTEGER NOT NULL,
  episode_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  role VARCHAR NOT NULL,
  note VARCHAR NOT NULL,
  CONSTRAINT pk_episode_person PRIMARY KEY (id),
  CONSTRAINT fk_episode_person_episode_id_episode FOREIGN KEY(episode_id) REFERENCES episode (id),
  CONSTRAINT fk_episode_person_person_id_person FOREIGN KEY(person_id) REFERENCES person (id)
);

CREATE TABLE episode_review (
  id INTEGER NOT NULL,
  episode_id INTEGER NOT NULL,
  kind VARCHAR NOT NULL,
  due DATE,
  held DATE,
  written_up DATE,
  present VARCHAR NOT NULL,
  words VARCHAR NOT NULL,
  result VARCHAR NOT NULL,
  corrects INTEGER,
  at DATETIME NOT NULL,
  "by" VARCHAR NOT NULL,
  CONSTRAINT pk_episode_review PRIMARY KEY (id),
  CONSTRAINT fk_episode_review_episode_id_episode FOREIGN KEY(episode_id) REFERENCES episode (id)
);

CREATE TABLE kept_file (
  id INTEGER NOT NULL,
  name VARCHAR NOT NULL,
  size INTEGER NOT NULL,
  sha256 VARCHAR NOT NULL,
  at DATETIME NOT NULL,
  words VARCHAR NOT NULL,
  content BLOB NOT NULL,
  CONSTRAINT pk_kept_file PRIMARY KEY (id)
);

CREATE TABLE person (
  id INTEGER NOT NULL,
  head_id INTEGER NOT NULL,
  label VARCHAR NOT NULL,
  given VARCHAR NOT NULL,
  family VARCHAR NOT NULL,
  aliases VARCHAR NOT NULL,
  born DATE,
  born_year INTEGER,
  is_approximate BOOLEAN NOT NULL,
  born_told VARCHAR NOT NULL,
  gender VARCHAR NOT NULL,
  ethnicity VARCHAR NOT NULL,
  health VARCHAR NOT NULL,
  address VARCHAR NOT NULL,
  town VARCHAR NOT NULL,
  postcode VARCHAR NOT NULL,
  earlier VARCHAR NOT NULL,
  home_area VARCHAR NOT NULL,
  phones VARCHAR NOT NULL,
  emails VARCHAR NOT NULL,
  online VARCHAR NOT NULL,
  language VARCHAR NOT NULL,
  nationality VARCHAR NOT NULL,
  note VARCHAR NOT NULL,
  at DATETIME NOT NULL,
  CONSTRAINT pk_person PRIMARY KEY (id)
);

CREATE TABLE person_link (
  id INTEGER NOT NULL,
  a_id INTEGER NOT NULL,
  b_id INTEGER NOT NULL,
  kind VARCHAR NOT NULL,
  relation VARCHAR NOT NULL,
  reason VARCHAR NOT NULL,
  reasons VARCHAR NOT NULL,
  "by" VARCHAR NOT NULL,
  at DATETIME NOT NULL,
  ended DATETIME,
  ended_by VARCHAR NOT NULL,
  ended_reason VARCHAR NOT NULL,
  CONSTRAINT pk_person_link PRIMARY KEY (id),
  CONSTRAINT fk_person_link_a_id_person FOREIGN KEY(a_id) REFERENCES person (id),
  CONSTRAINT fk_person_link_b_id_person FOREIGN KEY(b_id) REFERENCES person (id)
);

CREATE TABLE "plan" (
  id INTEGER NOT NULL,
  title VARCHAR NOT NULL,
  years VARCHAR NOT NULL,
  version VARCHAR NOT NULL,
  label VARCHAR NOT NULL,
  preamble JSON NOT NULL,
  strategic_objectives JSON NOT NULL,
  legend JSON NOT NULL,
  CONSTRAINT pk_plan PRIMARY KEY (id)
);

CREATE TABLE "plan_action" (
  id INTEGER NOT NULL,
  activity_id INTEGER NOT NULL,
  position DOUBLE NOT NULL,
  ref VARCHAR NOT NULL,
  title VARCHAR NOT NULL,
  text VARCHAR NOT NULL,
  leads VARCHAR NOT NULL,
  timescale VARCHAR NOT NULL,
  start DATE,
  due DATE,
  resources VARCHAR NOT NULL,
  progress VARCHAR,
  was VARCHAR,
  reason VARCHAR NOT NULL,
  criteria_text VARCHAR NOT NULL,
  comments_text VARCHAR NOT NULL,
  lineage VARCHAR NOT NULL,
  CONSTRAINT pk_plan_action PRIMARY KEY (id),
  CONSTRAINT fk_plan_action_activity_id_plan_activity FOREIGN KEY(activity_id) REFERENCES plan_activity (id)
);

CREATE TABLE plan_activity (
  id INTEGER NOT NULL,
  objective_id INTEGER NOT NULL,
  position DOUBLE NOT NULL,
  number VARCHAR NOT NULL,
  heading VARCHAR NOT NULL,
  CONSTRAINT pk_plan_activity PRIMARY KEY (id),
  CONSTRAINT fk_plan_activity_objective_id_plan_objective FOREIGN KEY(objective_id) REFERENCES plan_objective (id)
);

CREATE TABLE plan_agency (
  id INTEGER NOT NULL,
  agency VARCHAR NOT NULL,
  contact VARCHAR NOT NULL,
  email VARCHAR NOT NULL,
  note VARCHAR NOT NULL,
  CONSTRAINT pk_plan_agency PRIMARY KEY (id),
  CONSTRAINT uq_plan_agency_agency UNIQUE (agency)
);

CREATE TABLE plan_chase (
  id INTEGER NOT NULL,
  send_id INTEGER NOT NULL,
  "on" DATE NOT NULL,
  note VARCHAR NOT NULL,
  CONSTRAINT pk_plan_chase PRIMARY KEY (id),
  CONSTRAINT fk_plan_chase_send_id_plan_send FOREIGN KEY(send_id) REFERENCES plan_send (id)
);

CREATE TABLE "plan_criterion" (
  id INTEGER NOT NULL,
  action_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  text VARCHAR NOT NULL,
  unit VARCHAR,
  target VARCHAR NOT NULL,
  actual VARCHAR NOT NULL,
  library_id INTEGER,
  CONSTRAINT pk_plan_criterion PRIMARY KEY (id),
  CONSTRAINT fk_plan_criterion_action_id_plan_action FOREIGN KEY(action_id) REFERENCES plan_action (id),
  CONSTRAINT fk_plan_criterion_library_id_plan_library FOREIGN KEY(library_id) REFERENCES plan_library (id)
);

CREATE TABLE plan_evidence (
  id INTEGER NOT NULL,
  title VARCHAR NOT NULL,
  note VARCHAR NOT NULL,
  "on" DATE,
  number INTEGER,
  record VARCHAR NOT NULL,
  file_id INTEGER,
  CONSTRAINT pk_plan_evidence PRIMARY KEY (id),
  CONSTRAINT fk_plan_evidence_file_id_kept_file FOREIGN KEY(file_id) REFERENCES kept_file (id)
);

CREATE TABLE plan_evidence_link (
  id INTEGER NOT NULL,
  evidence_id INTEGER NOT NULL,
  action_id INTEGER NOT NULL,
  criterion_id INTEGER,
  CONSTRAINT pk_plan_evidence_link PRIMARY KEY (id),
  CONSTRAINT fk_plan_evidence_link_evidence_id_plan_evidence FOREIGN KEY(evidence_id) REFERENCES plan_evidence (id)
);

CREATE TABLE plan_hint_aside (
  id INTEGER NOT NULL,
  plan_id INTEGER NOT NULL,
  "key" VARCHAR NOT NULL,
  about VARCHAR NOT NULL,
  reason VARCHAR NOT NULL,
  "by" VARCHAR NOT NULL,
  at DATETIME NOT NULL,
  CONSTRAINT pk_plan_hint_aside PRIMARY KEY (id),
  CONSTRAINT fk_plan_hint_aside_plan_id_plan FOREIGN KEY(plan_id) REFERENCES "plan" (id)
);

CREATE TABLE plan_library (
  id INTEGER NOT NULL,
  position DOUBLE NOT NULL,
  text VARCHAR NOT NULL,
  unit VARCHAR,
  CONSTRAINT pk_plan_library PRIMARY KEY (id)
);

CREATE TABLE plan_objective (
  id INTEGER NOT NULL,
  plan_id INTEGER NOT NULL,
  position DOUBLE NOT NULL,
  number VARCHAR NOT NULL,
  title VARCHAR NOT NULL,
  heading VARCHAR NOT NULL,
  text VARCHAR NOT NULL,
  introduction VARCHAR NOT NULL,
  CONSTRAINT pk_plan_objective PRIMARY KEY (id),
  CONSTRAINT fk_plan_objective_plan_id_plan FOREIGN KEY(plan_id) REFERENCES "plan" (id)
);

CREATE TABLE plan_progress (
  id INTEGER NOT NULL,
  action_id INTEGER NOT NULL,
  at DATETIME NOT NULL,
  "by" VARCHAR NOT NULL,
  "before" VARCHAR,
  "after" VARCHAR,
  reason VARCHAR NOT NULL,
  CONSTRAINT pk_plan_progress PRIMARY KEY (id),
  CONSTRAINT fk_plan_progress_action_id_plan_action FOREIGN KEY(action_id) REFERENCES plan_action (id)
);

CREATE TABLE plan_return (
  id INTEGER NOT NULL,
  send_id INTEGER NOT NULL,
  file_name VARCHAR NOT NULL,
  sha256 VARCHAR NOT NULL,
  at DATETIME NOT NULL,
  content BLOB NOT NULL,
  decisions JSON NOT NULL,
  applied DATETIME,
  CONSTRAINT pk_plan_return PRIMARY KEY (id),
  CONSTRAINT fk_plan_return_send_id_plan_send FOREIGN KEY(send_id) REFERENCES plan_send (id)
);

CREATE TABLE plan_send (
  id INTEGER NOT NULL,
  plan_id INTEGER NOT NULL,
  pack VARCHAR NOT NULL,
  agency VARCHAR NOT NULL,
  contact VARCHAR NOT NULL,
  email VARCHAR NOT NULL,
  stamp VARCHAR NOT NULL,
  file_name VARCHAR NOT NULL,
  sent DATE NOT NULL,
  due DATE,
  at DATETIME NOT NULL,
  is_encrypted BOOLEAN NOT NULL,
  baseline BLOB NOT NULL,
  CONSTRAINT pk_plan_send PRIMARY KEY (id),
  CONSTRAINT uq_plan_send_pack UNIQUE (pack),
  CONSTRAINT fk_plan_send_plan_id_plan FOREIGN KEY(plan_id) REFERENCES "plan" (id)
);

CREATE TABLE plan_update (
  id INTEGER NOT NULL,
  action_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  "on" DATE,
  "by" VARCHAR NOT NULL,
  text VARCHAR NOT NULL,
  CONSTRAINT pk_plan_update PRIMARY KEY (id),
  CONSTRAINT fk_plan_update_action_id_plan_action FOREIGN KEY(action_id) REFERENCES plan_action (id)
);

CREATE TABLE plan_version (
  id INTEGER NOT NULL,
  plan_id INTEGER NOT NULL,
  stamp VARCHAR NOT NULL,
  "on" DATE NOT NULL,
  agreed_by VARCHAR NOT NULL,
  note VARCHAR NOT NULL,
  at DATETIME NOT NULL,
  standing JSON NOT NULL,
  content BLOB NOT NULL,
  CONSTRAINT pk_plan_version PRIMARY KEY (id),
  CONSTRAINT fk_plan_version_plan_id_plan FOREIGN KEY(plan_id) REFERENCES "plan" (id)
);

CREATE TABLE referrer (
  id INTEGER NOT NULL,
  episode_id INTEGER NOT NULL,
  is_anonymous BOOLEAN NOT NULL,
  name VARCHAR NOT NULL,
  organisation VARCHAR NOT NULL,
  role VARCHAR NOT NULL,
  phone VARCHAR NOT NULL,
  email VARCHAR NOT NULL,
  answers JSON NOT NULL,
  safe_way VARCHAR NOT NULL,
  promised VARCHAR NOT NULL,
  wants_feedback VARCHAR NOT NULL,
  told_on DATE,
  told VARCHAR NOT NULL,
  CONSTRAINT pk_referrer PRIMARY KEY (id),
  CONSTRAINT uq_referrer_episode_id UNIQUE (episode_id),
  CONSTRAINT fk_referrer_episode_id_episode FOREIGN KEY(episode_id) REFERENCES episode (id)
);

CREATE TABLE search_entry (
  id INTEGER NOT NULL,
  source TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  object_id INTEGER NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  CONSTRAINT pk_search_entry PRIMARY KEY (id),
  CONSTRAINT uq_search_entry_source_row_id UNIQUE (source, row_id)
);

CREATE VIRTUAL TABLE search_index USING fts5(title, body, content='search_entry', content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='1 2 3');

CREATE TABLE setting (
  name TEXT NOT NULL,
  body TEXT NOT NULL,
  CONSTRAINT pk_setting PRIMARY KEY (name)
);

CREATE TABLE support_item (
  id INTEGER NOT NULL,
  plan_id INTEGER NOT NULL,
  lineage VARCHAR NOT NULL,
  position INTEGER NOT NULL,
  kind VARCHAR NOT NULL,
  need VARCHAR NOT NULL,
  factors VARCHAR NOT NULL,
  goal VARCHAR NOT NULL,
  sign VARCHAR NOT NULL,
  provider VARCHAR NOT NULL,
  contact VARCHAR NOT NULL,
  starts DATE,
  ends DATE,
  planned INTEGER,
  cost_pence INTEGER,
  CONSTRAINT pk_support_item PRIMARY KEY (id),
  CONSTRAINT fk_support_item_plan_id_support_plan FOREIGN KEY(plan_id) REFERENCES support_plan (id)
);

CREATE TABLE support_plan (
  id INTEGER NOT NULL,
  episode_id INTEGER NOT NULL,
  number INTEGER NOT NULL,
  consent_how VARCHAR NOT NULL,
  nature VARCHAR NOT NULL,
  persons VARCHAR NOT NULL,
  how_when VARCHAR NOT NULL,
  approved_on DATE,
  approved_by VARCHAR NOT NULL,
  note VARCHAR NOT NULL,
  at DATETIME NOT NULL,
  "by" VARCHAR NOT NULL,
  CONSTRAINT pk_support_plan PRIMARY KEY (id),
  CONSTRAINT fk_support_plan_episode_id_episode FOREIGN KEY(episode_id) REFERENCES episode (id)
);

CREATE TABLE support_session (
  id INTEGER NOT NULL,
  episode_id INTEGER NOT NULL,
  item VARCHAR NOT NULL,
  "on" DATE NOT NULL,
  outcome VARCHAR NOT NULL,
  provider VARCHAR NOT NULL,
  words VARCHAR NOT NULL,
  written_up DATE,
  corrects INTEGER,
  at DATETIME NOT NULL,
  "by" VARCHAR NOT NULL,
  CONSTRAINT pk_support_session PRIMARY KEY (id),
  CONSTRAINT fk_support_session_episode_id_episode FOREIGN KEY(episode_id) REFERENCES episode (id)
);

CREATE INDEX ix_change_undone ON change (seq) WHERE state = 'undone';

CREATE INDEX ix_episode_assessment_addendum_assessment_id ON episode_assessment_addendum (assessment_id);

CREATE INDEX ix_episode_assessment_addendum_episode_id ON episode_assessment_addendum (episode_id);

CREATE INDEX ix_episode_assessment_episode_id ON episode_assessment (episode_id);

CREATE INDEX ix_episode_check_chase_check_id ON episode_check_chase (check_id);

CREATE INDEX ix_episode_check_episode_id ON episode_check (episode_id);

CREATE INDEX ix_episode_clock_stop_episode_id ON episode_clock_stop (episode_id);

CREATE INDEX ix_episode_consent_episode_id ON episode_consent (episode_id);

CREATE INDEX ix_episode_consent_file_id ON episode_consent (file_id);

CREATE INDEX ix_episode_consent_person_id ON episode_consent (person_id);

CREATE INDEX ix_episode_entry_episode_id ON episode_entry (episode_id);

CREATE INDEX ix_episode_factor_response_episode_id ON episode_factor_response (episode_id);

CREATE INDEX ix_episode_file_episode_id ON episode_file (episode_id);

CREATE INDEX ix_episode_file_file_id ON episode_file (file_id);

CREATE INDEX ix_episode_list ON episode (received, state, sector, concern, home_area, city_link);

CREATE INDEX ix_episode_move_episode_id ON episode_move (episode_id);

CREATE INDEX ix_episode_move_now ON episode_move (now, episode_id);

CREATE INDEX ix_episode_move_waiting ON episode_move (episode_id) WHERE (instr(details, 'waiting') > 0 OR instr(details, 'again_on') > 0 OR instr(details, 'ask_again') > 0);

CREATE INDEX ix_episode_names ON episode (names, state);

CREATE INDEX ix_episode_no_support_episode_id ON episode_no_support (episode_id);

CREATE INDEX ix_episode_person_episode_id ON episode_person (episode_id);

CREATE INDEX ix_episode_person_person_id ON episode_person (person_id);

CREATE INDEX ix_episode_review_episode_id ON episode_review (episode_id);

CREATE INDEX ix_episode_state ON episode (state);

CREATE INDEX ix_kept_file_sha256 ON kept_file (sha256);

CREATE INDEX ix_person_head_id ON person (head_id);

CREATE INDEX ix_person_link_a_id ON person_link (a_id);

CREATE INDEX ix_person_link_b_id ON person_link (b_id);

CREATE INDEX ix_plan_action_activity_id_position_progress ON plan_action (activity_id, position, progress);

CREATE INDEX ix_plan_activity_objective_id ON plan_activity (objective_id);

CREATE INDEX ix_plan_chase_send_id ON plan_chase (send_id);

CREATE INDEX ix_plan_criterion_action_id ON plan_criterion (action_id);

CREATE INDEX ix_plan_criterion_library_id ON plan_criterion (library_id);

CREATE INDEX ix_plan_evidence_file_id ON plan_evidence (file_id);

CREATE INDEX ix_plan_evidence_link_action_id ON plan_evidence_link (action_id);

CREATE INDEX ix_plan_evidence_link_evidence_id ON plan_evidence_link (evidence_id);

CREATE INDEX ix_plan_hint_aside_plan_id ON plan_hint_aside (plan_id);

CREATE INDEX ix_plan_objective_plan_id ON plan_objective (plan_id);

CREATE INDEX ix_plan_progress_action_id ON plan_progress (action_id);

CREATE INDEX ix_plan_return_send_id ON plan_return (send_id);

CREATE INDEX ix_plan_send_plan_id ON plan_send (plan_id);

CREATE INDEX ix_plan_update_action_id ON plan_update (action_id);

CREATE INDEX ix_plan_version_plan_id ON plan_version (plan_id);

CREATE INDEX ix_referrer_untold ON referrer (episode_id) WHERE (told_on IS NULL AND wants_feedback <> 'no');

CREATE INDEX ix_search_entry_object ON search_entry (id, kind, object_id);

CREATE INDEX ix_support_item_lineage ON support_item (lineage);

CREATE INDEX ix_support_item_plan_id ON support_item (plan_id);

CREATE INDEX ix_support_plan_episode_id ON support_plan (episode_id);

CREATE INDEX ix_support_session_episode_id ON support_session (episode_id);

CREATE TRIGGER audit_next_only BEFORE INSERT ON audit
WHEN new.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM audit)
  OR new.prev IS NOT coalesce((SELECT seal FROM audit ORDER BY seq DESC LIMIT 1), zeroblob(32))
BEGIN
  SELECT RAISE(ABORT, 'audit: not the next record');
END;

CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
BEGIN
  SELECT RAISE(ABORT, 'audit: records are never deleted');
END;

CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
BEGIN
  SELECT RAISE(ABORT, 'audit: records are never changed');
END;
