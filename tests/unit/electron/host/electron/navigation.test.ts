import { beforeEach, describe, expect, it, vi } from 'vitest'
import { electronModule, FakeContents, resetFake, state } from '../../fake-electron.ts'
import { lockNavigation } from '../../../../../electron/host/electron/navigation.ts'

vi.mock('electron', async () => (await import('../../fake-electron.ts')).electronModule)

function isPrevented(contents: FakeContents, event: string, details: object): boolean {
  let prevented = false
  contents.emit(event, { isMainFrame: true, ...details, preventDefault: () => (prevented = true) })
  return prevented
}

describe('navigation', () => {
  let contents: FakeContents
  beforeEach(() => {
    resetFake()
    lockNavigation(electronModule.app as unknown as Parameters<typeof lockNavigation>[0])
    contents = new FakeContents()
    state.app.emit('web-contents-created', {}, contents)
  })

  it.each(['will-navigate', 'will-redirect', 'will-frame-navigate'])('is locked in all contents: %s', (event) => {
    for (const url of [
      'https://evil.example/',
      'file:///etc/passwd',
      'data:text/html,x',
      'javascript:1',
      'app://other/',
      'about:blank',
      '',
    ]) {
      expect(isPrevented(contents, event, { url }), url).toBe(true)
    }
    expect(isPrevented(contents, event, { url: 'app://watchpost/', isMainFrame: false })).toBe(true)
    expect(isPrevented(contents, event, { url: 'app://watchpost/#/live' })).toBe(false)
  })

  it('opens no windows and no webviews', () => {
    expect(contents.windowOpenHandler?.({ url: 'app://watchpost/' })).toEqual({ action: 'deny' })
    expect(contents.windowOpenHandler?.({ url: 'https://evil.example/' })).toEqual({ action: 'deny' })
    expect(isPrevented(contents, 'will-attach-webview', {})).toBe(true)
  })
})
