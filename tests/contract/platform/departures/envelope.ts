/**
 * The envelope is one for all answers, and read in one place. Where the documentation prints it otherwise, a rule says what of
 * that we leave, how often it is printed so, and why. Lines as `documentedLine` writes them; fields of `pageInfo` with its name
 * before theirs.
 */
export interface EnvelopeRule {
  readonly printed: string
  readonly ours: string
  /** Answers that print it so. */
  readonly times: number
  readonly reason: string
}

const MAY_BE_MISSING =
  'Five chapters flag the parts of the envelope as optional, all others as required: an answer that says neither success nor failure is none.'
const PAGE_MAY_BE_MISSING =
  'Flagged as optional like the rest of the envelope, though who asks for a page needs all of it to ask for the next.'

export const ENVELOPE_RULES: readonly EnvelopeRule[] = [
  { printed: 'code number?', ours: 'code number', times: 41, reason: MAY_BE_MISSING },
  { printed: 'msg string?', ours: 'msg string', times: 41, reason: MAY_BE_MISSING },
  {
    printed: 'code string',
    ours: 'code number',
    times: 7,
    reason: 'A slip: what it holds is a number of the one table of codes. A number written as text is read as well.',
  },
  {
    printed: 'pageInfo object?',
    ours: 'pageInfo object',
    times: 44,
    reason: 'Optional because a refusal has none; a list that was asked for by the page says which page it is.',
  },
  { printed: 'pageInfo.page number?', ours: 'pageInfo.page number', times: 25, reason: PAGE_MAY_BE_MISSING },
  { printed: 'pageInfo.pageSize number?', ours: 'pageInfo.pageSize number', times: 25, reason: PAGE_MAY_BE_MISSING },
  {
    printed: 'pageInfo.totalCount number?',
    ours: 'pageInfo.totalCount number',
    times: 25,
    reason: PAGE_MAY_BE_MISSING,
  },
]

/** The rule for `data`, which is compared with its operation. */
export const OPTIONAL_DATA = {
  times: 113,
  reason: 'A refusal has no data, which is all that the flag says; where a success leaves it out it is read as empty.',
} as const

/** Answers that are a file, or what a device said, and have no envelope. */
export const WITHOUT_ENVELOPE: readonly string[] = ['device.command', 'devicefile.download', 'lowerRecord.download']

/** The envelope of every answer, its lines in the order of the alphabet. */
export const ENVELOPE: readonly string[] = ['code number', 'msg string']
export const PAGE: readonly string[] = [
  'pageInfo object',
  'pageInfo.page number',
  'pageInfo.pageSize number',
  'pageInfo.totalCount number',
]

export function ruleFor(line: string): EnvelopeRule | undefined {
  return ENVELOPE_RULES.find(({ printed }) => printed === line)
}
