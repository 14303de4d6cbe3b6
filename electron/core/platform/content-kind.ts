import { FileType, type FileTypeId } from '../../../shared/platform/record-file.ts'

const KINDS: Readonly<Record<string, FileTypeId>> = {
  video: FileType.video,
  audio: FileType.audio,
  image: FileType.image,
}

/** The platform's kind of file for a content type (`image/jpeg`); undefined for what it has no word for. */
export function contentKind(contentType: string): FileTypeId | undefined {
  const [kind = ''] = contentType.toLowerCase().split('/')
  return Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined
}
