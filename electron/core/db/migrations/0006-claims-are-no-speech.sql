-- Claims of alarms and cameras are neither unread nor the last word of a conversation.
UPDATE conversation SET
  last_id = coalesce((SELECT m.id FROM message m
    WHERE m.conversation = conversation.id AND NOT (m.type = 'custom' AND is_claim(m.text))
    ORDER BY m.id DESC LIMIT 1), 0),
  unread = (SELECT count(*) FROM message m
    WHERE m.conversation = conversation.id AND m.id > conversation.read_up_to AND m.mine = 0
      AND NOT (m.type = 'custom' AND is_claim(m.text)));
