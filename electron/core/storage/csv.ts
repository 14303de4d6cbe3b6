/** Lines of a table as spreadsheets read them: RFC 4180, with the mark by which they know UTF-8. The only writer of CSV. */

/** Goes before the first line. */
export const BYTE_ORDER_MARK = '\ufeff'

/**
 * Spreadsheets run what begins like this, also in its wide form, and some skip the blanks before it: whoever writes a text must
 * not write a formula.
 */
const FORMULA = /^[\s\u0000]*[=+\-@＝＋－＠]|^[\t\r\n]/

/** Numbers are ours and go as they are; texts may come from anybody. Undefined is an empty field. */
export function csvLine(fields: readonly (string | number | undefined)[]): string {
  return `${fields.map(csvField).join(',')}\r\n`
}

function csvField(value: string | number | undefined): string {
  if (value === undefined) return ''
  if (typeof value === 'number') return String(value)
  const safe = FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
