import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { resetFake, state } from '../../fake-electron.ts'
import { registerScheme, serveRenderer } from '../../../../../electron/host/electron/protocol.ts'
import { tempFolder } from '../../../../support/temp-folder.ts'

vi.mock('electron', async () => (await import('../../fake-electron.ts')).electronModule)

function open(): { folder: string; get: (url: string, headers?: Record<string, string>) => Promise<Response> } {
  const folder = tempFolder()
  mkdirSync(path.join(folder, 'renderer', 'assets'), { recursive: true })
  writeFileSync(path.join(folder, 'renderer', 'index.html'), '<title>page</title>')
  writeFileSync(path.join(folder, 'renderer', 'assets', 'index-AbCd1234.js'), '0123456789')
  writeFileSync(path.join(folder, 'secret.txt'), 'the secret')
  symlinkSync(path.join(folder, 'secret.txt'), path.join(folder, 'renderer', 'link.txt'))
  serveRenderer(path.join(folder, 'renderer'))
  const handler = state.protocols.get('app')
  if (!handler) throw new Error('no handler')
  const get = (url: string, headers: Record<string, string> = {}) =>
    handler({ url, method: 'GET', headers: new Headers(headers) } as Request)
  return { folder, get }
}

describe('app://watchpost/', () => {
  beforeEach(resetFake)

  it('is a standard, secure scheme that can fetch and stream, and may no more', () => {
    registerScheme()
    expect(state.schemes).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
    ])
  })

  it('serves the page under the policy', async () => {
    const page = await open().get('app://watchpost/')
    expect(page.status).toBe(200)
    expect(await page.text()).toBe('<title>page</title>')
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    const policy = page.headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none'; script-src 'self';")
    expect(policy).toContain("connect-src 'self';")
    expect(policy).toContain("require-trusted-types-for 'script'; trusted-types vue")
    expect(page.headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('serves ranges', async () => {
    const part = await open().get('app://watchpost/assets/index-AbCd1234.js', { range: 'bytes=2-4' })
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([206, 'bytes 2-4/10', '234'])
  })

  it.each([
    ...['app://watchpost/%2e%2e%2fsecret.txt', 'app://watchpost/..%5csecret.txt', 'app://watchpost/link.txt'],
    ...[
      'app://watchpost/a%00/../../secret.txt',
      'app://watchpost//secret.txt',
      'app://watchpost/%ff',
      'app://watchpost/C:/x.txt',
    ],
    ...['app://other/', 'app://watchpost.evil/', 'app://user@watchpost/', 'app://other/index.html'],
  ])('refuses %s', async (url) => {
    const answer = await open().get(url)
    expect(answer.status).toBe(404)
    expect(await answer.text()).toBe('')
  })
})
