import type { Site } from '../../../shared/contract/sites.ts'
import { Scope } from '../../../shared/disposables.ts'
import { AppError } from '../../../shared/errors.ts'
import { PlatformCode } from '../../../shared/platform/codes.ts'
import type { Operation, RowsOf } from '../../../shared/platform/define.ts'
import type { Answer } from '../platform/answer.ts'
import type { CallOptions, OpenFileOptions, PlatformConnection } from '../platform/connection.ts'
import type { FileStream } from '../platform/file-stream.ts'
import { Pages } from '../platform/pages.ts'
import { contentKind } from '../platform/content-kind.ts'
import type { UploadOptions } from '../platform/upload.ts'
import type { CallInput } from '../../../shared/platform/place.ts'
import { uploadPlatformFile } from '../../../shared/platform/record-file.ts'
import type { TokenKeeper } from './token-keeper.ts'

/** A signed-in account at its site: what services work with. Its scope dies when the operator signs out. */
export class ActiveSession {
  readonly site: Site
  readonly username: string
  readonly connection: PlatformConnection
  readonly keeper: TokenKeeper
  readonly scope = new Scope()

  constructor(site: Site, username: string, connection: PlatformConnection, keeper: TokenKeeper) {
    this.site = site
    this.username = username
    this.connection = connection
    this.keeper = keeper
    this.scope.own(() => connection.dispose())
    this.scope.own(() => keeper.dispose())
  }

  /** Epoch ms by the platform's clock, as far as it is known: what times of the platform are compared with. */
  now(): number {
    return this.connection.clock.now()
  }

  /** Same account by the same way: another address or another trusted certificate needs a new connection. */
  isSameWay(site: Site, username: string): boolean {
    return (
      this.site.id === site.id &&
      this.username === username &&
      this.site.address === site.address &&
      this.site.pinnedFingerprint === site.pinnedFingerprint
    )
  }

  /** One call with the token. Code 9 leads to one silent sign-in and one repetition: the caller notices nothing. */
  call<O extends Operation>(operation: O, input: CallInput<O>, options: CallOptions = {}): Promise<Answer<O>> {
    return this.#withToken((token) => this.connection.call(operation, input, token, options))
  }

  /** The same for an operation that answers with a file. Resolves with its head. */
  openFile<O extends Operation>(operation: O, input: CallInput<O>, options: OpenFileOptions): Promise<FileStream> {
    return this.#withToken((token) => this.connection.openFile(operation, input, token, options))
  }

  /**
   * Stores a file of this machine at the platform, under the account. Not documented by the platform: see
   * `uploadPlatformFile`. Sent once; only a token that was refused, by which nothing was stored, is renewed and the file sent
   * with the new one. Errors: those of `call`, `disk`, `unsupported` where the platform takes no files.
   */
  async upload(
    file: { path: string; name: string; contentType: string },
    options: Pick<UploadOptions, 'onProgress' | 'signal'> = {},
  ): Promise<{ fileId: string; bytes: number }> {
    const type = contentKind(file.contentType)
    const query = { name: file.name, ...(type ? { type } : {}) }
    const { path, contentType } = file
    const { answer, bytes } = await this.#withToken((token) =>
      this.connection.upload(uploadPlatformFile, { query }, token, { path, contentType, ...options }),
    )
    return { fileId: answer.data.fileID, bytes }
  }

  /** All pages of a list. What `input` says of the page is overwritten. Errors: those of `call`. */
  pages<O extends Operation>(operation: O, input: CallInput<O>, options: ListOptions): Pages<RowsOf<O>[number]> {
    const { pageSize, parallel, signal } = options
    return new Pages({
      parallel,
      signal,
      fetchPage: async (page, pageSignal) => {
        const answer = await this.call(operation, withPage(operation, input, { page, pageSize }), {
          signal: pageSignal,
        })
        const rows = answer.data as RowsOf<O>
        return { rows, page: answer.page ?? { page, pageSize, totalCount: rows.length } }
      },
    })
  }

  async #withToken<T>(run: (token: string | undefined) => Promise<T>): Promise<T> {
    // Entered without the platform: there is nothing to call with before it took the password.
    if (this.keeper.token === '') await this.keeper.renew('')
    const token = this.keeper.token
    try {
      return await run(token)
    } catch (error) {
      if (!isTokenRefusal(error)) throw error
      await this.keeper.renew(token)
      return await run(this.keeper.token)
    }
  }
}

export interface ListOptions {
  readonly pageSize: number
  /** Pages at once. */
  readonly parallel: number
  readonly signal: AbortSignal
}

/** Lists page in the body; three of them (`csapp`, `webapp`, `pluginapp`), which have none, in the query. */
function withPage<O extends Operation>(
  operation: O,
  input: CallInput<O>,
  place: { page: number; pageSize: number },
): CallInput<O> {
  const part = operation.method === 'GET' ? 'query' : 'body'
  return { ...input, [part]: { ...(input[part] as object | undefined), ...place } }
}

function isTokenRefusal(error: unknown): boolean {
  return error instanceof AppError && error.details.platformCode === PlatformCode.authentication
}
