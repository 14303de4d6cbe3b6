/** The paths below `/file/`: bytes of the platform that the core fetches for the page. The same at both hosts. */
import type { Core } from '../../core/core.ts'
import type { FileAnswer, FileRequest } from '../../core/files/file-answer.ts'

const PREFIX = '/file/'
const MOST_CHARACTERS = 500

export type ServeFile = Core['file']

/** The decoded names below `/file/`; none for what is no such path, an empty list for what nobody of ours writes. */
export function fileSegments(rawPath: string): readonly string[] | undefined {
  if (!rawPath.startsWith(PREFIX)) return undefined
  try {
    const names = rawPath.slice(PREFIX.length).split('/').map(decodeURIComponent)
    return names.every(isName) ? names : []
  } catch {
    return []
  }
}

function isName(name: string): boolean {
  // Control characters stand in no ID, but split lines where they are written down.
  return name !== '' && name.length <= MOST_CHARACTERS && !/\p{Cc}/u.test(name)
}

/**
 * Whether our own page asks. A cookie says less: browsers send it with every request to this host, whatever page on whatever
 * port it comes from.
 */
export function isOwnPage(header: FileRequest['header'], origin: string): boolean {
  const site = header('sec-fetch-site')
  const from = header('origin')
  return (site === undefined || site === 'same-origin') && (from === undefined || from === origin)
}

export const FOREIGN: FileAnswer = {
  status: 403,
  headers: { 'content-length': '0', 'cache-control': 'no-store', 'cross-origin-resource-policy': 'same-origin' },
  body: undefined,
}
