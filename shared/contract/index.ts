/** What the renderer may ask of the core. One file per domain; a new call is two edits, its line there and its handler. */
import type { Client } from '../wire.ts'
import { alarms } from './alarms.ts'
import { app } from './app.ts'
import { cache } from './cache.ts'
import { captures } from './captures.ts'
import { chat } from './chat.ts'
import { conferences } from './conferences.ts'
import type { Handlers } from './define.ts'
import { desk } from './desk.ts'
import { downloads } from './downloads.ts'
import { fleet } from './fleet.ts'
import { intercom } from './intercom.ts'
import { keys } from './keys.ts'
import { ledger } from './ledger.ts'
import { live } from './live.ts'
import { maps } from './maps.ts'
import { platform } from './platform.ts'
import { positions } from './positions.ts'
import { ptz } from './ptz.ts'
import { session } from './session.ts'
import { settings } from './settings.ts'
import { sites } from './sites.ts'
import { tracks } from './tracks.ts'
import { walls } from './walls.ts'

export const contract = {
  alarms,
  app,
  cache,
  captures,
  chat,
  conferences,
  desk,
  downloads,
  fleet,
  intercom,
  keys,
  ledger,
  live,
  maps,
  platform,
  positions,
  ptz,
  session,
  settings,
  sites,
  tracks,
  walls,
}
export type WatchpostContract = typeof contract
export type WatchpostHandlers = Handlers<WatchpostContract>
export type WatchpostClient = Client<WatchpostContract>
