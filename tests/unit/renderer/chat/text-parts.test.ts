import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  headOf,
  isBigEmoji,
  isSafeAddress,
  quote,
  textBlocks,
  textParts,
} from '../../../../renderer/features/chat/text-parts.ts'

const urls = (text: string): string[] => textParts(text).flatMap((part) => (part.kind === 'link' ? [part.url] : []))

describe('addresses', () => {
  it('are found without the punctuation around them', () => {
    expect(urls('See https://example.org/a?b=1, then (http://10.0.0.1:8080/x).')).toEqual([
      'https://example.org/a?b=1',
      'http://10.0.0.1:8080/x',
    ])
    expect(urls('请看https://example.org/图，谢谢')).toEqual(['https://example.org/图'])
  })

  it('are only those that are safe to show as such', () => {
    expect(urls('javascript:alert(1) data:text/html,x file:///etc/passwd ftp://host/x')).toEqual([])
    expect(urls('https://bank.example@evil.example/')).toEqual([])
    expect(isSafeAddress('https://user:word@host/')).toBe(false)
    expect(isSafeAddress('https://host/')).toBe(true)
  })

  it('lose nothing of the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const whole = textParts(text).map((part) => (part.kind === 'link' ? part.url : part.text))
        expect(whole.join('')).toBe(text)
      }),
    )
  })
})

describe('quotes', () => {
  it('are cut from what is answered', () => {
    expect(textBlocks('> one\n> two\nyes')).toEqual([
      { quoted: true, parts: [{ kind: 'text', text: 'one\ntwo' }] },
      { quoted: false, parts: [{ kind: 'text', text: 'yes' }] },
    ])
    expect(textBlocks('plain').map(({ quoted }) => quoted)).toEqual([false])
  })

  it('are made of the text alone, not of what it quotes itself', () => {
    expect(quote('> before\nnow\nthen')).toBe('> now\n> then\n')
  })
})

describe('emoji', () => {
  it('are big alone, and only a few', () => {
    expect(isBigEmoji('👍')).toBe(true)
    expect(isBigEmoji('🧑‍🚒 🧑‍⚕️')).toBe(true)
    expect(isBigEmoji('👍 yes')).toBe(false)
    expect(isBigEmoji('👍👍👍👍👍👍👍')).toBe(false)
    expect(isBigEmoji('12')).toBe(false)
    expect(isBigEmoji(' ')).toBe(false)
  })
})

describe('huge texts', () => {
  it('show their head, cut between characters', () => {
    const long = headOf('😀'.repeat(3000))
    expect(long.isWhole).toBe(false)
    expect(long.head).toBe('😀'.repeat(1000))
    expect(headOf(`a${'😀'.repeat(3000)}`).head.endsWith('😀')).toBe(true)
    expect(headOf('line\n'.repeat(100)).head.split('\n')).toHaveLength(30)
    expect(headOf('short\ntext')).toEqual({ head: 'short\ntext', isWhole: true })
  })
})
