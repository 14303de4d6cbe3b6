/**
 * Calls for the operator when the window may be out of sight: a notification and a flash for what matters, not more often
 * than anybody can read. Sounds are the screen's.
 */
import type { Alarm } from '../../../shared/contract/alarms.ts'
import { alarmTypeName, type WordLanguage } from '../../../shared/alarm-words.ts'
import { AlarmType } from '../../../shared/platform/alarm.ts'
import type { Host } from '../host.ts'

export interface AttentionOptions {
  readonly host: Host
  readonly notifyMs: number
  readonly isSilenced: () => boolean
  readonly language: () => WordLanguage
}

const CALLS: ReadonlySet<Alarm['level']> = new Set(['critical', 'high'])

export class Attention {
  readonly #options: AttentionOptions
  #waiting: Alarm[] = []
  #timer: NodeJS.Timeout | undefined
  #isOver = false

  constructor(options: AttentionOptions) {
    this.#options = options
  }

  raise(alarms: readonly Alarm[]): void {
    // An alarm that was still being written when the session ended: nobody is here to be called.
    if (this.#isOver) return
    const isSilenced = this.#options.isSilenced()
    this.#waiting.push(
      ...alarms.filter(({ level, type }) => type === AlarmType.sos || (CALLS.has(level) && !isSilenced)),
    )
    if (!this.#timer) this.#call()
  }

  end(): void {
    this.#isOver = true
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#waiting = []
  }

  #call(): void {
    this.#timer = undefined
    const alarms = this.#waiting.splice(0)
    const most = mostUrgent(alarms)
    if (!most) return
    this.#timer = setTimeout(() => this.#call(), this.#options.notifyMs)
    const { host } = this.#options
    const failed = (error: unknown): void => host.log('warn', `attention: ${String(error)}`)
    if (host.capabilities.notifications)
      host.notify({ ...wordsOf(most, alarms.length - 1, this.#options.language()), silent: true }).catch(failed)
    if (host.capabilities.flash) host.flash().catch(failed)
  }
}

/** SOS before all, then by level, the newest of equals. */
function mostUrgent(alarms: readonly Alarm[]): Alarm | undefined {
  const weight = ({ type, level }: Alarm): number => (type === AlarmType.sos ? 2 : Number(level === 'critical'))
  return alarms.toSorted((a, b) => weight(b) - weight(a) || b.time - a.time)[0]
}

function wordsOf(alarm: Alarm, more: number, language: WordLanguage): { title: string; body: string } {
  const who = alarm.device.name || alarm.user?.name || ''
  const others = language === 'zh-CN' ? `另有 ${more} 条报警` : `and ${more} more`
  return {
    title: [alarmTypeName(alarm.type, language), who].filter((part) => part !== '').join(' · '),
    body: [alarm.user?.name, alarm.description, more > 0 ? others : undefined]
      .filter((part) => part !== undefined && part !== '' && part !== who)
      .join('\n'),
  }
}
