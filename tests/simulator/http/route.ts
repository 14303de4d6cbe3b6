/** Finds the operation of a request by the platform contract's paths. */
import type { Operation } from '../../../shared/platform/define.ts'
import { operationsByName } from '../../../shared/platform/index.ts'
import { downloadPlatformFile, uploadPlatformFile } from '../../../shared/platform/record-file.ts'

export interface Match {
  readonly operation: Operation
  readonly params: Readonly<Record<string, string>>
}

interface Route {
  readonly operation: Operation
  readonly segments: readonly string[]
}

/** Fixed words win over parameters in the same place. */
const routes: readonly Route[] = [...operationsByName.values(), downloadPlatformFile, uploadPlatformFile]
  .map((operation) => ({ operation, segments: operation.path.split('/') }))
  .toSorted((a, b) => parameterCount(a) - parameterCount(b))

function parameterCount({ segments }: Route): number {
  return segments.filter((segment) => segment.startsWith(':')).length
}

/** `path` without the query. undefined when the contract knows no such request. */
export function matchRoute(method: string, path: string): Match | undefined {
  const given = path.split('/')
  for (const { operation, segments } of routes) {
    if (operation.method !== method || segments.length !== given.length) continue
    const params = paramsOf(segments, given)
    if (params) return { operation, params }
  }
  return undefined
}

function paramsOf(segments: readonly string[], given: readonly string[]): Record<string, string> | undefined {
  const params: Record<string, string> = {}
  for (const [index, segment] of segments.entries()) {
    const value = given[index] ?? ''
    if (segment.startsWith(':')) {
      if (value === '') return undefined
      params[segment.slice(1)] = decode(value)
    } else if (segment !== value) return undefined
  }
  return params
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
