-- Written by `python -m tests.migrations.dump` from the migrations; never by hand.
-- revision 0001

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

CREATE VIRTUAL TABLE search_index USING fts5(title, body, content='search_entry', content_rowid='id', tokenize='unicode61 remove_diacritics 2');

CREATE TABLE setting (
  name TEXT NOT NULL,
  body TEXT NOT NULL,
  CONSTRAINT pk_setting PRIMARY KEY (name)
);

CREATE INDEX ix_change_undone ON change (seq) WHERE state = 'undone';

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
