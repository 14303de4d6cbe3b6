-- Alarms and the desk. Cached: alarm, alarm_step, alarm_text, alarm_sync, presence_event (the platform has them, of steps
-- only the last of each alarm). This desk's own: alarm.seen, alarm_claim, desk_mark.

-- id: what the text index and the order of one moment go by; it must not change when the file is compacted.
-- Times in epoch ms.
CREATE TABLE alarm (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  type INTEGER NOT NULL,
  status INTEGER NOT NULL,
  time INTEGER NOT NULL,
  device_id TEXT NOT NULL,
  part INTEGER,
  user_id TEXT,
  description TEXT NOT NULL,
  latitude REAL,
  longitude REAL,
  handler_id TEXT,
  note TEXT,
  handled_at INTEGER,
  seen INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX alarm_by_time ON alarm (time, key);
CREATE INDEX alarm_by_device ON alarm (device_id, time, key);
-- The folded list walks along this one.
CREATE INDEX alarm_by_kind ON alarm (device_id, type, time, key);
CREATE INDEX alarm_by_user ON alarm (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX alarm_by_handler ON alarm (handler_id) WHERE handler_id IS NOT NULL;
CREATE INDEX alarm_active ON alarm (time, key) WHERE status = 0;
CREATE INDEX alarm_active_type ON alarm (type, seen) WHERE status = 0;

-- What was done. What is learned twice is there once; of one second (the platform counts in seconds) the order is that in
-- which this client learned of it.
CREATE TABLE alarm_step (
  id INTEGER PRIMARY KEY,
  alarm INTEGER NOT NULL,
  time INTEGER NOT NULL,
  status INTEGER NOT NULL,
  handler TEXT NOT NULL,
  note TEXT NOT NULL,
  UNIQUE (alarm, time, status, handler, note)
) STRICT;

-- Description, note and IDs. Names are found by `names`: one that changes would have to be taken in again everywhere.
CREATE VIRTUAL TABLE alarm_text USING fts5 (
  tokens, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii', prefix = '7'
);

-- One row. raised_to, handled_to: everything raised, or handled, up to then is in the store; 0 before the first fill.
-- complete_from: and nothing raised since then is missing.
CREATE TABLE alarm_sync (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  raised_to INTEGER NOT NULL DEFAULT 0,
  handled_to INTEGER NOT NULL DEFAULT 0,
  complete_from INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO alarm_sync (id) VALUES (1);

-- The last word on each alarm. claimed = 0 stays so that an older word, learned later, does not count.
CREATE TABLE alarm_claim (
  key TEXT PRIMARY KEY,
  handler TEXT NOT NULL,
  name TEXT NOT NULL,
  time INTEGER NOT NULL,
  message INTEGER NOT NULL,
  claimed INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE presence_event (
  id INTEGER PRIMARY KEY,
  device_id TEXT NOT NULL,
  name TEXT NOT NULL,
  online INTEGER NOT NULL,
  time INTEGER NOT NULL,
  UNIQUE (device_id, time, online)
) STRICT;
CREATE INDEX presence_by_time ON presence_event (time);

CREATE TABLE desk_mark (
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
