-- The sound of speeches, where the operator keeps it: files of the folder `talk` beside the database.
-- Whether there was one: then a speech without a line in `burst_sound` has lost it to the limits.
ALTER TABLE burst ADD COLUMN had_sound INTEGER NOT NULL DEFAULT 0 CHECK (had_sound IN (0, 1));
CREATE TABLE burst_sound (
  burst INTEGER PRIMARY KEY REFERENCES burst (id) ON DELETE CASCADE,
  -- Of the speech.
  time INTEGER NOT NULL,
  file TEXT NOT NULL UNIQUE,
  bytes INTEGER NOT NULL
) STRICT;
CREATE INDEX burst_sound_time ON burst_sound (time);
-- Files that are being written, with what a crash would leave of their speech: as in `burst`.
CREATE TABLE burst_begun (
  file TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  place TEXT NOT NULL,
  channel INTEGER,
  speaker_kind TEXT NOT NULL,
  speaker TEXT NOT NULL,
  mine INTEGER NOT NULL,
  time INTEGER NOT NULL,
  -- Its line, once that is written.
  burst INTEGER REFERENCES burst (id) ON DELETE CASCADE
) STRICT;
