/** All operations by section, and the search in them. */
import type { Operation } from '../../../shared/platform/define.ts'
import { operations } from '../../../shared/platform/index.ts'
import { fieldsOf, itemOf, variantsOf, type FormSchema } from '../../ui/schema-form/form-schema.ts'

export interface CatalogueEntry {
  readonly operation: Operation
  /** A key of `operations`. */
  readonly section: string
  /** Name, method, path and section, in lower case. */
  readonly title: string
  /** Names of all fields of request and answer, each once. */
  readonly fields: readonly string[]
}

export const CATALOGUE: readonly CatalogueEntry[] = Object.entries(operations).flatMap(([section, entries]) =>
  (Object.values(entries) as Operation[]).map((operation) => ({
    operation,
    section,
    title: `${operation.name} ${operation.method} ${operation.path} ${section}`.toLowerCase(),
    fields: fieldNamesOf(operation),
  })),
)

function fieldNamesOf({ params, query, body, data, beside }: Operation): readonly string[] {
  const names = new Set<string>()
  for (const schema of [params, query, body, data, beside]) addNames(schema, names)
  return [...names]
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
    ...own.map((hit) => ({ kind: 'operation' as const, key: hit.entry.operation.name, hit })),
  ])
}
