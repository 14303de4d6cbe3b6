/** What an exported file says beside what was said: it is read outside of the program. */
import type { MessageBody } from '../../../../shared/contract/chat.ts'

export interface ExportWords {
  readonly locale: string
  readonly columns: readonly [
    time: string,
    speaker: string,
    speakerId: string,
    kind: string,
    text: string,
    number: string,
  ]
  readonly exported: string
  readonly messages: (count: number) => string
  readonly missingPicture: string
  readonly kinds: Readonly<Record<string, string>>
}

export const EXPORT_WORDS: Readonly<Record<'en' | 'zh-CN', ExportWords>> = {
  en: {
    locale: 'en',
    columns: ['Time', 'Speaker', 'Speaker ID', 'Kind', 'Text', 'Message number'],
    exported: 'Exported',
    messages: (count) => `${count} messages`,
    missingPicture: 'picture not available',
    kinds: {
      text: 'text',
      picture: 'picture',
      video: 'video',
      audio: 'voice message',
      file: 'file',
      confaudio: 'speech in a meeting',
      place: 'place',
      custom: 'custom',
    },
  },
  'zh-CN': {
    locale: 'zh-CN',
    columns: ['时间', '发送者', '发送者ID', '类型', '内容', '消息编号'],
    exported: '导出时间',
    messages: (count) => `共 ${count} 条消息`,
    missingPicture: '图片不可用',
    kinds: {
      text: '文本',
      picture: '图片',
      video: '视频',
      audio: '语音消息',
      file: '文件',
      confaudio: '会议发言',
      place: '位置',
      custom: '自定义',
    },
  },
}

export function kindWord(body: MessageBody, words: ExportWords): string {
  const kind = body.kind === 'file' ? body.media : body.kind === 'other' ? body.type : body.kind
  return words.kinds[kind] ?? kind
}

/** All that a message says, on one line of plain text. */
export function plainText(body: MessageBody): string {
  if (body.kind === 'text' || body.kind === 'custom') return body.text
  if (body.kind === 'file') return body.name
  if (body.kind === 'place') return `${body.latitude}, ${body.longitude}`
  return body.raw
}
