/** From the platform's types and JSON to what a message says, and back. Documentation: "Send newsletter". */
import { FILE_MEDIA, type ClaimWord, type MessageBody } from '../../../shared/contract/chat.ts'
import { messageContents, MessageType, type MessageTypeId } from '../../../shared/platform/message-content.ts'
import { read } from '../../../shared/platform/read.ts'
import { parseRecord } from '../../../shared/record.ts'
import { centimetresToMetres, metresPerHourToKmh, milliDegreesToDegrees } from '../../../shared/units.ts'
import { readClaim, type ClaimText } from '../alarms/claim-text.ts'
import { cameraOf } from '../ptz/camera-key.ts'

/** Field of the content that carries our key. The platform hands content on as it is; other clients do not look at it. */
const KEY_FIELD = 'wp'
const MAX_KEY = 64

/** How a message lies in the store: `content` only where type and text do not say it all. */
export interface StoredContent {
  readonly type: string
  /** What is searched: the text, or the name of the file. */
  readonly text: string | null
  readonly content: string | null
  readonly key: string | null
}

type FileMedia = (typeof FILE_MEDIA)[number]
type FileBody = Extract<MessageBody, { kind: 'file' }>
type PlaceBody = Extract<MessageBody, { kind: 'place' }>

/** Takes a message of the platform apart. Content that does not fit its type is kept as it is. */
export function storedContent(type: string, raw: string): StoredContent {
  const content = parseRecord(raw)
  if (!content) return { type, text: null, content: raw, key: null }
  const key = keyOf(content)
  if (type === MessageType.text || type === MessageType.custom) {
    const { textMsg } = content
    if (typeof textMsg !== 'string') return { type, text: null, content: raw, key }
    const isPlain = Object.keys(content).every((name) => name === 'textMsg' || name === KEY_FIELD)
    return { type, text: textMsg, content: isPlain ? null : raw, key }
  }
  const name = content['fileName']
  return { type, text: isFileMedia(type) && typeof name === 'string' ? name : null, content: raw, key }
}

export function bodyOf({ type, text, content }: Omit<StoredContent, 'key'>): MessageBody {
  if (type === MessageType.text && text !== null) return { kind: 'text', text }
  if (type === MessageType.custom && text !== null) return customBody(text)
  const raw = content ?? ''
  const fields = parseRecord(raw)
  try {
    if (fields && isFileMedia(type)) return fileBody(type, fields)
    if (fields && type === MessageType.position) return placeBody(fields)
  } catch {
    // Does not fit its type: shown as what it is.
  }
  return { kind: 'other', type, raw }
}

/** What goes over the wire, with our key. */
export function outgoing(body: MessageBody, key: string): { msgType: MessageTypeId; msgContent: string } {
  const { type, content } = contentOf(body)
  return { msgType: type, msgContent: JSON.stringify({ ...content, [KEY_FIELD]: key }) }
}

/** Same type and content, whatever else the platform put into it. */
export function saysTheSame(stored: StoredContent, body: MessageBody): boolean {
  return JSON.stringify(bodyOf(stored)) === JSON.stringify(bodyOf(storedContentOf(body)))
}

export function storedContentOf(body: MessageBody, key?: string): StoredContent {
  const { type, content } = contentOf(body)
  return { ...storedContent(type, JSON.stringify(content)), key: key ?? null }
}

/** Claims and reservations are told to programs: nobody has to read them, and they are no last word of a conversation. */
export function isSpeech(body: MessageBody): boolean {
  return body.kind !== 'custom' || body.claim === undefined
}

/** The same of a row `m` of the table `message`, in SQL. */
export const IS_SPEECH = "NOT (m.type = 'custom' AND is_claim(m.text))"

function contentOf(body: MessageBody): { type: MessageTypeId; content: Record<string, unknown> } {
  if (body.kind === 'text') return { type: MessageType.text, content: { textMsg: body.text } }
  if (body.kind === 'file') return { type: body.media, content: fileContent(body) }
  if (body.kind === 'place') return { type: MessageType.position, content: placeContent(body) }
  throw new Error(`nothing is sent as ${body.kind}`)
}

function customBody(text: string): MessageBody {
  const claim = readClaim(text)
  return { kind: 'custom', text, ...(claim ? { claim: claimWord(claim) } : {}) }
}

function claimWord({ key, claimed }: ClaimText): ClaimWord {
  const camera = cameraOf(key)
  return camera ? { about: 'camera', ...camera, claimed } : { about: 'alarm', key, claimed }
}

function fileBody(media: FileMedia, fields: Record<string, unknown>): FileBody {
  const { fileID, fileSize, fileName, duration } = read(messageContents.file, fields) as {
    fileID: string
    fileSize: string
    fileName: string
    duration?: number
  }
  const bytes = Number(fileSize)
  return {
    kind: 'file',
    media,
    fileId: fileID,
    name: fileName,
    bytes: Number.isFinite(bytes) && bytes > 0 ? bytes : 0,
    ...(duration === undefined ? {} : { durationMs: duration }),
  }
}

function fileContent({ fileId, bytes, name, durationMs }: FileBody): Record<string, unknown> {
  return {
    fileID: fileId,
    fileSize: String(bytes),
    fileName: name,
    ...(durationMs === undefined ? {} : { duration: durationMs }),
  }
}

function placeBody(fields: Record<string, unknown>): PlaceBody {
  const { lat, lng, height, angle, speed } = read(messageContents.gps, fields) as {
    lat: number
    lng: number
    height?: number
    angle?: number
    speed?: number
  }
  if (Math.abs(lat) > 90 || Math.abs(lng) > 180) throw new Error('no place on earth')
  return {
    kind: 'place',
    latitude: lat,
    longitude: lng,
    ...(height === undefined ? {} : { heightM: centimetresToMetres(height) }),
    ...(angle === undefined ? {} : { headingDeg: milliDegreesToDegrees(angle) }),
    ...(speed === undefined ? {} : { speedKmh: metresPerHourToKmh(speed) }),
  }
}

function placeContent({ latitude, longitude, heightM, headingDeg, speedKmh }: PlaceBody): Record<string, unknown> {
  return {
    lat: latitude,
    lng: longitude,
    ...(heightM === undefined ? {} : { height: Math.round(heightM * 100) }),
    ...(headingDeg === undefined ? {} : { angle: Math.round(headingDeg * 1000) }),
    ...(speedKmh === undefined ? {} : { speed: Math.round(speedKmh * 1000) }),
  }
}

function isFileMedia(type: string): type is FileMedia {
  return (FILE_MEDIA as readonly string[]).includes(type)
}

function keyOf(content: Record<string, unknown>): string | null {
  const key = content[KEY_FIELD]
  return typeof key === 'string' && key.length > 0 && key.length <= MAX_KEY ? key : null
}
