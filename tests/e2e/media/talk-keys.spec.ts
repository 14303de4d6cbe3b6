/** Talk keys while another program has the focus, by a host that hears them. */
import { expect, it } from 'vitest'
import { until } from '../../support/until.ts'
import { atConferences, cardOf, CENTRE, enter, keyIs, lastVoice, untilVoice } from '../support/conferences.ts'
import { hostInHand } from '../support/own-client.ts'

/** From what ends a press to the last voice: a requirement. */
const MOST_AFTER_MS = 100

const blur = () => window.dispatchEvent(new Event('blur'))

it('that are held talk without the focus, until they come up, are lost, or the computer is locked', async () => {
  const { parts, keys, power } = hostInHand()
  const { page, platform } = await atConferences({ host: parts })
  const group = await enter(page, CENTRE)
  const speakers = () => platform.control.speakers({ group })
  await cardOf(page, group).getByTestId('own-key').click()
  await page.keyboard.press('F8')
  await cardOf(page, group).getByTestId('own-key').getByText('F8').waitFor()
  expect(keys.codes, 'nothing is heard before it is turned on').toEqual([])

  await page.getByTestId('area-settings').click()
  const words = page.getByTestId('talk-everywhere-words')
  await words.getByText('is tried when you turn it on').waitFor()
  await page.getByTestId('talk-everywhere').click()
  await words.getByText('talk while you hold F8').waitFor()
  await words.getByText('press one to try').waitFor()
  expect(keys.codes).toEqual(['F8'])
  await page.getByTestId('area-conferences').click()

  await page.evaluate(blur)
  const ends = {
    up: () => keys.ears?.onUp('F8'),
    lost: () => keys.ears?.onLost(),
    lock: () => power.emit('lock'),
  }
  for (const [name, end] of Object.entries(ends)) {
    const pressedAt = Date.now()
    keys.ears?.onDown('F8')
    await keyIs(page, group, 'granted')
    await page.evaluate(blur)
    await untilVoice(platform, group, pressedAt)
    await page.evaluate(blur)
    expect(speakers(), 'the focus is of no matter').toEqual(['admin'])
    const cutAt = Date.now()
    end()
    expect((await lastVoice(platform, group)) - cutAt, name).toBeLessThan(MOST_AFTER_MS)
    await until('given back', () => speakers().length === 0)
    if (name === 'lost') await until('heard again', () => keys.codes.length > 0)
  }
  expect(keys.codes, 'nothing is heard while the computer is locked').toEqual([])
  power.emit('unlock')
  await until('heard again', () => keys.codes.length > 0)
  await page.getByTestId('area-settings').click()
  await words.getByText('Last heard: F8').waitFor()
  await page.getByTestId('talk-everywhere').click()
  await until('nothing is heard any more', () => keys.codes.length === 0)
})

it('that are only pressed begin and end by a press each, and the settings say why', async () => {
  const { parts, keys } = hostInHand({ way: 'pressed', hindrance: 'wayland', refused: ['F13'] })
  const { page, platform } = await atConferences({ host: parts })
  const group = await enter(page, CENTRE)
  await cardOf(page, group).getByTestId('conference-target').check()
  await page.getByTestId('area-settings').click()
  await page.getByTestId('common-key').click()
  await page.keyboard.press('F9')
  await page.getByTestId('talk-everywhere').click()
  const words = page.getByTestId('talk-everywhere-words')
  await words.getByText('Wayland does not show').waitFor()
  await words.getByText('Press F9 to begin').waitFor()
  await words.getByText('Not given by the system: F13').waitFor()
  keys.ears?.onDown('F9')
  await until('granted', () => platform.control.speakers({ group }).length === 1)
  keys.ears?.onDown('F9')
  await until('given back', () => platform.control.speakers({ group }).length === 0)
})
