/** One file that needs nothing beside it: style and pictures are in it, scripts are not. */
import type { Message } from '../../../../shared/contract/chat.ts'
import { localTime } from '../../storage/local-time.ts'
import { kindWord, plainText, type ExportWords } from './export-words.ts'

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem;color:#1b1f24;background:#fff}
h1{font-size:1.4rem}ol{list-style:none;padding:0}li{border-top:1px solid #d8dee4;padding:.6rem 0}
.who{font-weight:600}.mine .who{color:#0b5cad}time,.kind{color:#59636e;font-size:.85em;margin-left:.6em}
p{margin:.2rem 0;white-space:pre-wrap;overflow-wrap:anywhere}img{max-width:100%;max-height:30rem;display:block;margin:.3rem 0}
.missing{color:#8a4600}`

export function htmlHead(title: string, exportedAt: number, words: ExportWords): string {
  const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
  return `<!doctype html>
<html lang="${words.locale}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escapeHtml(title)}</title><style>${STYLE}</style></head>
<body><h1>${escapeHtml(title)}</h1><p>${escapeHtml(words.exported)}: ${localTime(exportedAt)}</p><ol>
`
}

/** `picture`: a `data:` URL, or undefined when the message has none or it could not be had. */
export function htmlMessage(message: Message, picture: string | undefined, words: ExportWords): string {
  const { id, speaker, time, body, mine } = message
  const isPicture = body.kind === 'file' && body.media === 'picture'
  const text = escapeHtml(plainText(body))
  const missing = isPicture && !picture ? ` <span class="missing">(${escapeHtml(words.missingPicture)})</span>` : ''
  const image = picture ? `<img alt="${text}" src="${escapeHtml(picture)}">` : ''
  return `<li id="m${id}"${mine ? ' class="mine"' : ''}><span class="who">${escapeHtml(speaker.name)}</span><time datetime="${new Date(time).toISOString()}">${localTime(time)}</time><span class="kind">${escapeHtml(kindWord(body, words))}</span>${image}<p>${text}${missing}</p></li>
`
}

export function htmlTail(count: number, words: ExportWords): string {
  return `</ol><p>${escapeHtml(words.messages(count))}</p></body></html>\n`
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
