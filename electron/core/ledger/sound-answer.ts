/** The sound of a speech for our page, by the paths of `soundUrl`; ranges included, so that it can be moved about in. */
import { Readable } from 'node:stream'
import { AppError } from '../../../shared/errors.ts'
import { refusal, type FileAnswer, type FileRequest } from '../files/file-answer.ts'
import { localAnswer } from '../files/local-answer.ts'
import { networkError } from '../platform/network-error.ts'
import type { TalkSound } from './talk-sound.ts'

export const SOUND_TYPE = 'audio/ogg'

/** Never throws: what goes wrong is an answer too. */
export async function soundAnswer(
  sound: Pick<TalkSound, 'fileOf'>,
  request: FileRequest,
  signal: AbortSignal,
): Promise<FileAnswer> {
  try {
    if (request.method !== 'GET' && request.method !== 'HEAD') throw new AppError('unsupported')
    const [, id = ''] = request.segments
    if (request.segments.length !== 2 || !/^\d{1,15}$/.test(id)) throw new AppError('not-found')
    const { path, bytes, modifiedMs } = await sound.fileOf(Number(id))
    return localAnswer({ path, bytes, key: `${path}\n${modifiedMs}`, contentType: SOUND_TYPE }, request, signal)
  } catch (error) {
    const { status, headers, text } = refusal(networkError(error, ''))
    return { status, headers, body: request.method === 'HEAD' ? undefined : Readable.from([Buffer.from(text)]) }
  }
}
