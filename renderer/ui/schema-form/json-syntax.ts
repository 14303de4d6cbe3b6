/**
 * Finds where a text stops being JSON. The browser's own parser knows too, but tells the place only for some faults, and in
 * words of one language.
 */
export const JSON_FAULTS = ['value', 'name', 'colon', 'comma', 'text', 'escape', 'number', 'end', 'deep'] as const

export interface JsonFault {
  /** What was expected there, or is wrong there. */
  readonly kind: (typeof JSON_FAULTS)[number]
  /** From 1. */
  readonly line: number
  readonly column: number
}

export type JsonReading = { readonly value: unknown } | { readonly fault: JsonFault }

/** The value of a text, or its first fault. */
export function readJson(text: string): JsonReading {
  const found = new JsonScanner(text).scan()
  if (found) return { fault: { kind: found.kind, ...placeOf(text, found.at) } }
  return { value: JSON.parse(text) as unknown }
}

function placeOf(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at).split(/\r\n|\r|\n/)
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}

interface Found {
  readonly kind: JsonFault['kind']
  readonly at: number
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const ESCAPE = /["\\/bfnrt]|u[0-9a-fA-F]{4}/y
/** Deeper than any configuration; a scanner that calls itself must end somewhere. */
const MAX_DEPTH = 500

class JsonScanner {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  scan(): Found | undefined {
    const fault = this.#value(0)
    if (fault) return fault
    this.#space()
    return this.#at < this.#text.length ? this.#fault('end') : undefined
  }

  #value(depth: number): Found | undefined {
    if (depth > MAX_DEPTH) return this.#fault('deep')
    this.#space()
    const next = this.#text[this.#at]
    if (next === '{') return this.#entries('}', () => this.#member(depth))
    if (next === '[') return this.#entries(']', () => this.#value(depth + 1))
    if (next === '"') return this.#string()
    if (next !== undefined && /[-\d]/.test(next)) return this.#take(NUMBER) ? this.#afterWord() : this.#fault('number')
    const word = ['true', 'false', 'null'].find((known) => this.#text.startsWith(known, this.#at))
    if (word === undefined) return this.#fault('value')
    this.#at += word.length
    return this.#afterWord()
  }

  /** `01` and `truex` are no values, though they begin like some. */
  #afterWord(): Found | undefined {
    const next = this.#text[this.#at]
    return next !== undefined && /[\w.]/.test(next) ? this.#fault('value') : undefined
  }

  #entries(close: string, entry: () => Found | undefined): Found | undefined {
    this.#at += 1
    this.#space()
    if (this.#text[this.#at] === close) return this.#step()
    for (;;) {
      const fault = entry()
      if (fault) return fault
      this.#space()
      if (this.#text[this.#at] === close) return this.#step()
      if (this.#text[this.#at] !== ',') return this.#fault('comma')
      this.#at += 1
    }
  }

  #member(depth: number): Found | undefined {
    this.#space()
    if (this.#text[this.#at] !== '"') return this.#fault('name')
    const fault = this.#string()
    if (fault) return fault
    this.#space()
    if (this.#text[this.#at] !== ':') return this.#fault('colon')
    this.#at += 1
    return this.#value(depth + 1)
  }

  #string(): Found | undefined {
    const start = this.#at
    for (this.#at += 1; this.#at < this.#text.length; this.#at += 1) {
      const code = this.#text.charCodeAt(this.#at)
      if (code === 0x22) return this.#step()
      if (code < 0x20) return this.#fault('text')
      if (code === 0x5c) {
        this.#at += 1
        if (!this.#take(ESCAPE)) return { kind: 'escape', at: this.#at - 1 }
        this.#at -= 1
      }
    }
    return { kind: 'text', at: start }
  }

  #space(): void {
    while (' \t\n\r'.includes(this.#text[this.#at] ?? 'x')) this.#at += 1
  }

  #take(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at
    const match = pattern.exec(this.#text)
    if (!match) return false
    this.#at += match[0].length
    return true
  }

  #step(): undefined {
    this.#at += 1
    return undefined
  }

  #fault(kind: JsonFault['kind']): Found {
    return { kind, at: this.#at }
  }
}
