// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest'
import { createAppRouter, nextAddress } from '../../../renderer/router.ts'
import { ACCOUNT, openSession, OUT } from './session/session-window.ts'

describe('createAppRouter', () => {
  it('leads to the sign-in screen without a session and remembers where to go', async () => {
    const { pinia } = await openSession(() => OUT)
    const router = createAppRouter(pinia)
    await router.push('/settings')
    expect(router.currentRoute.value.path).toBe('/sign-in')
    expect(router.currentRoute.value.query['next']).toBe('/settings')
  })

  it('opens areas with a session, keeps them while it is expired, and not the sign-in screen', async () => {
    const { pinia, store, tell } = await openSession(() => OUT)
    const router = createAppRouter(pinia)
    tell({ ...ACCOUNT, phase: 'signed-in' })
    await vi.waitFor(() => expect(store.inside).toBe(true))
    await router.push('/settings')
    expect(router.currentRoute.value.path).toBe('/settings')
    tell({ ...ACCOUNT, phase: 'expired' })
    await vi.waitFor(() => expect(store.phase).toBe('expired'))
    await router.push('/sign-in?next=/settings')
    expect(router.currentRoute.value.path).toBe('/settings')
  })
})

describe('nextAddress', () => {
  it.each([
    ['/settings', '/settings'],
    [undefined, '/live'],
    ['/sign-in', '/live'],
    ['//evil.example', '/live'],
    ['https://evil.example', '/live'],
  ])('%j leads to %s', (asked, address) => {
    expect(nextAddress(asked)).toBe(address)
  })
})
