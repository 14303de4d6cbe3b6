import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { resetFake, state } from '../../fake-electron.ts'
import { registerScheme, serveRenderer } from '../../../../../electron/host/electron/protocol.ts'
import type { FileRequest } from '../../../../../electron/core/files/file-answer.ts'
import { tempFolder } from '../../../../support/temp-folder.ts'

vi.mock('electron', async () => (await import('../../fake-electron.ts')).electronModule)

function open() {
  const folder = tempFolder()
  mkdirSync(path.join(folder, 'renderer', 'assets'), { recursive: true })
  writeFileSync(path.join(folder, 'renderer', 'index.html'), '<title>page</title>')
  writeFileSync(path.join(folder, 'renderer', 'assets', 'index-AbCd1234.js'), '0123456789')
  writeFileSync(path.join(folder, 'secret.txt'), 'the secret')
  symlinkSync(path.join(folder, 'secret.txt'), path.join(folder, 'renderer', 'link.txt'))
  const asked: FileRequest[] = []
  serveRenderer(path.join(folder, 'renderer'), (request) => {
    asked.push(request)
    return Promise.resolve({
      status: 206,
      headers: { 'content-type': 'image/png' },
      body: Readable.from([Buffer.from('abc'), Buffer.from('def')]),
    })
  })
  const handler = state.protocols.get('app')
  if (!handler) throw new Error('no handler')
  const get = (url: string, headers: Record<string, string> = {}) =>
    handler({ url, method: 'GET', headers: new Headers(headers), signal: new AbortController().signal } as Request)
  return { folder, get, asked }
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

  it('hands files of the platform through, asked for by our own page', async () => {
    const { get, asked } = open()
    const origin = 'app://watchpost'
    const answer = await get('app://watchpost/file/device/PU_1/a%2Fb', { range: 'bytes=1-', origin })
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
      206,
      'image/png',
      'abcdef',
    ])
    expect(asked.map(({ segments, method }) => [segments, method])).toEqual([[['device', 'PU_1', 'a/b'], 'GET']])
    expect(asked[0]?.header('range')).toBe('bytes=1-')
  })

  it.each([
    ['another origin', { origin: 'https://evil.example' }],
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['no page at all', { 'sec-fetch-site': 'none' }],
  ])('hands no file to %s', async (_who, headers) => {
    const { get, asked } = open()
    const answer = await get('app://watchpost/file/platform/a', headers as unknown as Record<string, string>)
    expect([answer.status, await answer.text()]).toEqual([403, ''])
    expect(asked).toEqual([])
  })

  it('ends the fetching when the page takes no more', async () => {
    const folder = tempFolder()
    const body = Readable.from([Buffer.from('abc'), Buffer.from('def')])
    serveRenderer(folder, () => Promise.resolve({ status: 200, headers: {}, body }))
    const url = 'app://watchpost/file/platform/a'
    const { signal } = new AbortController()
    const request = { url, method: 'GET', headers: new Headers(), signal } as Request
    const answer = await state.protocols.get('app')?.(request)
    await answer?.body?.cancel()
    expect(body.destroyed).toBe(true)
  })
})
