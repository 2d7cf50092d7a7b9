-- Written by `python -m tests.migrations.dump` from the migrations; never by hand.
-- revision 0006

CREATE TABLE agreement (
  id INTEGER NOT NULL,
  title VARCHAR NOT NULL,
  version VARCHAR NOT NULL,
  purpose VARCHAR NOT NULL,
  begun DATE,
  review DATE,
  ended DATE,
  note VARCHAR NOT NULL,
  file_id INTEGER,
  CONSTRAINT pk_agreement PRIMARY KEY (id),
  CONSTRAINT fk_agreement_file_id_kept_file FOREIGN KEY(file_id) REFERENCES kept_file (id)
);

CREATE TABLE agreement_party (
  id INTEGER NOT NULL,
  agreement_id INTEGER NOT NULL,
  organisation_id INTEGER NOT NULL,
  contact_id INTEGER,
  signatory VARCHAR NOT NULL,
  signed DATE,
  note VARCHAR NOT NULL,
  CONSTRAINT pk_agreement_party PRIMARY KEY (id),
  CONSTRAINT fk_agreement_party_agreement_id_agreement FOREIGN KEY(agreement_id) REFERENCES agreement (id),
  CONSTRAINT fk_agreement_party_organisation_id_organisation FOREIGN KEY(organisation_id) REFERENCES organisation (id),
  CONSTRAINT fk_agreement_party_contact_id_contact FOREIGN KEY(contact_id) REFERENCES contact (id)
);

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

CREATE TABLE completion (
  id INTEGER NOT NULL,
  learner_id INTEGER NOT NULL,
  course_id INTEGER NOT NULL,
  "on" DATE NOT NULL,
  how VARCHAR NOT NULL,
  session_id INTEGER,
  until DATE,
  certificate VARCHAR NOT NULL,
  file_id INTEGER,
  source VARCHAR NOT NULL,
  note VARCHAR NOT NULL,
  at DATETIME NOT NULL,
  "by" VARCHAR NOT NULL,
  CONSTRAINT pk_completion PRIMARY KEY (id),
  CONSTRAINT fk_completion_learner_id_learner FOREIGN KEY(learner_id) REFERENCES learner (id),
  CONSTRAINT fk_completion_course_id_course FOREIGN KEY(course_id) REFERENCES course (id),
  CONSTRAINT fk_completion_session_id_training_session FOREIGN KEY(session_id) REFERENCES training_session (id),
  CONSTRAINT fk_completion_file_id_kept_file FOREIGN KEY(file_id) REFERENCES kept_file (id)
);

CREATE TABLE contact (
  id INTEGER NOT NULL,
  organisation_id INTEGER,
  name VARCHAR COLLATE "NOCASE" NOT NULL,
  given VARCHAR NOT NULL,
  family VARCHAR NOT NULL,
  initials VARCHAR NOT NULL,
  role VARCHAR NOT NULL,
  department VARCHAR NOT NULL,
  emails JSON NOT NULL,
  phones JSON NOT NULL,
  address VARCHAR NOT NULL,
  topics JSON NOT NULL,
  note VARCHAR NOT NULL,
  "left" DATE,
  merged_into_id INTEGER,
  source VARCHAR NOT NULL,
  at DATETIME NOT NULL,
  CONSTRAINT pk_contact PRIMARY KEY (id),
  CONSTRAINT fk_contact_organisation_id_organisation FOREIGN KEY(organisation_id) REFERENCES organisation (id),
  CONSTRAINT fk_contact_merged_into_id_contact FOREIGN KEY(merged_into_id) REFERENCES contact (id)
);

CREATE TABLE contact_absence (
  id INTEGER NOT NULL,
  contact_id INTEGER NOT NULL,
  first DATE NOT NULL,
  last DATE,
  cover_id INTEGER,
  note VARCHAR NOT NULL,
  CONSTRAINT pk_contact_absence PRIMARY KEY (id),
  CONSTRAINT fk_contact_absence_contact_id_contact FOREIGN KEY(contact_id) REFERENCES contact (id),
  CONSTRAINT fk_contact_absence_cover_id_contact FOREIGN KEY(cover_id) REFERENCES contact (id)
);

CREATE TABLE contact_list (
  id INTEGER NOT NULL,
  name VARCHAR NOT NULL,
  purpose VARCHAR NOT NULL,
  rules JSON NOT NULL,
  at DATETIME NOT NULL,
  CONSTRAINT pk_contact_list PRIMARY KEY (id)
);

CREATE TABLE contact_list_pick (
  id INTEGER NOT NULL,
  list_id INTEGER NOT NULL,
  contact_id INTEGER NOT NULL,
  is_in BOOLEAN NOT NULL,
  reason VARCHAR NOT NULL,
  CONSTRAINT pk_contact_list_pick PRIMARY KEY (id),
  CONSTRAINT uq_contact_list_pick_list_id_contact_id UNIQUE (list_id, contact_id),
  CONSTRAINT fk_contact_list_pick_list_id_contact_list FOREIGN KEY(list_id) REFERENCES contact_list (id),
  CONSTRAINT fk_contact_list_pick_contact_id_contact FOREIGN KEY(contact_id) REFERENCES contact (id)
);

CREATE TABLE contact_list_use (
  id INTEGER NOT NULL,
  list_id INTEGER NOT NULL,
  at DATETIME NOT NULL,
  "by" VARCHAR NOT NULL,
  how VARCHAR NOT NULL,
  members JSON NOT NULL,
  CONSTRAINT pk_contact_list_use PRIMARY KEY (id),
  CONSTRAINT fk_contact_list_use_list_id_contact_list FOREIGN KEY(list_id) REFERENCES contact_list (id)
);

CREATE TABLE contact_round (
  id INTEGER NOT NULL,
  title VARCHAR NOT NULL,
  begun DATE NOT NULL,
  due DATE NOT NULL,
  ended DATE,
  at DATETIME NOT NULL,
  CONSTRAINT pk_contact_round PRIMARY KEY (id)
);

CREATE TABLE contact_round_line (
  id INTEGER NOT NULL,
  round_id INTEGER NOT NULL,
  seat_id INTEGER NOT NULL,
  holding_id INTEGER,
  asked DATE,
  reminded JSON NOT NULL,
  answer VARCHAR NOT NULL,
  answered DATE,
  words VARCHAR NOT NULL,
  CONSTRAINT pk_contact_round_line PRIMARY KEY (id),
  CONSTRAINT fk_contact_round_line_round_id_contact_round FOREIGN KEY(round_id) REFERENCES contact_round (id),
  CONSTRAINT fk_contact_round_line_seat_id_seat FOREIGN KEY(seat_id) REFERENCES seat (id),
  CONSTRAINT fk_contact_round_line_holding_id_seat_holding FOREIGN KEY(holding_id) REFERENCES seat_holding (id)
);

CREATE TABLE course (
  id INTEGER NOT NULL,
  code VARCHAR NOT NULL,
  title VARCHAR COLLATE "NOCASE" NOT NULL,
  short VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  audience VARCHAR NOT NULL,
  minutes INTEGER,
  refresh_months INTEGER,
  needs_id INTEGER,
  basis VARCHAR NOT NULL,
  note VARCHAR NOT NULL,
  place INTEGER NOT NULL,
  ended DATE,
  at DATETIME NOT NULL,
  CONSTRAINT pk_course PRIMARY KEY (id),
  CONSTRAINT fk_course_needs_id_course FOREIGN KEY(needs_id) REFERENCES course (id)
);

CREATE TABLE course_need (
  id INTEGER NOT NULL,
  course_id INTEGER NOT NULL,
  role_id INTEGER,
  department_id INTEGER,
  note VARCHAR NOT NULL,
  at DATETIME NOT NULL,
  CONSTRAINT pk_course_need PRIMARY KEY (id),
  CONSTRAINT fk_course_need_course_id_course FOREIGN KEY(course_id) REFERENCES course (id),
  CONSTRAINT fk_course_need_role_id_staff_role FOREIGN KEY(role_id) REFERENCES staff_role (id),
  CONSTRAINT fk_course_need_department_id_department FOREIGN KEY(department_id) REFERENCES department (id)
);

CREATE TABLE department (
  id INTEGER NOT NULL,
  organisation_id INTEGER,
  name VARCHAR COLLATE "NOCASE" NOT NULL,
  heads INTEGER,
  heads_on DATE,
  note VARCHAR NOT NULL,
  ended DATE,
  at DATETIME NOT NULL,
  CONSTRAINT pk_department PRIMARY KEY (id),
  CONSTRAINT fk_department_organisation_id_organisation FOREIGN KEY(organisation_id) REFERENCES organisation (id)
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

CREATE TABLE engagement_event (
  id INTEGER NOT NULL,
  kind VARCHAR NOT NULL,
  title VARCHAR NOT NULL,
  first DATE NOT NULL,
  last DATE NOT NULL,
  starts VARCHAR NOT NULL,
  minutes INTEGER,
  times INTEGER NOT NULL,
  times_how VARCHAR NOT NULL,
  days INTEGER NOT NULL,
  mode VARCHAR NOT NULL,
  venue VARCHAR NOT NULL,
  ward VARCHAR NOT NULL,
  reach INTEGER,
  reach_how VARCHAR NOT NULL,
  topics JSON NOT NULL,
  summary VARCHAR NOT NULL,
  note VARCHAR NOT NULL,
  series_id INTEGER,
  state VARCHAR NOT NULL,
  cancelled VARCHAR NOT NULL,
  at DATETIME NOT NULL,
  "by" VARCHAR NOT NULL,
  CONSTRAINT pk_engagement_event PRIMARY KEY (id),
  CONSTRAINT fk_engagement_event_series_id_engagement_series FOREIGN KEY(series_id) REFERENCES engagement_series (id)
);

CREATE TABLE engagement_file (
  id INTEGER NOT NULL,
  event_id INTEGER NOT NULL,
  file_id INTEGER NOT NULL,
  note VARCHAR NOT NULL,
  CONSTRAINT pk_engagement_file PRIMARY KEY (id),
  CONSTRAINT fk_engagement_file_event_id_engagement_event FOREIGN KEY(event_id) REFERENCES engagement_event (id),
  CONSTRAINT fk_engagement_file_file_id_kept_file FOREIGN KEY(file_id) REFERENCES kept_file (id)
);

CREATE TABLE engagement_party (
  id INTEGER NOT NULL,
  event_id INTEGER NOT NULL,
  organisation_id INTEGER,
  contact_id INTEGER,
  told VARCHAR NOT NULL,
  CONSTRAINT pk_engagement_party PRIMARY KEY (id),
  CONSTRAINT fk_engagement_party_event_id_engagement_event FOREIGN KEY(event_id) REFERENCES engagement_event (id),
  CONSTRAINT fk_engagement_party_organisation_id_organisation FOREIGN KEY(organisation_id) REFERENCES organisation (id),
  CONSTRAINT fk_engagement_party_contact_id_contact FOREIGN KEY(contact_id) REFERENCES contact (id)
);

CREATE TABLE engagement_series (
  id INTEGER NOT NULL,
  title VARCHAR NOT NULL,
  every VARCHAR NOT NULL,
  pattern JSON NOT NULL,
  ended DATE,
  at DATETIME NOT NULL,
  CONSTRAINT pk_engagement_series PRIMARY KEY (id)
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

CREATE TABLE learner (
  id INTEGER NOT NULL,
  staff_no VARCHAR COLLATE "NOCASE" NOT NULL,
  organisation_id INTEGER,
  name VARCHAR COLLATE "NOCASE" NOT NULL,
  given VARCHAR NOT NULL,
  family VARCHAR NOT NULL,
  email VARCHAR NOT NULL,
  department_id INTEGER,
  role_id INTEGER,
  started DATE,
  "left" DATE,
  contact_id INTEGER,
  merged_into_id INTEGER,
  note VARCHAR NOT NULL,
  source VARCHAR NOT NULL,
  listed DATE,
  at DATETIME NOT NULL,
  CONSTRAINT pk_learner PRIMARY KEY (id),
  CONSTRAINT fk_learner_organisation_id_organisation FOREIGN KEY(organisation_id) REFERENCES organisation (id),
  CONSTRAINT fk_learner_department_id_department FOREIGN KEY(department_id) REFERENCES department (id),
  CONSTRAINT fk_learner_role_id_staff_role FOREIGN KEY(role_id) REFERENCES staff_role (id),
  CONSTRAINT fk_learner_contact_id_contact FOREIGN KEY(contact_id) REFERENCES contact (id),
  CONSTRAINT fk_learner_merged_into_id_learner FOREIGN KEY(merged_into_id) REFERENCES learner (id)
);

CREATE TABLE organisation (
  id INTEGER NOT NULL,
  name VARCHAR COLLATE "NOCASE" NOT NULL,
  short VARCHAR NOT NULL,
  sector VARCHAR NOT NULL,
  agency VARCHAR NOT NULL,
  statute VARCHAR NOT NULL,
  is_on_panel BOOLEAN NOT NULL,
  areas JSON NOT NULL,
  domains JSON NOT NULL,
  address VARCHAR NOT NULL,
  phone VARCHAR NOT NULL,
  email VARCHAR NOT NULL,
  website VARCHAR NOT NULL,
  note VARCHAR NOT NULL,
  ended DATE,
  merged_into_id INTEGER,
  at DATETIME NOT NULL,
  CONSTRAINT pk_organisation PRIMARY KEY (id),
  CONSTRAINT fk_organisation_merged_into_id_organisation FOREIGN KEY(merged_into_id) REFERENCES organisation (id)
);

CREATE TABLE owed (
  id INTEGER NOT NULL,
  number INTEGER NOT NULL,
  words VARCHAR NOT NULL,
  shared_words VARCHAR NOT NULL,
  owner_id INTEGER,
  seat VARCHAR NOT NULL,
  contact_id INTEGER,
  owner_told VARCHAR NOT NULL,
  due DATE,
  due_told VARCHAR NOT NULL,
  made DATE NOT NULL,
  at DATETIME NOT NULL,
  "by" VARCHAR NOT NULL,
  source VARCHAR NOT NULL,
  source_id INTEGER,
  source_words VARCHAR NOT NULL,
  case_ref VARCHAR NOT NULL,
  state VARCHAR NOT NULL,
  closed DATE,
  outcome VARCHAR NOT NULL,
  CONSTRAINT pk_owed PRIMARY KEY (id),
  CONSTRAINT uq_owed_number UNIQUE (number),
  CONSTRAINT fk_owed_owner_id_organisation FOREIGN KEY(owner_id) REFERENCES organisation (id),
  CONSTRAINT fk_owed_contact_id_contact FOREIGN KEY(contact_id) REFERENCES contact (id)
);

CREATE TABLE owed_file (
  id INTEGER NOT NULL,
  owed_id INTEGER NOT NULL,
  file_id INTEGER NOT NULL,
  note VARCHAR NOT NULL,
  CONSTRAINT pk_owed_file PRIMARY KEY (id),
  CONSTRAINT fk_owed_file_owed_id_owed FOREIGN KEY(owed_id) REFERENCES owed (id),
  CONSTRAINT fk_owed_file_file_id_kept_file FOREIGN KEY(file_id) REFERENCES kept_file (id)
);

CREATE TABLE owed_line (
  id INTEGER NOT NULL,
  owed_id INTEGER NOT NULL,
  kind VARCHAR NOT NULL,
  "on" DATE NOT NULL,
  at DATETIME NOT NULL,
  "by" VARCHAR NOT NULL,
  was VARCHAR NOT NULL,
  now VARCHAR NOT NULL,
  words VARCHAR NOT NULL,
  CONSTRAINT pk_owed_line PRIMARY KEY (id),
  CONSTRAINT fk_owed_line_owed_id_owed FOREIGN KEY(owed_id) REFERENCES owed (id)
);

CREATE TABLE panel_addendum (
  id INTEGER NOT NULL,
  minutes_id INTEGER NOT NULL,
  item_id INTEGER,
  "on" DATE NOT NULL,
  words VARCHAR NOT NULL,
  approved_by VARCHAR NOT NULL,
  sha256 VARCHAR NOT NULL,
  at DATETIME NOT NULL,
  "by" VARCHAR NOT NULL,
  CONSTRAINT pk_panel_addendum PRIMARY KEY (id),
  CONSTRAINT fk_panel_addendum_minutes_id_panel_minutes FOREIGN KEY(minutes_id) REFERENCES panel_minutes (id),
  CONSTRAINT fk_panel_addendum_item_id_panel_item FOREIGN KEY(item_id) REFERENCES panel_item (id)
);

CREATE TABLE panel_decision (
  id INTEGER NOT NULL,
  meeting_id INTEGER NOT NULL,
  item_id INTEGER NOT NULL,
  episode_id INTEGER,
  ref VARCHAR NOT NULL,
  line_id INTEGER,
  code VARCHAR NOT NULL,
  words VARCHAR NOT NULL,
  rationale VARCHAR NOT NULL,
  how VARCHAR NOT NULL,
  votes_for INTEGER,
  votes_against INTEGER,
  needed VARCHAR NOT NULL,
  risk VARCHAR NOT NULL,
  change VARCHAR NOT NULL,
  consent VARCHAR NOT NULL,
  asker VARCHAR NOT NULL,
  asked_how VARCHAR NOT NULL,
  health_asked VARCHAR NOT NULL,
  health_outcome VARCHAR NOT NULL,
  plan_changes VARCHAR NOT NULL,
  next_review DATE,
  teller VARCHAR NOT NULL,
  told_what VARCHAR NOT NULL,
  pattern VARCHAR NOT NULL,
  moved_id INTEGER,
  review_id INTEGER,
  at DATETIME NOT NULL,
  "by" VARCHAR NOT NULL,
  CONSTRAINT pk_panel_decision PRIMARY KEY (id),
  CONSTRAINT uq_panel_decision_item_id UNIQUE (item_id),
  CONSTRAINT fk_panel_decision_meeting_id_panel_meeting FOREIGN KEY(meeting_id) REFERENCES panel_meeting (id),
  CONSTRAINT fk_panel_decision_item_id_panel_item FOREIGN KEY(item_id) REFERENCES panel_item (id),
  CONSTRAINT fk_panel_decision_episode_id_episode FOREIGN KEY(episode_id) REFERENCES episode (id),
  CONSTRAINT fk_panel_decision_line_id_panel_line FOREIGN KEY(line_id) REFERENCES panel_line (id),
  CONSTRAINT fk_panel_decision_moved_id_episode_move FOREIGN KEY(moved_id) REFERENCES episode_move (id),
  CONSTRAINT fk_panel_decision_review_id_episode_review FOREIGN KEY(review_id) REFERENCES episode_review (id)
);

CREATE TABLE panel_declaration (
  id INTEGER NOT NULL,
  meeting_id INTEGER NOT NULL,
  invite_id INTEGER NOT NULL,
  item_id INTEGER,
  words VARCHAR NOT NULL,
  left_room BOOLEAN NOT NULL,
  CONSTRAINT pk_panel_declaration PRIMARY KEY (id),
  CONSTRAINT fk_panel_declaration_meeting_id_panel_meeting FOREIGN KEY(meeting_id) REFERENCES panel_meeting (id),
  CONSTRAINT fk_panel_declaration_invite_id_panel_invite FOREIGN KEY(invite_id) REFERENCES panel_invite (id),
  CONSTRAINT fk_panel_declaration_item_id_panel_item FOREIGN KEY(item_id) REFERENCES panel_item (id)
);

CREATE TABLE panel_invite (
  id INTEGER NOT NULL,
  meeting_id INTEGER NOT NULL,
  organisation_id INTEGER,
  contact_id INTEGER,
  agency VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  initials VARCHAR NOT NULL,
  email VARCHAR NOT NULL,
  role VARCHAR NOT NULL,
  item_id INTEGER,
  stands_for VARCHAR NOT NULL,
  asked DATETIME,
  answer VARCHAR NOT NULL,
  answered DATETIME,
  words VARCHAR NOT NULL,
  told INTEGER,
  CONSTRAINT pk_panel_invite PRIMARY KEY (id),
  CONSTRAINT fk_panel_invite_meeting_id_panel_meeting FOREIGN KEY(meeting_id) REFERENCES panel_meeting (id),
  CONSTRAINT fk_panel_invite_organisation_id_organisation FOREIGN KEY(organisation_id) REFERENCES organisation (id),
  CONSTRAINT fk_panel_invite_contact_id_contact FOREIGN KEY(contact_id) REFERENCES contact (id),
  CONSTRAINT fk_panel_invite_item_id_panel_item FOREIGN KEY(item_id) REFERENCES panel_item (id)
);

CREATE TABLE panel_item (
  id INTEGER NOT NULL,
  meeting_id INTEGER NOT NULL,
  place INTEGER NOT NULL,
  kind VARCHAR NOT NULL,
  title VARCHAR NOT NULL,
  letter VARCHAR NOT NULL,
  episode_id INTEGER,
  purpose VARCHAR NOT NULL,
  state VARCHAR NOT NULL,
  planned INTEGER,
  shared_words VARCHAR NOT NULL,
  note VARCHAR NOT NULL,
  CONSTRAINT pk_panel_item PRIMARY KEY (id),
  CONSTRAINT fk_panel_item_meeting_id_panel_meeting FOREIGN KEY(meeting_id) REFERENCES panel_meeting (id),
  CONSTRAINT fk_panel_item_episode_id_episode FOREIGN KEY(episode_id) REFERENCES episode (id)
);

CREATE TABLE panel_line (
  id INTEGER NOT NULL,
  meeting_id INTEGER NOT NULL,
  item_id INTEGER NOT NULL,
  kind VARCHAR NOT NULL,
  said DATETIME NOT NULL,
  at DATETIME NOT NULL,
  "by" VARCHAR NOT NULL,
  speaker_id INTEGER,
  speaker VARCHAR NOT NULL,
  words VARCHAR NOT NULL,
  owed_id INTEGER,
  struck VARCHAR NOT NULL,
  CONSTRAINT pk_panel_line PRIMARY KEY (id),
  CONSTRAINT fk_panel_line_meeting_id_panel_meeting FOREIGN KEY(meeting_id) REFERENCES panel_meeting (id),
  CONSTRAINT fk_panel_line_item_id_panel_item FOREIGN KEY(item_id) REFERENCES panel_item (id),
  CONSTRAINT fk_panel_line_speaker_id_panel_invite FOREIGN KEY(speaker_id) REFERENCES panel_invite (id),
  CONSTRAINT fk_panel_line_owed_id_owed FOREIGN KEY(owed_id) REFERENCES owed (id)
);

CREATE TABLE panel_line_version (
  id INTEGER NOT NULL,
  line_id INTEGER NOT NULL,
  at DATETIME NOT NULL,
  "by" VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  speaker VARCHAR NOT NULL,
  words VARCHAR NOT NULL,
  CONSTRAINT pk_panel_line_version PRIMARY KEY (id),
  CONSTRAINT fk_panel_line_version_line_id_panel_line FOREIGN KEY(line_id) REFERENCES panel_line (id)
);

CREATE TABLE panel_meeting (
  id INTEGER NOT NULL,
  series_id INTEGER,
  title VARCHAR NOT NULL,
  starts DATETIME NOT NULL,
  ends DATETIME NOT NULL,
  mode VARCHAR NOT NULL,
  venue VARCHAR NOT NULL,
  link VARCHAR NOT NULL,
  marking VARCHAR NOT NULL,
  chair VARCHAR NOT NULL,
  note_taker VARCHAR NOT NULL,
  state VARCHAR NOT NULL,
  called DATETIME,
  began DATETIME,
  finished DATETIME,
  read_out DATETIME,
  cancelled VARCHAR NOT NULL,
  left_open VARCHAR NOT NULL,
  rule JSON NOT NULL,
  place JSON NOT NULL,
  next_on DATETIME,
  uid VARCHAR NOT NULL,
  sequence INTEGER NOT NULL,
  note VARCHAR NOT NULL,
  at DATETIME NOT NULL,
  CONSTRAINT pk_panel_meeting PRIMARY KEY (id),
  CONSTRAINT fk_panel_meeting_series_id_panel_series FOREIGN KEY(series_id) REFERENCES panel_series (id)
);

CREATE TABLE panel_minutes (
  id INTEGER NOT NULL,
  meeting_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  approved DATE NOT NULL,
  approved_by VARCHAR NOT NULL,
  approved_how VARCHAR NOT NULL,
  content JSON NOT NULL,
  sha256 VARCHAR NOT NULL,
  pdf_id INTEGER,
  word_id INTEGER,
  at DATETIME NOT NULL,
  "by" VARCHAR NOT NULL,
  CONSTRAINT pk_panel_minutes PRIMARY KEY (id),
  CONSTRAINT fk_panel_minutes_meeting_id_panel_meeting FOREIGN KEY(meeting_id) REFERENCES panel_meeting (id),
  CONSTRAINT fk_panel_minutes_pdf_id_kept_file FOREIGN KEY(pdf_id) REFERENCES kept_file (id),
  CONSTRAINT fk_panel_minutes_word_id_kept_file FOREIGN KEY(word_id) REFERENCES kept_file (id)
);

CREATE TABLE panel_minutes_text (
  id INTEGER NOT NULL,
  meeting_id INTEGER NOT NULL,
  "key" VARCHAR NOT NULL,
  words VARCHAR NOT NULL,
  at DATETIME NOT NULL,
  "by" VARCHAR NOT NULL,
  CONSTRAINT pk_panel_minutes_text PRIMARY KEY (id),
  CONSTRAINT fk_panel_minutes_text_meeting_id_panel_meeting FOREIGN KEY(meeting_id) REFERENCES panel_meeting (id)
);

CREATE TABLE panel_presence (
  id INTEGER NOT NULL,
  meeting_id INTEGER NOT NULL,
  invite_id INTEGER NOT NULL,
  came DATETIME NOT NULL,
  went DATETIME,
  why VARCHAR NOT NULL,
  CONSTRAINT pk_panel_presence PRIMARY KEY (id),
  CONSTRAINT fk_panel_presence_meeting_id_panel_meeting FOREIGN KEY(meeting_id) REFERENCES panel_meeting (id),
  CONSTRAINT fk_panel_presence_invite_id_panel_invite FOREIGN KEY(invite_id) REFERENCES panel_invite (id)
);

CREATE TABLE panel_private_note (
  id INTEGER NOT NULL,
  meeting_id INTEGER NOT NULL,
  item_id INTEGER,
  words VARCHAR NOT NULL,
  at DATETIME NOT NULL,
  "by" VARCHAR NOT NULL,
  CONSTRAINT pk_panel_private_note PRIMARY KEY (id),
  CONSTRAINT fk_panel_private_note_meeting_id_panel_meeting FOREIGN KEY(meeting_id) REFERENCES panel_meeting (id),
  CONSTRAINT fk_panel_private_note_item_id_panel_item FOREIGN KEY(item_id) REFERENCES panel_item (id)
);

CREATE TABLE panel_series (
  id INTEGER NOT NULL,
  name VARCHAR NOT NULL,
  rule JSON NOT NULL,
  starts VARCHAR NOT NULL,
  minutes INTEGER NOT NULL,
  mode VARCHAR NOT NULL,
  venue VARCHAR NOT NULL,
  link VARCHAR NOT NULL,
  members JSON NOT NULL,
  note VARCHAR NOT NULL,
  ended BOOLEAN NOT NULL,
  CONSTRAINT pk_panel_series PRIMARY KEY (id)
);

CREATE TABLE panel_span (
  id INTEGER NOT NULL,
  meeting_id INTEGER NOT NULL,
  item_id INTEGER NOT NULL,
  began DATETIME NOT NULL,
  ended DATETIME,
  CONSTRAINT pk_panel_span PRIMARY KEY (id),
  CONSTRAINT fk_panel_span_meeting_id_panel_meeting FOREIGN KEY(meeting_id) REFERENCES panel_meeting (id),
  CONSTRAINT fk_panel_span_item_id_panel_item FOREIGN KEY(item_id) REFERENCES panel_item (id)
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

CREATE TABLE policy_document (
  id INTEGER NOT NULL,
  kind VARCHAR NOT NULL,
  title VARCHAR COLLATE "NOCASE" NOT NULL,
  owner_id INTEGER,
  owner VARCHAR NOT NULL,
  note VARCHAR NOT NULL,
  agreed DATE,
  review DATE,
  ended DATE,
  at DATETIME NOT NULL,
  "by" VARCHAR NOT NULL,
  CONSTRAINT pk_policy_document PRIMARY KEY (id),
  CONSTRAINT fk_policy_document_owner_id_organisation FOREIGN KEY(owner_id) REFERENCES organisation (id)
);

CREATE TABLE policy_version (
  id INTEGER NOT NULL,
  document_id INTEGER NOT NULL,
  version VARCHAR NOT NULL,
  state VARCHAR NOT NULL,
  agreed DATE,
  agreed_by VARCHAR NOT NULL,
  review DATE,
  file_id INTEGER,
  changes VARCHAR NOT NULL,
  at DATETIME NOT NULL,
  "by" VARCHAR NOT NULL,
  CONSTRAINT pk_policy_version PRIMARY KEY (id),
  CONSTRAINT fk_policy_version_document_id_policy_document FOREIGN KEY(document_id) REFERENCES policy_document (id),
  CONSTRAINT fk_policy_version_file_id_kept_file FOREIGN KEY(file_id) REFERENCES kept_file (id)
);

CREATE TABLE product_copy (
  id INTEGER NOT NULL,
  number INTEGER NOT NULL,
  kind VARCHAR NOT NULL,
  version VARCHAR NOT NULL,
  note VARCHAR NOT NULL,
  ended DATE,
  end_reason VARCHAR NOT NULL,
  at DATETIME NOT NULL,
  CONSTRAINT pk_product_copy PRIMARY KEY (id),
  CONSTRAINT uq_product_copy_number UNIQUE (number)
);

CREATE TABLE product_loan (
  id INTEGER NOT NULL,
  copy_id INTEGER NOT NULL,
  organisation_id INTEGER,
  contact_id INTEGER,
  holder VARCHAR NOT NULL,
  trainer_id INTEGER,
  trainer VARCHAR NOT NULL,
  version VARCHAR NOT NULL,
  out DATE NOT NULL,
  review DATE,
  reviewed DATE,
  form VARCHAR NOT NULL,
  form_version VARCHAR NOT NULL,
  answers JSON NOT NULL,
  recalled DATE,
  back DATE,
  back_note VARCHAR NOT NULL,
  note VARCHAR NOT NULL,
  at DATETIME NOT NULL,
  "by" VARCHAR NOT NULL,
  CONSTRAINT pk_product_loan PRIMARY KEY (id),
  CONSTRAINT fk_product_loan_copy_id_product_copy FOREIGN KEY(copy_id) REFERENCES product_copy (id),
  CONSTRAINT fk_product_loan_organisation_id_organisation FOREIGN KEY(organisation_id) REFERENCES organisation (id),
  CONSTRAINT fk_product_loan_contact_id_contact FOREIGN KEY(contact_id) REFERENCES contact (id),
  CONSTRAINT fk_product_loan_trainer_id_contact FOREIGN KEY(trainer_id) REFERENCES contact (id)
);

CREATE TABLE product_loan_line (
  id INTEGER NOT NULL,
  loan_id INTEGER NOT NULL,
  kind VARCHAR NOT NULL,
  "on" DATE NOT NULL,
  reached INTEGER,
  reached_how VARCHAR NOT NULL,
  words VARCHAR NOT NULL,
  at DATETIME NOT NULL,
  "by" VARCHAR NOT NULL,
  CONSTRAINT pk_product_loan_line PRIMARY KEY (id),
  CONSTRAINT fk_product_loan_line_loan_id_product_loan FOREIGN KEY(loan_id) REFERENCES product_loan (id)
);

CREATE TABLE profile_campaign (
  id INTEGER NOT NULL,
  edition VARCHAR NOT NULL,
  title VARCHAR NOT NULL,
  stage VARCHAR NOT NULL,
  form VARCHAR NOT NULL,
  form_version VARCHAR NOT NULL,
  sent DATE,
  due DATE,
  published DATE,
  kept_at VARCHAR NOT NULL,
  note VARCHAR NOT NULL,
  ended DATE,
  at DATETIME NOT NULL,
  "by" VARCHAR NOT NULL,
  CONSTRAINT pk_profile_campaign PRIMARY KEY (id)
);

CREATE TABLE profile_comer (
  id INTEGER NOT NULL,
  stakeholder_id INTEGER NOT NULL,
  day_id INTEGER NOT NULL,
  state VARCHAR NOT NULL,
  heads INTEGER,
  CONSTRAINT pk_profile_comer PRIMARY KEY (id),
  CONSTRAINT fk_profile_comer_stakeholder_id_profile_stakeholder FOREIGN KEY(stakeholder_id) REFERENCES profile_stakeholder (id),
  CONSTRAINT fk_profile_comer_day_id_profile_day FOREIGN KEY(day_id) REFERENCES profile_day (id)
);

CREATE TABLE profile_day (
  id INTEGER NOT NULL,
  campaign_id INTEGER NOT NULL,
  kind VARCHAR NOT NULL,
  title VARCHAR NOT NULL,
  "on" DATE NOT NULL,
  starts VARCHAR NOT NULL,
  venue VARCHAR NOT NULL,
  note VARCHAR NOT NULL,
  at DATETIME NOT NULL,
  CONSTRAINT pk_profile_day PRIMARY KEY (id),
  CONSTRAINT fk_profile_day_campaign_id_profile_campaign FOREIGN KEY(campaign_id) REFERENCES profile_campaign (id)
);

CREATE TABLE profile_line (
  id INTEGER NOT NULL,
  stakeholder_id INTEGER NOT NULL,
  kind VARCHAR NOT NULL,
  "on" DATE NOT NULL,
  words VARCHAR NOT NULL,
  at DATETIME NOT NULL,
  "by" VARCHAR NOT NULL,
  CONSTRAINT pk_profile_line PRIMARY KEY (id),
  CONSTRAINT fk_profile_line_stakeholder_id_profile_stakeholder FOREIGN KEY(stakeholder_id) REFERENCES profile_stakeholder (id)
);

CREATE TABLE profile_stakeholder (
  id INTEGER NOT NULL,
  campaign_id INTEGER NOT NULL,
  organisation_id INTEGER,
  contact_id INTEGER,
  told VARCHAR NOT NULL,
  mark VARCHAR NOT NULL,
  sent DATE,
  due DATE,
  returned DATE,
  declined VARCHAR NOT NULL,
  form VARCHAR NOT NULL,
  form_version VARCHAR NOT NULL,
  answers JSON NOT NULL,
  file_id INTEGER,
  source_key VARCHAR NOT NULL,
  note VARCHAR NOT NULL,
  at DATETIME NOT NULL,
  CONSTRAINT pk_profile_stakeholder PRIMARY KEY (id),
  CONSTRAINT fk_profile_stakeholder_campaign_id_profile_campaign FOREIGN KEY(campaign_id) REFERENCES profile_campaign (id),
  CONSTRAINT fk_profile_stakeholder_organisation_id_organisation FOREIGN KEY(organisation_id) REFERENCES organisation (id),
  CONSTRAINT fk_profile_stakeholder_contact_id_contact FOREIGN KEY(contact_id) REFERENCES contact (id),
  CONSTRAINT fk_profile_stakeholder_file_id_kept_file FOREIGN KEY(file_id) REFERENCES kept_file (id)
);

CREATE TABLE profile_theme (
  id INTEGER NOT NULL,
  campaign_id INTEGER NOT NULL,
  title VARCHAR NOT NULL,
  words VARCHAR NOT NULL,
  stakeholders JSON NOT NULL,
  sightings JSON NOT NULL,
  plan_action_id INTEGER,
  plan_words VARCHAR NOT NULL,
  at DATETIME NOT NULL,
  "by" VARCHAR NOT NULL,
  CONSTRAINT pk_profile_theme PRIMARY KEY (id),
  CONSTRAINT fk_profile_theme_campaign_id_profile_campaign FOREIGN KEY(campaign_id) REFERENCES profile_campaign (id)
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

CREATE TABLE seat (
  id INTEGER NOT NULL,
  organisation_id INTEGER NOT NULL,
  kind VARCHAR NOT NULL,
  opened DATE NOT NULL,
  closed DATE,
  note VARCHAR NOT NULL,
  CONSTRAINT pk_seat PRIMARY KEY (id),
  CONSTRAINT uq_seat_organisation_id_kind UNIQUE (organisation_id, kind),
  CONSTRAINT fk_seat_organisation_id_organisation FOREIGN KEY(organisation_id) REFERENCES organisation (id)
);

CREATE TABLE seat_holding (
  id INTEGER NOT NULL,
  seat_id INTEGER NOT NULL,
  contact_id INTEGER NOT NULL,
  since DATE NOT NULL,
  until DATE,
  verified DATE,
  verified_how VARCHAR NOT NULL,
  left_reason VARCHAR NOT NULL,
  handover VARCHAR NOT NULL,
  CONSTRAINT pk_seat_holding PRIMARY KEY (id),
  CONSTRAINT fk_seat_holding_seat_id_seat FOREIGN KEY(seat_id) REFERENCES seat (id),
  CONSTRAINT fk_seat_holding_contact_id_contact FOREIGN KEY(contact_id) REFERENCES contact (id)
);

CREATE TABLE session_facilitator (
  id INTEGER NOT NULL,
  session_id INTEGER NOT NULL,
  contact_id INTEGER,
  told VARCHAR NOT NULL,
  CONSTRAINT pk_session_facilitator PRIMARY KEY (id),
  CONSTRAINT fk_session_facilitator_session_id_training_session FOREIGN KEY(session_id) REFERENCES training_session (id),
  CONSTRAINT fk_session_facilitator_contact_id_contact FOREIGN KEY(contact_id) REFERENCES contact (id)
);

CREATE TABLE session_feedback (
  id INTEGER NOT NULL,
  session_id INTEGER NOT NULL,
  form VARCHAR NOT NULL,
  version VARCHAR NOT NULL,
  answers JSON NOT NULL,
  source VARCHAR NOT NULL,
  at DATETIME NOT NULL,
  "by" VARCHAR NOT NULL,
  CONSTRAINT pk_session_feedback PRIMARY KEY (id),
  CONSTRAINT fk_session_feedback_session_id_training_session FOREIGN KEY(session_id) REFERENCES training_session (id)
);

CREATE TABLE session_file (
  id INTEGER NOT NULL,
  session_id INTEGER NOT NULL,
  file_id INTEGER NOT NULL,
  kind VARCHAR NOT NULL,
  note VARCHAR NOT NULL,
  CONSTRAINT pk_session_file PRIMARY KEY (id),
  CONSTRAINT fk_session_file_session_id_training_session FOREIGN KEY(session_id) REFERENCES training_session (id),
  CONSTRAINT fk_session_file_file_id_kept_file FOREIGN KEY(file_id) REFERENCES kept_file (id)
);

CREATE TABLE session_person (
  id INTEGER NOT NULL,
  session_id INTEGER NOT NULL,
  learner_id INTEGER NOT NULL,
  state VARCHAR NOT NULL,
  CONSTRAINT pk_session_person PRIMARY KEY (id),
  CONSTRAINT fk_session_person_session_id_training_session FOREIGN KEY(session_id) REFERENCES training_session (id),
  CONSTRAINT fk_session_person_learner_id_learner FOREIGN KEY(learner_id) REFERENCES learner (id)
);

CREATE TABLE setting (
  name TEXT NOT NULL,
  body TEXT NOT NULL,
  CONSTRAINT pk_setting PRIMARY KEY (name)
);

CREATE TABLE sighting (
  id INTEGER NOT NULL,
  number INTEGER NOT NULL,
  kind VARCHAR NOT NULL,
  theme VARCHAR NOT NULL,
  street VARCHAR NOT NULL,
  ward VARCHAR NOT NULL,
  place VARCHAR NOT NULL,
  latitude DOUBLE,
  longitude DOUBLE,
  seen DATE NOT NULL,
  seen_at VARCHAR NOT NULL,
  items INTEGER NOT NULL,
  words VARCHAR NOT NULL,
  organisation_id INTEGER,
  finder VARCHAR NOT NULL,
  reporter_email VARCHAR NOT NULL,
  removed DATE,
  removed_at VARCHAR NOT NULL,
  removed_by VARCHAR NOT NULL,
  police VARCHAR NOT NULL,
  police_on DATE,
  tension VARCHAR NOT NULL,
  feedback_on DATE,
  feedback VARCHAR NOT NULL,
  for_profile DATE,
  source VARCHAR NOT NULL,
  source_key VARCHAR NOT NULL,
  at DATETIME NOT NULL,
  "by" VARCHAR NOT NULL,
  CONSTRAINT pk_sighting PRIMARY KEY (id),
  CONSTRAINT uq_sighting_number UNIQUE (number),
  CONSTRAINT fk_sighting_organisation_id_organisation FOREIGN KEY(organisation_id) REFERENCES organisation (id)
);

CREATE TABLE sighting_digest (
  id INTEGER NOT NULL,
  first DATE NOT NULL,
  last DATE NOT NULL,
  sightings JSON NOT NULL,
  receivers JSON NOT NULL,
  words VARCHAR NOT NULL,
  at DATETIME NOT NULL,
  "by" VARCHAR NOT NULL,
  CONSTRAINT pk_sighting_digest PRIMARY KEY (id)
);

CREATE TABLE sighting_photo (
  id INTEGER NOT NULL,
  sighting_id INTEGER NOT NULL,
  file_id INTEGER NOT NULL,
  note VARCHAR NOT NULL,
  CONSTRAINT pk_sighting_photo PRIMARY KEY (id),
  CONSTRAINT fk_sighting_photo_sighting_id_sighting FOREIGN KEY(sighting_id) REFERENCES sighting (id),
  CONSTRAINT fk_sighting_photo_file_id_kept_file FOREIGN KEY(file_id) REFERENCES kept_file (id)
);

CREATE TABLE staff_role (
  id INTEGER NOT NULL,
  title VARCHAR COLLATE "NOCASE" NOT NULL,
  note VARCHAR NOT NULL,
  ended DATE,
  at DATETIME NOT NULL,
  CONSTRAINT pk_staff_role PRIMARY KEY (id)
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

CREATE TABLE trainer (
  id INTEGER NOT NULL,
  contact_id INTEGER,
  told VARCHAR NOT NULL,
  course_id INTEGER,
  accredited DATE,
  until DATE,
  ended DATE,
  note VARCHAR NOT NULL,
  at DATETIME NOT NULL,
  CONSTRAINT pk_trainer PRIMARY KEY (id),
  CONSTRAINT fk_trainer_contact_id_contact FOREIGN KEY(contact_id) REFERENCES contact (id),
  CONSTRAINT fk_trainer_course_id_course FOREIGN KEY(course_id) REFERENCES course (id)
);

CREATE TABLE training_reminder (
  id INTEGER NOT NULL,
  course_id INTEGER,
  learner_id INTEGER NOT NULL,
  "on" DATE NOT NULL,
  how VARCHAR NOT NULL,
  at DATETIME NOT NULL,
  "by" VARCHAR NOT NULL,
  CONSTRAINT pk_training_reminder PRIMARY KEY (id),
  CONSTRAINT fk_training_reminder_course_id_course FOREIGN KEY(course_id) REFERENCES course (id),
  CONSTRAINT fk_training_reminder_learner_id_learner FOREIGN KEY(learner_id) REFERENCES learner (id)
);

CREATE TABLE training_session (
  id INTEGER NOT NULL,
  title VARCHAR NOT NULL,
  course_id INTEGER,
  first DATE NOT NULL,
  last DATE NOT NULL,
  starts VARCHAR NOT NULL,
  minutes INTEGER,
  sessions INTEGER,
  sessions_how VARCHAR NOT NULL,
  mode VARCHAR NOT NULL,
  venue VARCHAR NOT NULL,
  organisation_id INTEGER,
  told VARCHAR NOT NULL,
  department_id INTEGER,
  audience VARCHAR NOT NULL,
  invited INTEGER,
  attended INTEGER,
  attended_how VARCHAR NOT NULL,
  cost_pence INTEGER,
  materials VARCHAR NOT NULL,
  note VARCHAR NOT NULL,
  state VARCHAR NOT NULL,
  cancelled VARCHAR NOT NULL,
  at DATETIME NOT NULL,
  "by" VARCHAR NOT NULL,
  CONSTRAINT pk_training_session PRIMARY KEY (id),
  CONSTRAINT fk_training_session_course_id_course FOREIGN KEY(course_id) REFERENCES course (id),
  CONSTRAINT fk_training_session_organisation_id_organisation FOREIGN KEY(organisation_id) REFERENCES organisation (id),
  CONSTRAINT fk_training_session_department_id_department FOREIGN KEY(department_id) REFERENCES department (id)
);

CREATE TABLE venue_enquiry (
  id INTEGER NOT NULL,
  number INTEGER NOT NULL,
  kind VARCHAR NOT NULL,
  asked DATE NOT NULL,
  organisation_id INTEGER,
  contact_id INTEGER,
  asker VARCHAR NOT NULL,
  medium VARCHAR NOT NULL,
  venue VARCHAR NOT NULL,
  event VARCHAR NOT NULL,
  event_on DATE,
  speakers VARCHAR NOT NULL,
  concern VARCHAR NOT NULL,
  advice VARCHAR NOT NULL,
  advised DATE,
  decision VARCHAR NOT NULL,
  decided DATE,
  decided_by VARCHAR NOT NULL,
  reasons VARCHAR NOT NULL,
  follow_on DATE,
  followed DATE,
  follow_words VARCHAR NOT NULL,
  note VARCHAR NOT NULL,
  at DATETIME NOT NULL,
  "by" VARCHAR NOT NULL,
  CONSTRAINT pk_venue_enquiry PRIMARY KEY (id),
  CONSTRAINT uq_venue_enquiry_number UNIQUE (number),
  CONSTRAINT fk_venue_enquiry_organisation_id_organisation FOREIGN KEY(organisation_id) REFERENCES organisation (id),
  CONSTRAINT fk_venue_enquiry_contact_id_contact FOREIGN KEY(contact_id) REFERENCES contact (id)
);

CREATE TABLE venue_enquiry_file (
  id INTEGER NOT NULL,
  enquiry_id INTEGER NOT NULL,
  file_id INTEGER NOT NULL,
  note VARCHAR NOT NULL,
  CONSTRAINT pk_venue_enquiry_file PRIMARY KEY (id),
  CONSTRAINT fk_venue_enquiry_file_enquiry_id_venue_enquiry FOREIGN KEY(enquiry_id) REFERENCES venue_enquiry (id),
  CONSTRAINT fk_venue_enquiry_file_file_id_kept_file FOREIGN KEY(file_id) REFERENCES kept_file (id)
);

CREATE INDEX ix_agreement_file_id ON agreement (file_id);

CREATE INDEX ix_agreement_party_agreement_id ON agreement_party (agreement_id);

CREATE INDEX ix_agreement_party_contact_id ON agreement_party (contact_id);

CREATE INDEX ix_agreement_party_organisation_id ON agreement_party (organisation_id);

CREATE INDEX ix_change_undone ON change (seq) WHERE state = 'undone';

CREATE INDEX ix_completion_course_id_learner_id_on_until ON completion (course_id, learner_id, "on", until);

CREATE INDEX ix_completion_file_id ON completion (file_id);

CREATE INDEX ix_completion_learner_id ON completion (learner_id);

CREATE INDEX ix_completion_on ON completion ("on");

CREATE INDEX ix_completion_session_id ON completion (session_id);

CREATE INDEX ix_contact_absence_contact_id ON contact_absence (contact_id);

CREATE INDEX ix_contact_absence_cover_id ON contact_absence (cover_id);

CREATE INDEX ix_contact_list_pick_contact_id ON contact_list_pick (contact_id);

CREATE INDEX ix_contact_list_pick_list_id ON contact_list_pick (list_id);

CREATE INDEX ix_contact_list_use_list_id ON contact_list_use (list_id);

CREATE INDEX ix_contact_merged_into_id ON contact (merged_into_id);

CREATE INDEX ix_contact_name ON contact (name);

CREATE INDEX ix_contact_organisation_id ON contact (organisation_id);

CREATE INDEX ix_contact_round_line_holding_id ON contact_round_line (holding_id);

CREATE INDEX ix_contact_round_line_round_id ON contact_round_line (round_id);

CREATE INDEX ix_contact_round_line_seat_id ON contact_round_line (seat_id);

CREATE INDEX ix_course_code ON course (code);

CREATE INDEX ix_course_need_course_id ON course_need (course_id);

CREATE INDEX ix_course_need_department_id ON course_need (department_id);

CREATE INDEX ix_course_need_role_id ON course_need (role_id);

CREATE INDEX ix_course_needs_id ON course (needs_id);

CREATE INDEX ix_course_title ON course (title);

CREATE INDEX ix_department_name ON department (name);

CREATE INDEX ix_department_organisation_id ON department (organisation_id);

CREATE INDEX ix_engagement_event_at ON engagement_event (at);

CREATE INDEX ix_engagement_event_first_id ON engagement_event (first, id);

CREATE INDEX ix_engagement_event_kind ON engagement_event (kind);

CREATE INDEX ix_engagement_event_series_id ON engagement_event (series_id);

CREATE INDEX ix_engagement_event_state ON engagement_event (state);

CREATE INDEX ix_engagement_file_event_id ON engagement_file (event_id);

CREATE INDEX ix_engagement_file_file_id ON engagement_file (file_id);

CREATE INDEX ix_engagement_party_contact_id ON engagement_party (contact_id);

CREATE INDEX ix_engagement_party_event_id ON engagement_party (event_id);

CREATE INDEX ix_engagement_party_organisation_id ON engagement_party (organisation_id);

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

CREATE INDEX ix_learner_contact_id ON learner (contact_id);

CREATE INDEX ix_learner_department_id_role_id ON learner (department_id, role_id);

CREATE INDEX ix_learner_merged_into_id ON learner (merged_into_id);

CREATE INDEX ix_learner_name ON learner (name);

CREATE INDEX ix_learner_organisation_id ON learner (organisation_id);

CREATE INDEX ix_learner_role_id ON learner (role_id);

CREATE INDEX ix_learner_staff_no ON learner (staff_no);

CREATE INDEX ix_organisation_merged_into_id ON organisation (merged_into_id);

CREATE INDEX ix_organisation_name ON organisation (name);

CREATE INDEX ix_owed_case_ref ON owed (case_ref);

CREATE INDEX ix_owed_contact_id ON owed (contact_id);

CREATE INDEX ix_owed_file_file_id ON owed_file (file_id);

CREATE INDEX ix_owed_file_owed_id ON owed_file (owed_id);

CREATE INDEX ix_owed_line_owed_id ON owed_line (owed_id);

CREATE INDEX ix_owed_owner_id ON owed (owner_id);

CREATE INDEX ix_owed_state ON owed (state);

CREATE INDEX ix_panel_addendum_item_id ON panel_addendum (item_id);

CREATE INDEX ix_panel_addendum_minutes_id ON panel_addendum (minutes_id);

CREATE INDEX ix_panel_decision_episode_id ON panel_decision (episode_id);

CREATE INDEX ix_panel_decision_line_id ON panel_decision (line_id);

CREATE INDEX ix_panel_decision_meeting_id ON panel_decision (meeting_id);

CREATE INDEX ix_panel_decision_moved_id ON panel_decision (moved_id);

CREATE INDEX ix_panel_decision_review_id ON panel_decision (review_id);

CREATE INDEX ix_panel_declaration_invite_id ON panel_declaration (invite_id);

CREATE INDEX ix_panel_declaration_item_id ON panel_declaration (item_id);

CREATE INDEX ix_panel_declaration_meeting_id ON panel_declaration (meeting_id);

CREATE INDEX ix_panel_invite_contact_id ON panel_invite (contact_id);

CREATE INDEX ix_panel_invite_item_id ON panel_invite (item_id);

CREATE INDEX ix_panel_invite_meeting_id ON panel_invite (meeting_id);

CREATE INDEX ix_panel_invite_organisation_id ON panel_invite (organisation_id);

CREATE INDEX ix_panel_item_episode_id ON panel_item (episode_id);

CREATE INDEX ix_panel_item_meeting_id ON panel_item (meeting_id);

CREATE INDEX ix_panel_line_item_order ON panel_line (item_id, id);

CREATE INDEX ix_panel_line_meeting_id ON panel_line (meeting_id);

CREATE INDEX ix_panel_line_owed_id ON panel_line (owed_id);

CREATE INDEX ix_panel_line_speaker_id ON panel_line (speaker_id);

CREATE INDEX ix_panel_line_version_line_id ON panel_line_version (line_id);

CREATE INDEX ix_panel_meeting_series_id ON panel_meeting (series_id);

CREATE INDEX ix_panel_meeting_starts ON panel_meeting (starts);

CREATE INDEX ix_panel_meeting_state ON panel_meeting (state);

CREATE INDEX ix_panel_minutes_meeting_id ON panel_minutes (meeting_id);

CREATE INDEX ix_panel_minutes_pdf_id ON panel_minutes (pdf_id);

CREATE INDEX ix_panel_minutes_text_meeting_id ON panel_minutes_text (meeting_id);

CREATE INDEX ix_panel_minutes_word_id ON panel_minutes (word_id);

CREATE INDEX ix_panel_presence_invite_id ON panel_presence (invite_id);

CREATE INDEX ix_panel_presence_meeting_id ON panel_presence (meeting_id);

CREATE INDEX ix_panel_private_note_item_id ON panel_private_note (item_id);

CREATE INDEX ix_panel_private_note_meeting_id ON panel_private_note (meeting_id);

CREATE INDEX ix_panel_span_item_id ON panel_span (item_id);

CREATE INDEX ix_panel_span_meeting_id ON panel_span (meeting_id);

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

CREATE INDEX ix_policy_document_kind ON policy_document (kind);

CREATE INDEX ix_policy_document_owner_id ON policy_document (owner_id);

CREATE INDEX ix_policy_document_title ON policy_document (title);

CREATE INDEX ix_policy_version_document_id ON policy_version (document_id);

CREATE INDEX ix_policy_version_file_id ON policy_version (file_id);

CREATE INDEX ix_product_loan_contact_id ON product_loan (contact_id);

CREATE INDEX ix_product_loan_copy_id ON product_loan (copy_id);

CREATE INDEX ix_product_loan_line_loan_id ON product_loan_line (loan_id);

CREATE INDEX ix_product_loan_organisation_id ON product_loan (organisation_id);

CREATE INDEX ix_product_loan_out ON product_loan (out);

CREATE INDEX ix_product_loan_trainer_id ON product_loan (trainer_id);

CREATE INDEX ix_profile_comer_day_id ON profile_comer (day_id);

CREATE INDEX ix_profile_comer_stakeholder_id ON profile_comer (stakeholder_id);

CREATE INDEX ix_profile_day_campaign_id ON profile_day (campaign_id);

CREATE INDEX ix_profile_line_stakeholder_id ON profile_line (stakeholder_id);

CREATE INDEX ix_profile_stakeholder_campaign_id ON profile_stakeholder (campaign_id);

CREATE INDEX ix_profile_stakeholder_contact_id ON profile_stakeholder (contact_id);

CREATE INDEX ix_profile_stakeholder_file_id ON profile_stakeholder (file_id);

CREATE INDEX ix_profile_stakeholder_mark ON profile_stakeholder (mark);

CREATE INDEX ix_profile_stakeholder_organisation_id ON profile_stakeholder (organisation_id);

CREATE INDEX ix_profile_theme_campaign_id ON profile_theme (campaign_id);

CREATE INDEX ix_referrer_untold ON referrer (episode_id) WHERE (told_on IS NULL AND wants_feedback <> 'no');

CREATE INDEX ix_search_entry_object ON search_entry (id, kind, object_id);

CREATE INDEX ix_seat_holding_contact_id ON seat_holding (contact_id);

CREATE INDEX ix_seat_holding_seat_id ON seat_holding (seat_id);

CREATE INDEX ix_seat_organisation_id ON seat (organisation_id);

CREATE INDEX ix_session_facilitator_contact_id ON session_facilitator (contact_id);

CREATE INDEX ix_session_facilitator_session_id ON session_facilitator (session_id);

CREATE INDEX ix_session_feedback_session_id ON session_feedback (session_id);

CREATE INDEX ix_session_file_file_id ON session_file (file_id);

CREATE INDEX ix_session_file_session_id ON session_file (session_id);

CREATE INDEX ix_session_person_learner_id ON session_person (learner_id);

CREATE INDEX ix_session_person_session_id ON session_person (session_id);

CREATE INDEX ix_sighting_at ON sighting (at);

CREATE INDEX ix_sighting_kind ON sighting (kind);

CREATE INDEX ix_sighting_organisation_id ON sighting (organisation_id);

CREATE INDEX ix_sighting_photo_file_id ON sighting_photo (file_id);

CREATE INDEX ix_sighting_photo_sighting_id ON sighting_photo (sighting_id);

CREATE INDEX ix_sighting_seen_id ON sighting (seen, id);

CREATE INDEX ix_sighting_source_key ON sighting (source_key);

CREATE INDEX ix_sighting_theme ON sighting (theme);

CREATE INDEX ix_staff_role_title ON staff_role (title);

CREATE INDEX ix_support_item_lineage ON support_item (lineage);

CREATE INDEX ix_support_item_plan_id ON support_item (plan_id);

CREATE INDEX ix_support_plan_episode_id ON support_plan (episode_id);

CREATE INDEX ix_support_session_episode_id ON support_session (episode_id);

CREATE INDEX ix_trainer_contact_id ON trainer (contact_id);

CREATE INDEX ix_trainer_course_id ON trainer (course_id);

CREATE INDEX ix_training_reminder_course_id ON training_reminder (course_id);

CREATE INDEX ix_training_reminder_learner_id ON training_reminder (learner_id);

CREATE INDEX ix_training_session_at ON training_session (at);

CREATE INDEX ix_training_session_course_id ON training_session (course_id);

CREATE INDEX ix_training_session_department_id ON training_session (department_id);

CREATE INDEX ix_training_session_first_id ON training_session (first, id);

CREATE INDEX ix_training_session_organisation_id ON training_session (organisation_id);

CREATE INDEX ix_training_session_state ON training_session (state);

CREATE INDEX ix_venue_enquiry_asked_id ON venue_enquiry (asked, id);

CREATE INDEX ix_venue_enquiry_at ON venue_enquiry (at);

CREATE INDEX ix_venue_enquiry_contact_id ON venue_enquiry (contact_id);

CREATE INDEX ix_venue_enquiry_file_enquiry_id ON venue_enquiry_file (enquiry_id);

CREATE INDEX ix_venue_enquiry_file_file_id ON venue_enquiry_file (file_id);

CREATE INDEX ix_venue_enquiry_organisation_id ON venue_enquiry (organisation_id);

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
