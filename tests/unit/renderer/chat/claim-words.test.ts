// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { createApp, defineComponent } from 'vue'
import { clientKey } from '../../../../renderer/client.ts'
import { useClaimWords, type ClaimWords } from '../../../../renderer/features/chat/claim-words.ts'
import { useFleetStore } from '../../../../renderer/features/fleet/store.ts'
import { i18n } from '../../../../renderer/i18n.ts'
import type { Alarm } from '../../../../shared/contract/alarms.ts'
import type { ClaimWord } from '../../../../shared/contract/chat.ts'
import { AlarmType } from '../../../../shared/platform/alarm.ts'
import { filledCore } from '../fleet/small-core.ts'

const ALARM: Alarm = {
  key: 'a1',
  type: AlarmType.manDown,
  status: 0,
  level: 'high',
  time: 1,
  device: { id: 'PU_1', name: 'Gate 3' },
  description: '',
  seen: true,
}

async function words(language: 'en' | 'zh-CN'): Promise<ClaimWords> {
  i18n.global.locale.value = language
  const pinia = createPinia()
  let made: ClaimWords | undefined
  const app = createApp(
    defineComponent({
      setup() {
        made = useClaimWords()
        return () => null
      },
    }),
  )
  app.use(pinia).use(i18n).provide(clientKey, filledCore().connect())
  setActivePinia(pinia)
  app.mount(document.createElement('div'))
  onTestFinished(() => app.unmount())
  const store = useFleetStore()
  await vi.waitFor(() => expect(store.userView.model.total).toBe(1))
  return made!
}

const alarm = (claimed: boolean): ClaimWord => ({ about: 'alarm', key: 'a1', claimed })
const camera = (claimed: boolean, puid = 'd1', index = 0): ClaimWord => ({ about: 'camera', puid, index, claimed })

describe('a claim in words', () => {
  afterEach(() => void (i18n.global.locale.value = 'en'))

  it('names the alarm and the camera, and says so generally where they are not known', async () => {
    const { line } = await words('en')
    expect([
      line(alarm(true), 'Wang', ALARM),
      line(alarm(false), 'Wang', ALARM),
      line(alarm(true), 'Wang', undefined),
      line(alarm(false), 'Wang', undefined),
      line(camera(true), 'Wang', undefined),
      line(camera(false), 'Wang', undefined),
      line(camera(true, 'gone'), 'Wang', undefined),
      line(camera(false, 'gone'), 'Wang', undefined),
    ]).toEqual([
      'Wang took the alarm Man down of Gate 3',
      'Wang gave back the alarm Man down of Gate 3',
      'Wang took an alarm',
      'Wang gave back an alarm',
      'Wang reserved the camera Car 1',
      'Wang released the camera Car 1',
      'Wang reserved a camera',
      'Wang released a camera',
    ])
  })

  it('is Chinese in Chinese', async () => {
    const { line } = await words('zh-CN')
    const lines = [
      line(alarm(true), '王伟', { ...ALARM, device: { id: 'PU_1', name: '三号门' } }),
      line(alarm(false), '王伟', undefined),
      line(camera(true, 'gone'), '王伟', undefined),
      line(camera(false, 'gone'), '王伟', undefined),
    ]
    expect(lines[0]).toMatch(/^王伟 认领了 三号门 的报警“.+”$/)
    expect(lines.slice(1)).toEqual(['王伟 放弃了一条报警', '王伟 预留了一个云台', '王伟 释放了一个云台'])
    for (const each of lines) expect(each).not.toMatch(/[A-Za-z]/)
  })
})
