// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest'
import { AppError } from '../../../../shared/errors.ts'
import { ACCOUNT, openSession, OUT } from './session-window.ts'

const input = { siteId: 'a', username: 'zhang', password: 'x', remember: false }

describe('useSessionStore', () => {
  it('is inside with a session, and outside again after the sign-out', async () => {
    const { store } = await openSession(() => ({ ...ACCOUNT, phase: 'signed-in' }))
    expect(store.inside).toBe(false)
    await store.signIn(input)
    expect(store.inside).toBe(true)
    await store.signOut()
    await vi.waitFor(() => expect(store.inside).toBe(false))
  })

  it('keeps the areas while an expired session waits, also through a refused try', async () => {
    const refused = new AppError('platform', { platformCode: 14 })
    const { store, tell } = await openSession(() => {
      tell({ ...ACCOUNT, phase: 'signing-in' })
      tell({ ...ACCOUNT, phase: 'signed-out', error: refused.toEnvelope() })
      throw refused
    })
    tell({ ...ACCOUNT, phase: 'signed-in' })
    tell({ ...ACCOUNT, phase: 'expired', error: { code: 'platform', details: { platformCode: 9 } } })
    await vi.waitFor(() => expect(store.resuming).toBe(true))
    await expect(store.signIn(input)).rejects.toMatchObject({ code: 'platform' })
    expect([store.inside, store.resuming]).toEqual([true, true])
    tell({ ...ACCOUNT, phase: 'signed-in' })
    await vi.waitFor(() => expect(store.resuming).toBe(false))
    expect(store.inside).toBe(true)
  })

  it('leaves the areas when the operator gives an expired session up', async () => {
    const { store, tell } = await openSession(() => OUT)
    tell({ ...ACCOUNT, phase: 'expired' })
    await vi.waitFor(() => expect(store.inside).toBe(true))
    await store.signOut()
    await vi.waitFor(() => expect(store.inside).toBe(false))
  })

  it('waits through the tries of "away", the one by hand included', async () => {
    const seen: boolean[] = []
    const { store, tell } = await openSession((tellState) => {
      // What the core does: it ends the waiting try, begins another, and waits again.
      for (const state of [OUT, { ...ACCOUNT, phase: 'signing-in' as const }]) tellState(state)
      return { ...ACCOUNT, phase: 'away' as const, retryAt: 5 }
    })
    tell({ ...ACCOUNT, phase: 'away', retryAt: 1 })
    await vi.waitFor(() => expect(store.waiting).toBe(true))
    store.$subscribe(() => seen.push(store.waiting), { flush: 'sync' })
    await store.signIn(input)
    expect(seen.length).toBeGreaterThan(1)
    expect(seen).not.toContain(false)
    tell(OUT)
    await vi.waitFor(() => expect(store.waiting).toBe(false))
  })

  it('keeps the platform that is asked for while the answer of another is still on its way', async () => {
    const held = Promise.withResolvers<void>()
    const { store } = await openSession(async (tell) => {
      tell({ ...ACCOUNT, phase: 'signed-in' })
      await held.promise
      return { ...ACCOUNT, phase: 'signed-in' }
    })
    const entering = store.signIn(input)
    await vi.waitFor(() => expect(store.inside).toBe(true))
    store.wantedSiteId = 'b'
    held.resolve()
    await entering
    expect(store.wantedSiteId).toBe('b')
    await store.signIn({ ...input, siteId: 'a' })
    expect(store.wantedSiteId).toBeUndefined()
  })
})
