/** The request as a command line, for a ticket or another computer. The token is the reader's own: `$TOKEN`. */
import type { Operation } from '../../../shared/platform/define.ts'
import { requestOf, type ExplorerInput } from './request.ts'
import { withMaskedSecrets } from './secrets.ts'

export function curlText(base: string, operation: Operation, input: ExplorerInput): string {
  const { method, path, body } = requestOf(operation, withMaskedSecrets(input))
  const parts = [
    `curl${method === 'GET' ? '' : ` -X ${method}`} ${quoted(base.replace(/\/+$/, '') + path)}`,
    ...(operation.open ? [] : ['-H "Authorization: $TOKEN"']),
    ...(body === undefined
      ? []
      : ["-H 'Content-Type: application/json;charset=UTF-8'", `--data ${quoted(JSON.stringify(body))}`]),
    ...(operation.answers === 'file' ? ['--output answer.bin'] : []),
  ]
  return parts.join(' \\\n  ')
}

/** For a POSIX shell: nothing inside is read as anything but itself. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
