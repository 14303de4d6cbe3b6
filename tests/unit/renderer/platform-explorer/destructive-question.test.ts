// @vitest-environment happy-dom
/** The request pane asks before it sends what is destructive, whichever operation that is, and sends everything else at once. */
import fc from 'fast-check'
import { NMessageProvider } from 'naive-ui'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { createApp, h, nextTick } from 'vue'
import { clientKey } from '../../../../renderer/client.ts'
import type { ExplorerInput } from '../../../../renderer/features/platform-explorer/request.ts'
import RequestPane from '../../../../renderer/features/platform-explorer/RequestPane.vue'
import { useExplorerStore } from '../../../../renderer/features/platform-explorer/store.ts'
import { i18n } from '../../../../renderer/i18n.ts'
import { isReserved } from '../../../../shared/contract/platform.ts'
import type { Operation } from '../../../../shared/platform/define.ts'
import { operationsByName } from '../../../../shared/platform/index.ts'
import { openDesk } from '../../../support/desk.ts'
import { fromSchema } from '../../../support/from-schema.ts'
import { until } from '../../../support/until.ts'

const sendable = [...operationsByName.values()].filter(
  (operation) => !isReserved(operation) && operation.answers !== 'file' && operation.takes === 'json',
)
const destructive = sendable.filter((operation) => operation.destructive)

/** The pane with an input that fits. Nobody is signed in: what is sent is refused by the core, and on record all the same. */
async function openPane(operation: Operation) {
  const { client } = await openDesk()
  i18n.global.locale.value = 'en'
  const pinia = createPinia()
  const page = document.createElement('div')
  document.body.append(page)
  const input = inputOf(operation)
  const app = createApp(() => h(NMessageProvider, () => h(RequestPane, { operation, input })))
  app.use(pinia).use(i18n).provide(clientKey, client)
  setActivePinia(pinia)
  const store = app.runWithContext(() => useExplorerStore())
  store.select(operation.name)
  app.mount(page)
  onTestFinished(() => {
    app.unmount()
    page.remove()
  })
  await nextTick()
  return {
    question: () => document.querySelector('[data-testid="destructive-question"]') ?? undefined,
    sent: () => store.recent.map((call) => call.operation),
    async click(name: string) {
      const button = document.querySelector<HTMLElement>(`[data-testid="${name}"]`)
      if (!button) throw new Error(`no ${name}`)
      button.click()
      await nextTick()
    },
  }
}

function inputOf({ params, query, body }: Operation): ExplorerInput {
  const one = (schema: typeof body) => fc.sample(fromSchema(schema, { optional: 'none' }), { numRuns: 1, seed: 7 })[0]
  return { params: one(params), query: one(query), body: one(body) } as ExplorerInput
}

beforeEach(() => document.body.replaceChildren())

it('there are such operations, and each that is flagged can be sent', () => {
  expect(destructive.length).toBeGreaterThan(40)
  const flagged = [...operationsByName.values()].filter((operation) => operation.destructive)
  expect(destructive).toEqual(flagged)
})

describe.each(destructive.map((operation) => [operation.name, operation] as const))('%s', (name, operation) => {
  it('is asked about, is not sent when that is declined, and is when it is confirmed', async () => {
    const pane = await openPane(operation)
    await pane.click('explorer-send')
    await until('the question', () => pane.question())
    expect(pane.question()?.textContent).toContain(name)
    expect(pane.question()?.textContent).toContain(operation.method)
    await pane.click('question-cancel')
    await until('no question', () => !pane.question())
    expect(pane.sent()).toEqual([])
    await pane.click('explorer-send')
    await until('the question again', () => pane.question())
    await pane.click('question-send')
    await until('sent', () => pane.sent().length > 0)
    expect(pane.sent()).toEqual([name])
  })
})

it.each(['device.list', 'user.create', 'overlay.set'])('%s is sent without a question', async (name) => {
  const operation = operationsByName.get(name)
  const pane = await openPane(operation ?? expect.unreachable(name))
  await pane.click('explorer-send')
  await until('sent', () => pane.sent().length > 0)
  expect(pane.question()).toBeUndefined()
})
