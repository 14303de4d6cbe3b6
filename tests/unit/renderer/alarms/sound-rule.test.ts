import { describe, expect, it } from 'vitest'
import { SoundRule } from '../../../../renderer/features/alarms/sound-rule.ts'
import { SOUNDS } from '../../../../renderer/features/alarms/tones.ts'
import { AlarmState, AlarmType } from '../../../../shared/platform/alarm.ts'
import { alarm } from './fixtures.ts'

const critical = alarm('c', 1, { level: 'critical', type: AlarmType.manDown })
const high = alarm('h', 1, { level: 'high' })
const medium = alarm('m', 1, { level: 'medium' })
const sos = alarm('s', 1, { level: 'critical', type: AlarmType.sos })

/** Moments of a run of seconds at which something sounded. */
function heard(rule: SoundRule, seconds: number, onlySos = false): string[] {
  const found: string[] = []
  for (let ms = 0; ms <= seconds * 1000; ms += 250) {
    const sound = rule.due(1_000_000 + ms, onlySos)
    if (sound) found.push(`${sound} ${ms / 1000}`)
  }
  return found
}

function ruleWith(...alarms: ReturnType<typeof alarm>[]): SoundRule {
  const rule = new SoundRule()
  for (const each of alarms) rule.raised(each)
  return rule
}

describe('sounds', () => {
  it('repeat every 5 s for critical, every 15 s for high, once for medium, never for low', () => {
    expect(heard(ruleWith(critical), 11)).toEqual(['critical 0', 'critical 5', 'critical 10'])
    expect(heard(ruleWith(high), 31)).toEqual(['high 0', 'high 15', 'high 30'])
    expect(heard(ruleWith(medium), 60)).toEqual(['medium 0'])
    expect(heard(ruleWith(alarm('l', 1)), 60)).toEqual([])
  })

  it('end when it was seen, or is not active any more', () => {
    const rule = ruleWith(critical, high)
    rule.changed({ ...critical, seen: true })
    rule.changed({ ...high, status: AlarmState.released })
    expect(rule.waiting).toBe(0)
    expect(heard(rule, 60)).toEqual([])
  })

  it('do not begin for what is seen or over when it comes', () => {
    const rule = ruleWith({ ...critical, seen: true }, { ...high, status: AlarmState.releasedByItself })
    expect(heard(rule, 20)).toEqual([])
  })

  it('play the most urgent first and the others after it', () => {
    expect(heard(ruleWith(medium, high, critical, sos), 1)).toEqual(['sos 0', 'critical 0.25', 'high 0.5'])
  })

  it('do not come more often in a flood', () => {
    const rule = new SoundRule()
    const found: string[] = []
    for (let ms = 0; ms <= 10_000; ms += 100) {
      rule.raised(alarm(`f${ms}`, 1, { level: 'high' }))
      const sound = rule.due(1_000_000 + ms, false)
      if (sound) found.push(`${sound} ${ms}`)
    }
    expect(found).toEqual(['high 0'])
  })

  it('are only those of an SOS while muted or not to be disturbed', () => {
    expect(heard(ruleWith(critical, high, medium, sos), 6, true)).toEqual(['sos 0', 'sos 5'])
  })

  it('go on in another window at the pace of the first', () => {
    const rule = ruleWith(critical, medium)
    rule.played('critical', 1_000_000 - 2000)
    rule.skip()
    expect(heard(rule, 9)).toEqual(['critical 3', 'critical 8'])
  })

  it('are still due when they could not be heard', () => {
    const rule = ruleWith(medium)
    expect(rule.due(1_000_000, false)).toBe('medium')
    rule.unheard('medium')
    expect(heard(rule, 9)).toEqual(['medium 0'])
  })

  it('are told apart by their rhythm', () => {
    const rhythms = Object.values(SOUNDS).map((tones) => tones.map(({ at }) => at.toFixed(2)).join())
    expect(new Set(rhythms).size).toBe(rhythms.length)
    for (const tones of Object.values(SOUNDS)) expect(tones.at(-1)!.at + tones.at(-1)!.lasts).toBeLessThan(1.5)
  })
})
