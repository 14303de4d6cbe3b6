-- Speeches, in conferences and with devices: who, where, when, how long. Names stand in `names`.
CREATE TABLE burst (
  -- Never used twice: the screens tell rows by it.
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('conference', 'intercom')),
  -- The group of a conference, or the device that was talked with.
  place TEXT NOT NULL,
  channel INTEGER,
  speaker_kind TEXT NOT NULL CHECK (speaker_kind IN ('User', 'PU')),
  speaker TEXT NOT NULL,
  -- Spoken at this desk.
  mine INTEGER NOT NULL CHECK (mine IN (0, 1)),
  -- When it began, epoch ms by the platform's clock.
  time INTEGER NOT NULL,
  -- ms
  length INTEGER NOT NULL,
  ended TEXT NOT NULL
) STRICT;
CREATE INDEX burst_time ON burst (time, id);
CREATE INDEX burst_place ON burst (place, time, id);
CREATE INDEX burst_speaker ON burst (speaker, time, id);
