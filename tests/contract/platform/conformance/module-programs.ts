import { expect } from 'vitest'
import { operations } from '../../../../shared/platform/index.ts'
import type { Scenario } from './scenario.ts'

const { moduleProgram } = operations

const FIRST = { page: 0, pageSize: 50 }

export const modulePrograms: Scenario = {
  section: 'module program',
  async run(caller) {
    const { data: desktop } = await caller.ok(moduleProgram.listDesktop, { query: FIRST })
    const appid = desktop[0]?.appid ?? ''
    await caller.ok(moduleProgram.changeManyDesktop, { body: { data: [{ appid, enable: false, order_index: 4 }] } })
    await caller.ok(moduleProgram.changeDesktop, {
      params: { uid: appid },
      body: { appid, enable: true, order_index: 4 },
    })
    const { data: web } = await caller.ok(moduleProgram.listWeb, { query: FIRST })
    const configurable = web.find(({ config_json_schema: schema }) => schema)?.appid ?? ''
    await caller.ok(moduleProgram.setHome, { query: { appId: configurable } })
    expect((await caller.ok(moduleProgram.home)).data.appid).toBe(configurable)
    await caller.ok(moduleProgram.setConfig, { body: { appid: configurable, config: '{}' } })
    await caller.ok(moduleProgram.config, { params: { appid: configurable } })
    await caller.ok(moduleProgram.listPlugins, { query: FIRST })
    await caller.ok(moduleProgram.info, { params: { appid } })
  },
}
