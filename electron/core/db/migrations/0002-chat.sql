-- Chat. Cached: conversation, message, message_search, chat_sync, chat_gap (the platform has them all).
-- Not to be lost: outbox, draft. These two name partners by kind and ID, so that they can be read out of a damaged
-- database without anything else.

CREATE TABLE conversation (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  partner TEXT NOT NULL,
  read_up_to INTEGER NOT NULL DEFAULT 0,
  -- Messages of others above read_up_to: counting them each time would cost as much as there are.
  unread INTEGER NOT NULL DEFAULT 0,
  last_id INTEGER NOT NULL DEFAULT 0,
  -- NULL: as chat_sync.complete_from.
  complete_from INTEGER,
  pin INTEGER,
  closed INTEGER NOT NULL DEFAULT 0,
  UNIQUE (kind, partner)
) STRICT;

-- text: what is searched (of a message or the name of a file). content: the platform's JSON where text does not say it all.
CREATE TABLE message (
  id INTEGER PRIMARY KEY,
  conversation INTEGER NOT NULL,
  speaker_kind TEXT NOT NULL,
  speaker TEXT NOT NULL,
  mine INTEGER NOT NULL,
  time INTEGER NOT NULL,
  type TEXT NOT NULL,
  text TEXT,
  content TEXT,
  key TEXT
) STRICT;
CREATE UNIQUE INDEX message_of_conversation ON message (conversation, id);
CREATE INDEX message_by_key ON message (key) WHERE key IS NOT NULL;

CREATE VIRTUAL TABLE message_search USING fts5 (tokens, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');

-- One row. top: the largest ID up to which nothing is missing but chat_gap. mark: the largest ID the platform was told is read.
CREATE TABLE chat_sync (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  top INTEGER NOT NULL DEFAULT 0,
  complete_from INTEGER NOT NULL DEFAULT 9007199254740991,
  mark INTEGER NOT NULL DEFAULT 0,
  live_at INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO chat_sync (id) VALUES (1);

-- IDs from low to high that may be missing, in all conversations or in one.
CREATE TABLE chat_gap (
  id INTEGER PRIMARY KEY,
  conversation INTEGER,
  low INTEGER NOT NULL,
  high INTEGER NOT NULL,
  -- The first fill ends when there is enough, not when there is all.
  first INTEGER NOT NULL DEFAULT 0
) STRICT;

-- body: MessageBody as JSON. attempt_after: the largest ID that was known when the last attempt began.
CREATE TABLE outbox (
  key TEXT PRIMARY KEY,
  turn INTEGER NOT NULL,
  kind TEXT NOT NULL,
  partner TEXT NOT NULL,
  body TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  state TEXT NOT NULL,
  error TEXT,
  attempt_after INTEGER
) STRICT;

CREATE TABLE draft (
  kind TEXT NOT NULL,
  partner TEXT NOT NULL,
  text TEXT NOT NULL,
  saved_at INTEGER NOT NULL,
  PRIMARY KEY (kind, partner)
) STRICT;
