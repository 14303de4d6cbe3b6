import { afterAll, expect, it } from 'vitest'
import { until } from '../../support/until.ts'
import { cardOf, heard, hold, keyIs, soundIs, untilVoice } from '../support/conferences.ts'
import { closeSharedBrowser } from '../support/desk.ts'
import { secondWindow } from '../support/second-window.ts'
import { listenToMix, unitsByTone } from '../support/tones.ts'
import { talkingDesk } from '../support/voice.ts'
import { watchOf } from '../support/watches.ts'

afterAll(closeSharedBrowser)

it('follows eight conferences, each as it is set, and talks to one of them', async () => {
  const desk = await talkingDesk()
  const { page, platform } = desk
  await page.getByTestId('area-conferences').click()
  const heardIn = await listenToMix(page)
  const client = await secondWindow(desk)
  const units = unitsByTone(platform, 8)
  const groups: string[] = []
  for (const { id: unit } of units) {
    const groupId = await watchOf(client, unit)
    platform.control.attend({ group: groupId, member: unit })
    groups.push(groupId)
  }
  for (const group of groups) await soundIs(page, group, 'open')
  const [left = '', right = '', muted = '', low = '', first = ''] = groups
  await cardOf(page, left).getByTestId('conference-pan-left').click()
  await cardOf(page, right).getByTestId('conference-pan-right').click()
  await cardOf(page, muted).getByTestId('conference-mute').click()
  await cardOf(page, low).getByTestId('conference-volume').fill('0.4')
  const speak = (at: number, speaking: boolean) =>
    platform.control.speech({ group: groups[at]!, member: units[at]!.id, speaking })
  units.forEach((_, at) => speak(at, true))
  type Ears = Awaited<ReturnType<typeof heardIn>>[number]
  const untilHeardAs = (what: string, is: (...ears: Ears[]) => boolean) =>
    until(what, async () => {
      const ears = await heardIn(units.map(({ hz }) => hz))
      return is(...ears) && ears
    })
  /** Of a tone of the simulator at the usual volume, when it has lasted for the whole of what is measured. */
  const isIn = (one = 0, other = 0): boolean => one > 0.13 && one < 0.17 && other > 0.13 && other < 0.17
  const isHalf = (one: number, whole: number): boolean => one > 0.4 * whole && one < 0.6 * whole
  const before = await untilHeardAs('all as they are set', (one, two, three, four, five, ...others) => {
    const sides = one!.left > 0.05 && one!.right < 0.01 && two!.right > 0.05 && two!.left < 0.01
    const quiet = three!.left + three!.right < 0.01 && isHalf(four!.left, five!.left)
    return sides && quiet && [five!, ...others].every((ear) => isIn(ear.left, ear.right))
  })
  await cardOf(page, first).getByTestId('conference-priority').click()
  await untilHeardAs('the others lowered', (...ears) => {
    const [, , , , five, six] = ears
    return isIn(five!.left, five!.right) && six!.left < 0.3 * before[5]!.left && six!.left > 0.1 * before[5]!.left
  })
  speak(4, false)
  await untilHeardAs('as before', (...ears) => ears[4]!.left < 0.01 && isIn(ears[5]!.left, ears[5]!.right))
  units.forEach((_, at) => speak(at, false))

  const [chosen = '', ...others] = groups
  await until('silence', () => platform.control.speakers({ group: chosen }).length === 0)
  await hold(page, chosen)
  await keyIs(page, chosen, 'granted')
  await untilVoice(platform, chosen)
  await page.mouse.up()
  expect(others.map((group) => heard(platform, group).packets)).toEqual(others.map(() => 0))
  // The page goes, and everything with it.
  await hold(page, chosen)
  await keyIs(page, chosen, 'granted')
  await page.close()
  await until('all given back', () => platform.seen().dialogs.length === 0)
  expect(platform.control.speakers({ group: chosen })).toEqual([])
})
