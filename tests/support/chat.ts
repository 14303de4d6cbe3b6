/** Desks that chat: what tests of it do again and again. */
import type { Conversation, Message, Partner } from '../../shared/contract/chat.ts'
import type { WatchpostClient } from '../../shared/contract/index.ts'
import type { Simulator } from '../simulator/simulator.ts'
import { openDesk, type Desk } from './desk.ts'
import { until } from './until.ts'

export type DeskOptions = Parameters<typeof openDesk>[0]

const PASSWORDS: Readonly<Record<string, string>> = { admin: '123456', operator: 'Watch-2026', viewer: 'View-2026' }

/** A desk that is signed in; officers have their terminal's password. */
export async function chatDesk(platform: { url: string }, username: string, options?: DeskOptions): Promise<Desk> {
  const desk = await openDesk(options)
  // A desk that is opened again has its site: another one would be another account.
  const known = (await desk.client.sites.list({})).sites.find(({ address }) => address === platform.url)
  await desk.signIn(known ?? (await desk.site(platform.url)), username, PASSWORDS[username] ?? 'Patrol-2026')
  return desk
}

export function chatLive({ client }: { client: WatchpostClient }): Promise<unknown> {
  return until('chat live', async () => (await client.chat.state({})).phase === 'live')
}

/** A desk whose chat is level with the platform. */
export async function liveDesk(platform: { url: string }, username: string, options?: DeskOptions): Promise<Desk> {
  const desk = await chatDesk(platform, username, options)
  await chatLive(desk)
  return desk
}

export function withUser(desk: Desk, id: string): Promise<Conversation> {
  return desk.client.chat.open({ partner: { kind: 'User', id } })
}

/** The first chat group that all of these desks' accounts are in. */
export async function sharedGroup(...desks: Pick<Desk, 'client'>[]): Promise<Partner> {
  const lists = await Promise.all(desks.map((desk) => desk.client.chat.conversations({})))
  const groups = lists.map((list) => list.filter(({ partner }) => partner.kind === 'IMGroup'))
  const found = groups[0]?.find(({ partner }) =>
    groups.every((list) => list.some((other) => other.partner.id === partner.id && !other.closed)),
  )
  if (!found) throw new Error('no chat group in common')
  return found.partner
}

export async function say(desk: Desk, partner: Partner, ...texts: string[]): Promise<void> {
  const { id } = await desk.client.chat.open({ partner })
  for (const text of texts) await desk.client.chat.send({ conversation: id, body: { kind: 'text', text } })
}

/** All of a conversation that the store holds, oldest first. */
export async function storedWith(desk: Desk, partner: Partner): Promise<Message[]> {
  const { id } = await desk.client.chat.open({ partner })
  const all: Message[] = []
  for (let before: number | undefined; ;) {
    const page = await desk.client.chat.messages({ conversation: id, limit: 200, ...(before ? { before } : {}) })
    all.unshift(...page.messages)
    before = page.messages[0]?.id
    if (page.older !== 'store' || before === undefined) return all
  }
}

export function textsOf(messages: readonly Message[]): string[] {
  return messages.map(({ body }) => (body.kind === 'text' ? body.text : body.kind))
}

/** The newest texts of a conversation, oldest first. */
export async function lastTexts(desk: Desk, partner: Partner, count: number): Promise<string[]> {
  return textsOf((await storedWith(desk, partner)).slice(-count))
}

/** What the platform has on record between two users, or in a group. */
export function onRecord(platform: Simulator, has: (entry: RecordedMessage) => boolean): RecordedMessage[] {
  return platform.control.messages({}).filter(has)
}

export type RecordedMessage = ReturnType<Simulator['control']['messages']>[number]
