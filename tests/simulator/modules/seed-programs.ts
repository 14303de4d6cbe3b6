/** The programs of this platform: what they are called, whose they are, how they may be set up. */
import Type from 'typebox'
import type { Program } from './programs.ts'

const OWN = {
  author: 'Linjiang Systems',
  copyright: '© 2026 Linjiang Systems',
  e_mail: 'support@linjiang.example',
  licenses: 'Commercial',
}

export const DESKTOP: readonly Program[] = [
  desktop('dispatch', '调度台 / Dispatch desk', '3.4.1', 'Live pictures, map and calls for a control room'),
  desktop('evidence', '证据管理 / Evidence manager', '2.9.0', 'Recordings of body cameras, kept with their hashes'),
  desktop('wall', '电视墙 / Video wall', '1.12.3', 'Puts channels on the screens of a wall'),
  desktop('collector', '采集站 / Docking station', '2.2.7', 'Fetches files while cameras charge'),
]

export const WEB: readonly Program[] = [
  web('portal', '门户 / Portal', '3.4.0', 'First page after signing in', {
    title: Type.String({ maxLength: 60, title: 'Title' }),
    language: Type.Enum(['zh', 'en'], { title: 'Language' }),
  }),
  web('map', '电子地图 / Map', '3.1.5', 'Devices, fences and tracks', {
    tiles: Type.String({ title: 'Address of the tiles' }),
    zoom: Type.Integer({ minimum: 1, maximum: 19, title: 'First zoom' }),
  }),
  web('statistics', '统计 / Statistics', '1.8.2', 'Hours on-line, distances, alarms by month'),
  web('admin', '管理 / Administration', '3.4.0', 'Users, devices, roles and services'),
]

export const PLUGINS: readonly Program[] = [
  plugin('face', '人脸比对 / Face matching', '1.3.0', 'Compares faces with a list of wanted persons'),
  plugin('plate', '车牌识别 / Number plates', '2.0.4', 'Reads number plates of vehicle cameras'),
  plugin('sms', '短信网关 / SMS gateway', '1.0.9', 'Sends alarms as text messages'),
]

/** Services of the platform itself: modules, but in none of the lists. */
export const SERVICES: readonly Program[] = [
  service('csp', 'BVCSP', '服务平台 / Service platform', '5.11.2'),
  service('vtdu', 'BVVTDU', '流媒体 / Streaming', '5.10.0'),
  service('nru', 'BVNRU', '录像存储 / Recording', '5.8.6'),
  service('gb28181in', 'BV28181In', '国标接入 / GB28181 from below', '4.2.1'),
  service('gb28181out', 'BV28181Out', '国标级联 / GB28181 to above', '4.2.1'),
]

function program(appid: string, name: string, version: string, notes: string): Program {
  return { ...OWN, appid, module: appid, name, version, notes, kind: 'service', ico: '', path: '' }
}

function desktop(appid: string, name: string, version: string, notes: string): Program {
  const paths = { ico: `/csapp/${appid}/icon.png`, path: `/csapp/${appid}/setup.exe` }
  return { ...program(appid, name, version, notes), ...paths, kind: 'desktop' }
}

function web(
  appid: string,
  name: string,
  version: string,
  notes: string,
  settings?: Readonly<Record<string, Type.TSchema>>,
): Program {
  const paths = { ico: `/webapp/${appid}/icon.svg`, path: `/webapp/${appid}/` }
  const schema = settings && Type.Partial(Type.Object(settings, { additionalProperties: false }))
  return { ...program(appid, name, version, notes), ...paths, kind: 'web', ...(schema ? { schema } : {}) }
}

function plugin(appid: string, name: string, version: string, notes: string): Program {
  const paths = { ico: `/plugin/${appid}/icon.svg`, path: `/opt/platform/plugin/${appid}` }
  return { ...program(appid, name, version, notes), ...paths, kind: 'plugin' }
}

function service(appid: string, module: string, name: string, version: string): Program {
  return { ...program(appid, name, version, ''), module, path: `/opt/platform/${appid}` }
}
