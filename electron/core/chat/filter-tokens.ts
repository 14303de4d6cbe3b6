/**
 * Whose a message is, as words of its row in the text index. A filter is then one more list that the index meets with those of
 * the text: beside the index, a frequent text said by a rare person had to be passed message by message, which took a second in
 * a million.
 */

export interface Filtered {
  readonly conversation: number
  readonly speaker: string
  readonly type: string
}

export interface Filter {
  readonly conversation?: number
  readonly speaker?: string
  /** One of them. */
  readonly types?: readonly string[]
}

export function filterTokens({ conversation, speaker, type }: Filtered): string {
  return `${conversationToken(conversation)} ${token('p', speaker)} ${token('t', type)}`
}

/** Part of a MATCH expression; empty when everything is meant. */
export function filterQuery({ conversation, speaker, types = [] }: Filter): string {
  const parts = [
    ...(conversation === undefined ? [] : [conversationToken(conversation)]),
    ...(speaker === undefined ? [] : [token('p', speaker)]),
    ...(types.length === 0 ? [] : [`(${types.map((type) => token('t', type)).join(' OR ')})`]),
  ]
  return parts.join(' AND ')
}

function conversationToken(id: number): string {
  return `c${id}`
}

/** As `lower(hex(…))` in SQL: a plain word whatever the text is. */
function token(kind: string, text: string): string {
  return `${kind}${Buffer.from(text).toString('hex')}`
}
