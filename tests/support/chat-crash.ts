/**
 * A client as a process of its own, to be killed: signs in and says things as fast as it can. Arguments: folder, address,
 * partner, a word that all its texts begin with. Prints each text that `send` promised to be on the disk.
 */
import { createCore } from '../../electron/core/core.ts'
import { createNodeHost } from '../../electron/host/node/host.ts'
import { contract } from '../../shared/contract/index.ts'
import { memoryPipe } from '../../shared/memory-pipe.ts'
import { connect } from '../../shared/wire.ts'

const [dataFolder = '', address = '', partner = '', word = ''] = process.argv.slice(2)
const host = await createNodeHost({ dataFolder, version: '0.0.0-test', log: () => undefined })
const core = await createCore(host, {
  timings: { backoffFirstMs: 20, backoffMostMs: 100, settleMs: 50, collectMs: 20 },
})
const [near, far] = memoryPipe()
core.serve(far)
const client = connect(contract, near)
const { sites } = await client.sites.list({})
const site = sites[0] ?? (await client.sites.save({ name: 'Test', address }))
await client.session.signIn({ siteId: site.id, username: 'admin', password: '123456', remember: false })
const { id } = await client.chat.open({ partner: { kind: 'User', id: partner } })
for (let number = 1; ; number++) {
  const text = `${word}${number}`
  await client.chat.send({ conversation: id, body: { kind: 'text', text } })
  process.stdout.write(`${text}\n`)
}
