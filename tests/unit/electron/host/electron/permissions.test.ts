import { beforeEach, describe, expect, it, vi } from 'vitest'
import { electronModule, resetFake, state } from '../../fake-electron.ts'
import { denyByDefault } from '../../../../../electron/host/electron/permissions.ts'

vi.mock('electron', async () => (await import('../../fake-electron.ts')).electronModule)

const OURS = 'app://watchpost/'
const ALL_OTHERS = [
  ...[
    'geolocation',
    'clipboard-read',
    'display-capture',
    'hid',
    'usb',
    'serial',
    'midi',
    'midiSysex',
    'idle-detection',
  ],
  ...[
    'openExternal',
    'pointerLock',
    'keyboardLock',
    'fileSystem',
    'window-management',
    'storage-access',
    'unknown',
    'future',
  ],
]

function ask(permission: string, url: string, details: object = {}): boolean {
  let granted: boolean | undefined
  const handler = state.permissions.request as (...args: unknown[]) => void
  handler({}, permission, (answer: boolean) => (granted = answer), {
    requestingUrl: url,
    isMainFrame: true,
    ...details,
  })
  if (granted === undefined) throw new Error('no answer')
  return granted
}

function look(permission: string, origin: string, details: object = {}): boolean {
  const handler = state.permissions.check as (...args: unknown[]) => boolean
  return handler(null, permission, origin, { isMainFrame: true, ...details })
}

describe('permissions', () => {
  beforeEach(() => {
    resetFake()
    denyByDefault(electronModule.session.defaultSession as unknown as Parameters<typeof denyByDefault>[0])
  })

  it.each(['fullscreen', 'notifications', 'speaker-selection'])('grant %s to our own page', (permission) => {
    expect(ask(permission, OURS)).toBe(true)
    expect(look(permission, OURS)).toBe(true)
  })

  it('grant the microphone, never the camera', () => {
    expect(ask('media', OURS, { mediaTypes: ['audio'] })).toBe(true)
    expect(ask('media', OURS, { mediaTypes: ['audio', 'video'] })).toBe(false)
    expect(ask('media', OURS, { mediaTypes: ['video'] })).toBe(false)
    expect(ask('media', OURS, { mediaTypes: [] })).toBe(false)
    expect(ask('media', OURS)).toBe(false)
    expect(look('media', OURS, { mediaType: 'audio' })).toBe(true)
    expect(look('media', OURS, { mediaType: 'video' })).toBe(false)
    expect(look('media', OURS, { mediaType: 'unknown' })).toBe(false)
    expect(look('media', OURS)).toBe(false)
  })

  it.each(ALL_OTHERS)('deny %s even to our own page', (permission) => {
    expect(ask(permission, OURS)).toBe(false)
    expect(look(permission, OURS)).toBe(false)
  })

  it.each([
    'https://evil.example/',
    'app://other/',
    'app://watchpost.evil/',
    'http://watchpost/',
    'file:///',
    'null',
    '',
  ])('deny everything to %s', (url) => {
    for (const permission of ['fullscreen', 'notifications']) {
      expect(ask(permission, url)).toBe(false)
      expect(look(permission, url)).toBe(false)
    }
    expect(ask('media', url, { mediaTypes: ['audio'] })).toBe(false)
    expect(look('media', url, { mediaType: 'audio' })).toBe(false)
  })

  it('deny everything to frames', () => {
    expect(ask('fullscreen', OURS, { isMainFrame: false })).toBe(false)
    expect(look('notifications', OURS, { isMainFrame: false })).toBe(false)
  })

  it('deny every device', () => {
    expect((state.permissions.device as () => boolean)()).toBe(false)
  })
})
