/** Run as its own process and killed: writes one commit after the other and prints the number of each that was answered. */
import { Store } from '../../../../../electron/core/db/store.ts'

const [file = ''] = process.argv.slice(2)
const store = await Store.open({
  file,
  log: (_level, text) => void process.stderr.write(`${text}\n`),
  onFailure: (error) => {
    throw error
  },
})
let next = Number((await store.tables.cursors.get({ name: 'last' })) ?? 0)

/** Several at once, as in real work: the thread is never idle when the kill comes. */
async function write(): Promise<void> {
  for (;;) {
    const number = ++next
    const rows = Array.from({ length: 20 }, (_, index) => ({
      kind: 'PU' as const,
      id: `${number}-${index}`,
      name: `device ${number} `.repeat(10),
      at: number,
    }))
    await store.tables.names.upsert({ rows })
    await store.tables.cursors.set({ name: 'last', value: String(number) })
    process.stdout.write(`${number}\n`)
  }
}

await Promise.all([write(), write(), write()])
