/**
 * From a name somebody else chose to one that is safe on every file system: no way out of the folder, no device of Windows,
 * nothing that shows another name than it is.
 */

/** Room for " (99)" and ".a1b2c3.part" within the 255 bytes that file systems allow. */
const MOST_BYTES = 200
const MOST_ENDING_BYTES = 20

/** Path separators, what Windows forbids, and control characters. */
const FORBIDDEN = /[<>:"/\\|?*\p{Cc}\u2028\u2029]/gu
/** Turns the direction of writing, or shows nothing: `gpj.exe` must not look like `exe.jpg`. */
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\u061c\ufeff\u00ad\u180e]/gu
/** Devices of Windows, with whatever ending. */
const RESERVED = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)/i

export function safeName(name: string): string {
  const plain = name.toWellFormed().normalize('NFC').replace(INVISIBLE, '').replace(FORBIDDEN, '_')
  // Windows drops dots and spaces at the end; a leading dot hides the file elsewhere.
  const trimmed = plain.replace(/^[.\s]+/, '').replace(/[.\s]+$/, '')
  const named = trimmed === '' ? 'file' : trimmed
  return shortened(RESERVED.test(named) ? `_${named}` : named)
}

/** `name`, `name (2)`, `name (3)` …, before the ending. */
export function numberedName(name: string, number: number): string {
  const { stem, ending } = split(name)
  return number === 1 ? name : `${stem} (${number})${ending}`
}

function shortened(name: string): string {
  if (Buffer.byteLength(name) <= MOST_BYTES) return name
  const { stem, ending } = split(name)
  const room = MOST_BYTES - Buffer.byteLength(ending)
  let kept = ''
  let bytes = 0
  for (const character of stem) {
    bytes += Buffer.byteLength(character)
    if (bytes > room) break
    kept += character
  }
  return kept.replace(/[.\s]+$/, '') + ending
}

function split(name: string): { stem: string; ending: string } {
  const dot = name.lastIndexOf('.')
  const ending = dot > 0 ? name.slice(dot) : ''
  return Buffer.byteLength(ending) > MOST_ENDING_BYTES
    ? { stem: name, ending: '' }
    : { stem: name.slice(0, name.length - ending.length), ending }
}
