-- The text indexes anew: with triples of letters, and those of messages with whose they are.
DROP TABLE message_search;
CREATE VIRTUAL TABLE message_search USING fts5 (tokens, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');
INSERT INTO message_search (rowid, tokens)
  SELECT id, 'c' || conversation || ' p' || lower(hex(speaker)) || ' t' || lower(hex(type)) || ' ' || search_tokens(text)
  FROM message WHERE text <> '' ORDER BY id;

DROP TABLE alarm_text;
CREATE VIRTUAL TABLE alarm_text USING fts5 (tokens, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');
INSERT INTO alarm_text (rowid, tokens)
  SELECT id, search_tokens(description || char(10) || coalesce(note, '') || char(10) || device_id || char(10)
    || coalesce(user_id, '') || char(10) || coalesce(handler_id, ''))
  FROM alarm ORDER BY id;
