/** A fingerprint in groups of four hexadecimal digits, to be read aloud and compared. Takes it with or without colons. */
export function fingerprintGroups(fingerprint: string): readonly string[] {
  return (
    fingerprint
      .replace(/[^0-9a-f]/gi, '')
      .toUpperCase()
      .match(/.{1,4}/g) ?? []
  )
}
