import { afterAll, expect, it } from 'vitest'
import { GroupRight } from '../../shared/platform/im-group.ts'
import { operations } from '../../shared/platform/index.ts'
import { openSession } from '../support/active-session.ts'
import { openPlatform } from '../support/platform.ts'
import { until } from '../support/until.ts'
import { chatDesk, openConversation } from './support/chat.ts'
import { closeSharedBrowser } from './support/desk.ts'

afterAll(closeSharedBrowser)

it('whoever is taken into a group or out of it elsewhere comes and goes in the open details', async () => {
  const platform = await openPlatform()
  const { page } = await chatDesk(platform, 'admin')
  // Somebody at another desk.
  const elsewhere = await openSession(platform.url)
  const { imGroup } = operations
  const { data: group } = await elsewhere.call(imGroup.create, { body: { name: 'Night patrol' } })
  const params = { groupid: group.id }
  await page.locator(`[data-testid="conversation-row"][data-partner="${group.id}"]`).waitFor()
  await openConversation(page, 'Night patrol')
  if ((await page.getByTestId('chat-details').count()) === 0) await page.getByTestId('stream-details').click()
  const count = async (): Promise<string> => await page.getByTestId('member-count').innerText()
  await until('one member', async () => (await count()) === '1 member')
  const member = page.locator('[data-testid="member"][data-id="operator"]')
  const members = [{ memberID: 'operator', memberType: 'User' as const }]
  const { data: added } = await elsewhere.call(imGroup.addMembers, { params, body: { members } })
  await member.waitFor()
  await until('two members', async () => (await count()) === '2 members')
  const id = added[0]?.id ?? 0
  await elsewhere.call(imGroup.changeMember, {
    params: { groupid: group.id, id: String(id) },
    body: { name: 'Harbour', permissions: [{ id: GroupRight.manager, level: 1 }] },
  })
  await member.getByText('Harbour').waitFor()
  await elsewhere.call(imGroup.change, { params, body: { name: 'Night patrol 2', desc: 'By the harbour' } })
  await page.getByTestId('chat-details').getByText('By the harbour').waitFor()
  await elsewhere.call(imGroup.removeMembers, { params, body: { members: [{ id }] } })
  await member.waitFor({ state: 'detached' })
  await until('one member again', async () => (await count()) === '1 member')
  expect(await page.getByTestId('group-section').getAttribute('data-loading')).toBe('false')
})
