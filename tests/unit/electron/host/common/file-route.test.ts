import { describe, expect, it } from 'vitest'
import { fileSegments, isOwnPage } from '../../../../../electron/host/common/file-route.ts'
import { fileUrl } from '../../../../../shared/contract/downloads.ts'

describe('the path of a file', () => {
  it('gives back what fileUrl was made of, whatever the names hold', () => {
    const fileId = '../a b/ü%2f?#%.mp4'
    expect(fileSegments(fileUrl({ kind: 'platform', fileId }))).toEqual(['platform', fileId])
    expect(fileSegments(fileUrl({ kind: 'device', puid: 'PU/1', fileId }))).toEqual(['device', 'PU/1', fileId])
  })

  it('is no path of the page', () => {
    for (const path of ['/', '/file', '/files/a', '/assets/file/a']) expect(fileSegments(path)).toBeUndefined()
  })

  it.each([
    '/file/',
    '/file/platform/',
    '/file/platform//a',
    '/file/platform/a%00',
    '/file/platform/%0a',
    '/file/%',
    '/file/%ff',
  ])('is empty for %s', (path) => expect(fileSegments(path)).toEqual([]))

  it('has an end', () => expect(fileSegments(`/file/platform/${'a'.repeat(501)}`)).toEqual([]))
})

describe('our own page', () => {
  const asks = (headers: Record<string, string>) => isOwnPage((name) => headers[name], 'http://127.0.0.1:80')
  it('is told by its origin and by what the browser says of the site', () => {
    expect(asks({})).toBe(true)
    expect(asks({ 'sec-fetch-site': 'same-origin' })).toBe(true)
    expect(asks({ origin: 'http://127.0.0.1:80', 'sec-fetch-site': 'same-origin' })).toBe(true)
    for (const site of ['same-site', 'cross-site', 'none']) expect(asks({ 'sec-fetch-site': site })).toBe(false)
    for (const origin of ['null', 'http://127.0.0.1:81', 'http://localhost:80', 'https://127.0.0.1:80'])
      expect(asks({ origin })).toBe(false)
  })
})
