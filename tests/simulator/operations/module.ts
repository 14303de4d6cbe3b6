/** Documentation: chapter "module program". */
import { PlatformCode } from '../../../shared/platform/codes.ts'
import { operations } from '../../../shared/platform/index.ts'
import { ProcessState } from '../../../shared/platform/module.ts'
import { pageOf } from '../fleet/query.ts'
import { ok } from '../http/answer.ts'
import { handler, type HandlerEntry } from '../http/handler.ts'
import { done, orRefused, Refusal } from '../http/refusal.ts'
import type { Program } from '../modules/programs.ts'
import { hashText } from '../random.ts'
import type { World } from '../world.ts'

export function moduleHandlers(world: World): HandlerEntry[] {
  return [...desktopHandlers(world), ...webHandlers(world), ...otherHandlers(world)]
}

function listed({ appid, author, copyright, e_mail, ico, licenses, name, notes, path, version }: Program) {
  return { appid, author, copyright, e_mail, ico, licenses, name, notes, path, version }
}

function desktopHandlers({ programs }: World): HandlerEntry[] {
  const { moduleProgram } = operations
  return [
    handler(moduleProgram.listDesktop, ({ query }) => {
      const { items, pageInfo } = pageOf(programs.desktop, query)
      return ok(
        items.map((one) => ({ ...listed(one), enable: one.enable, order_index: one.order_index })),
        pageInfo,
      )
    }),
    handler(moduleProgram.changeManyDesktop, ({ body }) => done(() => programs.switch(body.data))),
    handler(moduleProgram.changeDesktop, ({ params, body }) =>
      done(() => {
        if (params.uid !== body.appid) throw new Refusal(PlatformCode.badParameter, 'path and appid name two programs')
        programs.switch([body])
      }),
    ),
  ]
}

function webHandlers({ programs }: World): HandlerEntry[] {
  const { moduleProgram } = operations
  return [
    handler(moduleProgram.listWeb, ({ query }) => {
      const { items, pageInfo } = pageOf(programs.web, query)
      return ok(
        items.map((one) => ({
          ...listed(one),
          config_json_schema: one.schema ? JSON.stringify(one.schema) : '',
        })),
        pageInfo,
      )
    }),
    handler(moduleProgram.home, () => ok(listed(programs.home))),
    handler(moduleProgram.setHome, ({ query }) => done(() => programs.setHome(query.appId))),
    handler(moduleProgram.config, ({ params: { appid } }) =>
      orRefused(() => ok({ appid, config: programs.config(appid) })),
    ),
    handler(moduleProgram.setConfig, ({ body }) => done(() => programs.setConfig(body.appid, body.config))),
  ]
}

function otherHandlers({ programs }: World): HandlerEntry[] {
  const { moduleProgram } = operations
  return [
    handler(moduleProgram.listPlugins, ({ query }) => {
      const { items, pageInfo } = pageOf(programs.plugins, query)
      return ok(
        items.map((one) => listed(one)),
        pageInfo,
      )
    }),
    handler(moduleProgram.info, ({ params }) =>
      orRefused(() => {
        const { program, enable, process } = programs.module(params.appid)
        const isRunning = process !== undefined && process.state === ProcessState.started
        const moduleInfo = {
          appid: program.appid,
          module: program.module,
          name: program.name,
          plugin: program.kind === 'plugin',
          path: program.path,
          cmd: process ? `./${program.module}` : '',
          auto_start: enable,
          not_allow_stop: program.kind === 'service',
          run_num: Number(isRunning),
          wait_time: '3s',
          args: process ? ['--config', `${program.module}.json`] : [],
        }
        if (!process) return ok({ moduleInfo })
        const info = {
          id: `${program.module}-1`,
          pid: isRunning ? String(1000 + (hashText(`${program.appid} ${process.startedAt}`) % 30_000)) : '0',
          status: process.state,
          start_time: Math.floor(process.startedAt / 1000),
          version: program.version,
          build_time: '2026-05-18',
        }
        return ok({ moduleInfo, process: [{ info }] })
      }),
    ),
  ]
}
