import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { numberedName, safeName } from '../../../../../electron/core/downloads/safe-name.ts'

describe('a safe name', () => {
  it.each([
    ['evening 北门.mp4', 'evening 北门.mp4'],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['..\\..\\boot.ini', '_.._boot.ini'],
    ['C:\\x.mp4', 'C__x.mp4'],
    ['a:stream.mp4', 'a_stream.mp4'],
    ['<a>|"b"?*.txt', '_a___b___.txt'],
    ['.bashrc', 'bashrc'],
    ['name. . .', 'name'],
    ['a\u0000b\nc\u007f.txt', 'a_b_c_.txt'],
    ['invoice\u202egpj.exe', 'invoicegpj.exe'],
    ['\u200bа\u2066b\u2069.mp4', 'аb.mp4'],
    ['CON', '_CON'],
    ['con.tar.gz', '_con.tar.gz'],
    ['LPT1.mp4', '_LPT1.mp4'],
    ['com¹.txt', '_com¹.txt'],
    ['nul .txt', '_nul .txt'],
    ['console.txt', 'console.txt'],
    ['', 'file'],
    ['...', 'file'],
    ['\ud800.mp4', '\ufffd.mp4'],
    ['e\u0301.txt', '\u00e9.txt'],
  ])('of %j is %j', (given, expected) => expect(safeName(given)).toBe(expected))

  it('keeps its ending when it is cut, and cuts no character', () => {
    const name = safeName(`${'长'.repeat(300)}.mp4`)
    expect(name).toBe(`${'长'.repeat(65)}.mp4`)
    expect(Buffer.byteLength(safeName(`${'😀'.repeat(300)}.mp4`))).toBeLessThanOrEqual(200)
    expect(safeName(`a.${'x'.repeat(400)}`)).toHaveLength(200)
  })

  it('is safe whatever it was made of, and stays what it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
        const name = safeName(given)
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(201)
        expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}]|^[.\s]|[.\s]$|^$/u)
        expect(safeName(name)).toBe(name)
      }),
    )
  })
})

it('is numbered before its ending', () => {
  expect([1, 2, 10].map((number) => numberedName('a.b.mp4', number))).toEqual([
    'a.b.mp4',
    'a.b (2).mp4',
    'a.b (10).mp4',
  ])
  expect(numberedName('name', 2)).toBe('name (2)')
})
