/** Programs that belong to the platform: desktop, web and plug-in ones, and the processes behind. Documentation: chapter "module program". */
import Type from 'typebox'
import { op, PAGE } from './define.ts'
import { oneOf, Permission } from './values.ts'

/** Running states of a process. */
export const ProcessState = {
  stopped: 0,
  stopping: 1,
  started: 2,
  starting: 3,
  failed: 4,
  missing: 5,
  ended: 6,
} as const

const AppId = Type.String({ description: 'ID of the program' })
const Text = Type.Optional(Type.String())
const Icon = Type.Optional(Type.String({ description: 'path of its icon' }))
const Licenses = Type.Optional(Type.String({ description: 'who may use it' }))
const Path = Type.Optional(Type.String({ description: 'where it is loaded from' }))
const Enable = Type.Boolean()
const OrderIndex = Type.Integer({ minimum: 0, maximum: 4, description: 'lower comes first' })

const BEGINNING = { appid: Type.Optional(AppId), author: Text, copyright: Text, e_mail: Text }
const PROGRAM = { ...BEGINNING, ico: Icon, licenses: Licenses, name: Text, notes: Text, path: Path, version: Text }
const Program = Type.Object(PROGRAM)
const Switch = Type.Object({ appid: AppId, enable: Enable, order_index: OrderIndex })

const PageQuery = Type.Object(PAGE)

const desktop = {
  listDesktop: op({
    name: 'csApp.list',
    method: 'GET',
    path: '/bvcsp/v1/csapp',
    paged: true,
    query: PageQuery,
    data: Type.Array(
      Type.Object({
        ...BEGINNING,
        enable: Type.Optional(Enable),
        ico: Icon,
        licenses: Licenses,
        name: Text,
        notes: Text,
        order_index: Type.Optional(OrderIndex),
        path: Path,
        version: Text,
      }),
    ),
  }),
  changeManyDesktop: op({
    name: 'csApp.changeMany',
    method: 'POST',
    path: '/bvcsp/v1/csapp',
    permission: Permission.superAdministrator,
    body: Type.Object({ data: Type.Array(Switch, { minItems: 1 }) }),
  }),
  changeDesktop: op({
    name: 'csApp.change',
    method: 'PUT',
    path: '/bvcsp/v1/csapp/:uid',
    permission: Permission.superAdministrator,
    params: Type.Object({ uid: AppId }),
    body: Switch,
  }),
}

const web = {
  listWeb: op({
    name: 'webApp.list',
    method: 'GET',
    path: '/bvcsp/v1/webapp',
    paged: true,
    query: PageQuery,
    data: Type.Array(
      Type.Object({
        ...BEGINNING,
        ico: Icon,
        config_json_schema: Type.Optional(
          Type.String({ description: 'JSON schema of its configuration, empty when it has none' }),
        ),
        licenses: Licenses,
        name: Text,
        notes: Text,
        path: Path,
        version: Text,
      }),
    ),
  }),
  home: op({ name: 'webApp.home', method: 'GET', path: '/bvcsp/v1/webapp/home', data: Program }),
  setHome: op({
    name: 'webApp.setHome',
    method: 'PUT',
    path: '/bvcsp/v1/webapp/home',
    permission: Permission.superAdministrator,
    query: Type.Object({ appId: AppId }),
  }),
  config: op({
    name: 'webApp.config',
    method: 'GET',
    path: '/bvcsp/v1/webapp/config/:appid',
    params: Type.Object({ appid: AppId }),
    data: Type.Object({
      appid: Type.Optional(AppId),
      config: Type.Optional(Type.String({ description: 'JSON text' })),
    }),
  }),
  setConfig: op({
    name: 'webApp.setConfig',
    method: 'POST',
    path: '/bvcsp/v1/webapp/config',
    permission: Permission.superAdministrator,
    body: Type.Object({ appid: AppId, config: Type.String({ description: 'JSON text' }) }),
  }),
}

export const moduleProgram = {
  ...desktop,
  ...web,
  listPlugins: op({
    name: 'pluginApp.list',
    method: 'GET',
    path: '/bvcsp/v1/pluginapp',
    paged: true,
    query: PageQuery,
    data: Type.Array(Program),
  }),
  info: op({
    name: 'module.info',
    method: 'GET',
    path: '/bvcsp/v1/module/:appid',
    params: Type.Object({ appid: AppId }),
    data: Type.Object({
      moduleInfo: Type.Object({
        appid: AppId,
        module: Type.String({ description: 'short name' }),
        name: Text,
        plugin: Type.Boolean(),
        path: Type.Optional(Type.String({ description: 'where it is installed' })),
        cmd: Type.Optional(Type.String({ description: 'starts it, empty when it cannot be started' })),
        auto_start: Type.Optional(Type.Boolean()),
        not_allow_stop: Type.Optional(Type.Boolean({ description: 'may not be stopped by hand' })),
        run_num: Type.Optional(Type.Number({ description: 'instances started' })),
        wait_time: Type.Optional(Type.String({ description: 'time it takes to start' })),
        args: Type.Optional(Type.Array(Type.String())),
      }),
      process: Type.Optional(
        Type.Array(
          Type.Object({
            info: Type.Object({
              id: Type.String({ description: 'what the process supervision calls it' }),
              pid: Type.String(),
              status: oneOf(ProcessState),
              start_time: Type.Optional(Type.Number({ unit: 's', moment: 's', description: 'UTC, of the last start' })),
              version: Text,
              build_time: Text,
            }),
          }),
        ),
      ),
    }),
  }),
}
