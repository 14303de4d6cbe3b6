/** Everything the platform offers by section, operations and then subscriptions, and the search in it. */
import type { Method, Operation, Push } from '../../../shared/platform/define.ts'
import { operations, pushes } from '../../../shared/platform/index.ts'
import { fieldsOf, itemOf, variantsOf, type FormSchema } from '../../ui/schema-form/form-schema.ts'

export interface CatalogueEntry {
  /** Of the operation or the subscription. */
  readonly name: string
  /** A websocket is neither read nor written. */
  readonly method: Method | 'WS'
  readonly path: string
  readonly destructive: boolean
  /** A key of `operations`, or `websocket`. */
  readonly section: string
  /** Name, method, path and section, in lower case. */
  readonly title: string
  /** Names of all fields of request and answer, each once. */
  readonly fields: readonly string[]
}

export const CATALOGUE: readonly CatalogueEntry[] = [
  ...Object.entries(operations).flatMap(([section, entries]) =>
    (Object.values(entries) as Operation[]).map(({ name, method, path, destructive, ...parts }) =>
      entryOf({ name, method, path, destructive, section }, [
        parts.params,
        parts.query,
        parts.body,
        parts.data,
        parts.beside,
      ]),
    ),
  ),
  ...(Object.values(pushes) as Push[]).map(({ name, path, frame, sends }) =>
    entryOf({ name, method: 'WS', path, destructive: false, section: 'websocket' }, [frame, sends]),
  ),
]

function entryOf(head: Omit<CatalogueEntry, 'title' | 'fields'>, parts: readonly FormSchema[]): CatalogueEntry {
  const { name, method, path, section } = head
  const names = new Set<string>()
  for (const schema of parts) addNames(schema, names)
  return { ...head, title: `${name} ${method} ${path} ${section}`.toLowerCase(), fields: [...names] }
}

function addNames(schema: FormSchema, names: Set<string>): void {
  for (const { name, schema: part } of fieldsOf(schema)) {
    names.add(name)
    addNames(part, names)
  }
  const item = itemOf(schema)
  if (item) addNames(item, names)
  for (const variant of variantsOf(schema)) addNames(variant, names)
}

export interface Hit {
  readonly entry: CatalogueEntry
  /** Fields that made it a hit, where its title alone did not. */
  readonly fields: readonly string[]
}

/** Entries that have every word of the query in their title or in the name of a field; in the order of the catalogue. */
export function searchCatalogue(query: string): readonly Hit[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  return CATALOGUE.flatMap((entry): Hit[] => {
    const byField = words.filter((word) => !entry.title.includes(word))
    const fields = byField.map((word) => entry.fields.find((name) => name.toLowerCase().includes(word)))
    return fields.includes(undefined) ? [] : [{ entry, fields: [...new Set(fields as string[])] }]
  })
}

export type CatalogueRow =
  | { readonly kind: 'section'; readonly key: string; readonly section: string; readonly count: number }
  | { readonly kind: 'operation'; readonly key: string; readonly hit: Hit }

/** The hits under the names of their sections. */
export function rowsOf(hits: readonly Hit[]): readonly CatalogueRow[] {
  const sections = Map.groupBy(hits, ({ entry }) => entry.section)
  return [...sections].flatMap(([section, own]): CatalogueRow[] => [
    { kind: 'section', key: `section ${section}`, section, count: own.length },
    ...own.map((hit) => ({ kind: 'operation' as const, key: hit.entry.name, hit })),
  ])
}
