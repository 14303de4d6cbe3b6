/** RFC 4180, with the mark by which spreadsheets know UTF-8. */
import type { Message } from '../../../../shared/contract/chat.ts'
import { exportTime, kindWord, plainText, type ExportWords } from './export-words.ts'

const BYTE_ORDER_MARK = '\ufeff'

/** Spreadsheets run what begins like this: whoever writes a message must not write a formula. */
const FORMULA = /^[=+\-@\t\r]/

export function csvHead(words: ExportWords): string {
  return BYTE_ORDER_MARK + line(words.columns)
}

export function csvLine({ id, speaker, time, body }: Message, words: ExportWords): string {
  return line([exportTime(time), speaker.name, speaker.id, kindWord(body, words), plainText(body), String(id)])
}

export function csvField(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

function line(fields: readonly string[]): string {
  return `${fields.map(csvField).join(',')}\r\n`
}
