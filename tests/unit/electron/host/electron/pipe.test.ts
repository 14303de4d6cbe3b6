import { describe, expect, it } from 'vitest'
import { FakeContents } from '../../fake-electron.ts'
import { HARD_MESSAGE_LIMIT } from '../../../../../electron/host/common/pipe-limits.ts'
import { CLOSED_CHANNEL, MESSAGE_CHANNEL, servePage } from '../../../../../electron/host/electron/pipe.ts'
import { Scope } from '../../../../../shared/disposables.ts'
import type { Pipe } from '../../../../../shared/wire.ts'

const OURS = { parent: null, url: 'app://watchpost/#/live' }

function open() {
  const contents = new FakeContents()
  const pipes: Pipe[] = []
  const received: string[] = []
  const closed: number[] = []
  const logged: string[] = []
  const serve = (pipe: Pipe): Scope => {
    const number = pipes.push(pipe)
    pipe.onMessage((text) => received.push(text))
    pipe.onClose(() => closed.push(number))
    return new Scope()
  }
  servePage(contents as unknown as Parameters<typeof servePage>[0], serve, (_level, text) => logged.push(text))
  const say = (senderFrame: unknown, text: unknown): unknown =>
    contents.ipc.emit(MESSAGE_CHANNEL, { senderFrame }, text)
  return { contents, pipes, received, closed, logged, say }
}

describe('the pipe of a window', () => {
  it('hears only the top frame of our own page', () => {
    const { say, received, pipes, logged } = open()
    const strangers = [
      null,
      { parent: null, url: 'https://evil.example/' },
      { parent: null, url: 'app://other/' },
      { parent: null, url: 'about:blank' },
      { parent: null, url: '' },
      { parent: OURS, url: 'app://watchpost/' },
    ]
    for (const frame of strangers) say(frame, '{}')
    expect([received, pipes]).toEqual([[], []])
    expect(logged).toHaveLength(strangers.length)
    say(OURS, 'hello')
    expect(received).toEqual(['hello'])
  })

  it.each([[undefined], [7], [{ text: '{}' }], [['{}']], [Buffer.from('{}')], ['x'.repeat(HARD_MESSAGE_LIMIT + 1)]])(
    'closes on what is no text or far too large (%#)',
    (message) => {
      const { say, received, closed } = open()
      say(OURS, 'hello')
      say(OURS, message)
      expect(received).toEqual(['hello'])
      expect(closed).toEqual([1])
    },
  )

  it.each(['did-navigate', 'render-process-gone', 'destroyed'])('ends with its document: %s', (event) => {
    const { contents, say, closed, pipes, received } = open()
    say(OURS, 'first')
    contents.emit(event)
    contents.emit(event)
    expect(closed).toEqual([1])
    pipes[0]?.post('late')
    expect(contents.sent.filter(([channel]) => channel === MESSAGE_CHANNEL)).toEqual([])
    say(OURS, 'second')
    expect(pipes).toHaveLength(2)
    expect(received).toEqual(['first', 'second'])
  })

  it('says to the page when the core closes it, and sends nothing to a page that is gone', () => {
    const { contents, say, pipes } = open()
    say(OURS, 'hello')
    pipes[0]?.post('answer')
    pipes[0]?.close()
    expect(contents.sent).toEqual([[MESSAGE_CHANNEL, 'answer'], [CLOSED_CHANNEL]])
    say(OURS, 'again')
    contents.isGone = true
    pipes[1]?.post('into the void')
    expect(contents.sent).toHaveLength(2)
  })
})
