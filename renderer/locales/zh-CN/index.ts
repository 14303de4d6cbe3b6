import { administration } from './administration.ts'
import { alarms } from './alarms.ts'
import { cache } from './cache.ts'
import { captures } from './captures.ts'
import { chat } from './chat.ts'
import { common } from './common.ts'
import { conferences } from './conferences.ts'
import { desk } from './desk.ts'
import { downloads } from './downloads.ts'
import { errors } from './errors.ts'
import { explorer } from './explorer.ts'
import { fences } from './fences.ts'
import { fleet } from './fleet.ts'
import { intercom } from './intercom.ts'
import { json } from './json.ts'
import { layouts } from './layouts.ts'
import { ledger } from './ledger.ts'
import { live } from './live.ts'
import { map } from './map.ts'
import { mediaDialogs } from './media-dialogs.ts'
import { ptz } from './ptz.ts'
import { schemaForm } from './schema-form.ts'
import { session } from './session.ts'
import { settings } from './settings.ts'
import { shell } from './shell.ts'
import { sites } from './sites.ts'
import { tracks } from './tracks.ts'
import { voice } from './voice.ts'
import type { Messages } from '../../i18n.ts'

export const zhCN: Messages = {
  administration,
  alarms,
  cache,
  captures,
  chat,
  common,
  conferences,
  desk,
  downloads,
  errors,
  explorer,
  fences,
  fleet,
  intercom,
  json,
  layouts,
  ledger,
  live,
  map,
  mediaDialogs,
  ptz,
  schemaForm,
  session,
  settings,
  shell,
  sites,
  tracks,
  voice,
}
