-- Files on their way from the platform or a device to this machine, and those that came.
CREATE TABLE downloads (
  -- Never used twice: the screens tell rows by it.
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('platform', 'device')),
  -- Empty for files of the platform.
  puid TEXT NOT NULL,
  file_id TEXT NOT NULL,
  -- As it is to be called, safe on every file system.
  name TEXT NOT NULL,
  -- One that runs stands here as queued: it goes on after a crash.
  state TEXT NOT NULL CHECK (state IN ('queued', 'waiting', 'paused', 'failed', 'done')),
  priority TEXT NOT NULL CHECK (priority IN ('high', 'normal', 'low')),
  -- What the platform says of it: size, and MD5 or SHA-256 in hex.
  bytes INTEGER,
  hash TEXT,
  folder TEXT NOT NULL,
  -- Absolute. Chosen before the first byte.
  part TEXT,
  -- Absolute. Of a finished file.
  path TEXT,
  -- What is safe in the part file, and of which file: size and ETag (or time of the last change) when it was fetched.
  received INTEGER NOT NULL DEFAULT 0,
  total INTEGER,
  mark TEXT,
  -- 1: its hash fits; 0: the platform gave none.
  verified INTEGER,
  -- ErrorEnvelope as JSON.
  error TEXT,
  -- Epoch ms.
  created_at INTEGER NOT NULL,
  finished_at INTEGER,
  UNIQUE (kind, puid, file_id)
) STRICT;
