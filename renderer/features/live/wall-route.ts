/** Windows that show one layout: their address, and how it is read. */
import { isLayoutId } from './layout-store.ts'

export interface WallWindow {
  readonly id?: string
  /** Asked for on the command line, before anybody knows the ids. */
  readonly name?: string
  /** Full screen, not closed by accident. */
  readonly kiosk: boolean
}

export const WALL_ROUTE = '/wall'

export function wallAddress({ id, name, kiosk = false }: Partial<WallWindow>): string {
  const query = new URLSearchParams({
    ...(id === undefined ? {} : { id }),
    ...(name === undefined ? {} : { name }),
    ...(kiosk ? { kiosk: '1' } : {}),
  })
  return `${WALL_ROUTE}?${query.toString()}`
}

/** @param hash of the page's address, with its `#`; undefined when it is no window of one layout */
export function wallOf(hash: string): WallWindow | undefined {
  const [path, query = ''] = hash.replace(/^#/, '').split('?', 2)
  if (path !== WALL_ROUTE) return undefined
  const values = new URLSearchParams(query)
  const id = values.get('id')
  const name = values.get('name')
  const kiosk = values.get('kiosk') === '1'
  if (isLayoutId(id)) return { id, kiosk }
  return { name: name ?? '', kiosk }
}
