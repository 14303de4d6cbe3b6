import { getEventListeners } from 'node:events'
import { expect, it } from 'vitest'
import { contract } from '../../../shared/contract/index.ts'
import { memoryPipe } from '../../../shared/memory-pipe.ts'
import { connect } from '../../../shared/wire.ts'

it('a signal that sees many calls keeps none of those that are over', async () => {
  const [near, far] = memoryPipe()
  far.onMessage((text) => {
    const { id } = JSON.parse(text) as { id: number }
    far.post(JSON.stringify({ kind: 'value', id, value: null }))
  })
  const client = connect(contract, near)
  const { signal } = new AbortController()
  for (let count = 0; count < 20; count++) await client.app.info({}, { signal })
  expect(getEventListeners(signal, 'abort')).toHaveLength(0)
})
