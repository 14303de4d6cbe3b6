/** Documentation: chapter "historical data" (files of the platform and of devices). */
import { PlatformCode } from '../../../shared/platform/codes.ts'
import type { BodyOf } from '../../../shared/platform/define.ts'
import { operations } from '../../../shared/platform/index.ts'
import {
  ANY_CHANNEL,
  downloadPlatformFile,
  FileType,
  uploadPlatformFile,
} from '../../../shared/platform/record-file.ts'
import { mayOpen, recordReach } from '../accounts/access.ts'
import { matches, pageOf } from '../fleet/query.ts'
import { ok, refused, type Answer } from '../http/answer.ts'
import type { FileAnswer } from '../http/file-answer.ts'
import { fileHandler, handler, type HandlerEntry } from '../http/handler.ts'
import { NRU_ID, type StoredFile } from '../recordings/recordings.ts'
import type { Session } from '../sessions.ts'
import { clearByRules } from '../storage/space.ts'
import type { World } from '../world.ts'
import { askDevice } from './ask-device.ts'
import { allOf, oneOfThese, same, within, type Condition } from './conditions.ts'

const { recordFile } = operations
type PlatformFilter = BodyOf<typeof recordFile.list>['filter']
type DeviceFilter = BodyOf<typeof recordFile.listOfDevice>['filter']

export function recordFileHandlers(world: World): HandlerEntry[] {
  const { recordings } = world
  return [
    handler(recordFile.list, ({ body, session }) => {
      const isMine = recordReach(world, session.account)
      const isWanted = wantedOfPlatform(body.filter)
      const found = recordings
        .platformFiles()
        .filter((file) => isMine(file.device?.id ?? '') && isWanted(file))
        .toReversed()
      const { items, pageInfo } = pageOf(found, body)
      return ok(
        items.map((file) => platformRow(world, file)),
        pageInfo,
      )
    }),
    handler(recordFile.info, ({ params, session }) =>
      withFile(world, session, params.fileid, (file) => ok(platformRow(world, file))),
    ),
    handler(recordFile.change, ({ params, body, session }) =>
      withFile(world, session, params.fileid, (file) => {
        file.desc1 = body.desc1 ?? file.desc1
        file.desc2 = body.desc2 ?? file.desc2
        file.mark = body.mark ?? file.mark
        return ok({})
      }),
    ),
    fileHandler(downloadPlatformFile, ({ params, session }) =>
      answerFile(world, session, withFile(world, session, params.fileid, ok)),
    ),
    handler(uploadPlatformFile, ({ query, session, sent }) => {
      if (!sent || sent.bytes.length === 0) return refused(PlatformCode.badParameter, 'no file')
      // What has no kind of its own is listed with the logs: the documentation has no kind for other files.
      const { name, type = FileType.log } = query
      return ok({ fileID: recordings.store({ name, type, ...sent, userId: session.account.id }).fileId })
    }),
  ]
}

export function deviceFileHandlers(world: World): HandlerEntry[] {
  const { recordings } = world
  return [
    handler(recordFile.listOfDevice, ({ params, body, session }) => {
      if (body.filter.puID !== params.puid) return refused(PlatformCode.badParameter, 'filter.puID: another device')
      return askDevice(world, { params, session }, (device) => {
        clearByRules(world, device)
        const found = recordings.deviceFiles(device).filter(wantedOfDevice(body.filter))
        const { items, pageInfo } = pageOf(found, body)
        return ok(
          items.map((file) => deviceRow(world, file)),
          pageInfo,
        )
      })
    }),
    fileHandler(recordFile.downloadFromDevice, (call) =>
      answerFile(
        world,
        call.session,
        askDevice(world, call, (device) => {
          const file = recordings.deviceFile(device, call.params.fileid)
          return file ? ok(file) : refused(PlatformCode.notFound, 'no such file on the device')
        }),
      ),
    ),
    handler(recordFile.removeFromDevice, ({ params, session }) =>
      askDevice(world, { params, session }, (device) => {
        const file = recordings.deviceFile(device, params.fileid)
        if (!file) return refused(PlatformCode.notFound, 'no such file on the device')
        if (file.isGrowing) return refused(PlatformCode.busy, 'the file is being recorded')
        recordings.removeFromDevice(device, file)
        return ok({})
      }),
    ),
  ]
}

/** Unknown: 2; of a device out of the account's reach: 16. */
function withFile<D>(
  world: World,
  session: Session,
  fileId: string,
  answer: (file: StoredFile) => Answer<D>,
): Answer<D> {
  const file = world.recordings.platformFile(fileId)
  if (!file) return refused(PlatformCode.notFound, 'no such file')
  return recordReach(world, session.account)(file.device?.id ?? '')
    ? answer(file)
    : refused(PlatformCode.noPermission, 'no permission for this device')
}

/** The file that was found, or why there is none. */
function answerFile(world: World, { account }: Session, found: Answer<StoredFile>): Answer | FileAnswer {
  const { recordings } = world
  const file = found.data
  if (!file) return found
  if (file.device && !mayOpen(world, account, file.device))
    return refused(PlatformCode.noPermission, 'no permission for files of this device')
  return { file: recordings.bytesOf(file), contentType: recordings.contentTypeOf(file), name: file.name }
}

/** Files that reach into the time asked for. */
function reachesInto(fromS: number | undefined, toS: number | undefined): Condition<StoredFile> {
  return (file) => file.endS >= (fromS ?? 0) && (!toS || file.beginS <= toS)
}

function wantedOfPlatform(filter: PlatformFilter): Condition<StoredFile> {
  return allOf([
    ...common(filter),
    same(filter.puID, (file) => file.device?.id),
    same(filter.mark, (file) => file.mark),
    within(filter.insertBeginTime, filter.insertEndTime, (file) => file.insertS),
  ])
}

function wantedOfDevice(filter: DeviceFilter): Condition<StoredFile> {
  const channel = filter.channelIndex === ANY_CHANNEL ? undefined : filter.channelIndex
  return allOf([...common(filter), same(channel, (file) => file.channel)])
}

function common(filter: PlatformFilter | DeviceFilter): (Condition<StoredFile> | undefined)[] {
  return [
    reachesInto(filter.beginTime, filter.endTime),
    same(filter.userID, (file) => file.userId),
    oneOfThese<StoredFile, string>(filter.fileType, (file) => file.type),
    oneOfThese<StoredFile, string>(filter.recordReason, (file) => file.reason),
    same(filter.desc1, (file) => file.desc1),
    (file) => matches(filter.desc2, file.desc2),
    (file) => matches(filter.match, file.device?.id ?? '', file.userId ?? '', file.name),
  ]
}

function sharedFields(world: World, file: StoredFile) {
  return {
    channelIndex: file.channel,
    filePath: file.path,
    fileType: file.type,
    fileSize: world.recordings.sizeOf(file),
    beginTime: file.beginS,
    endTime: file.endS,
    insertTime: file.insertS,
    recordReason: file.reason,
    desc1: file.desc1,
    desc2: file.desc2,
    ...(file.lat === undefined || file.lng === undefined ? {} : { lat: file.lat, lng: file.lng }),
  }
}

function deviceRow(world: World, file: StoredFile) {
  return { fileID: file.fileId, ...sharedFields(world, file) }
}

function platformRow(world: World, file: StoredFile) {
  const { recordings, userNameOf } = world
  const userName = file.userId === undefined ? undefined : userNameOf(file.userId)
  return {
    id: recordings.numberOf(file),
    fileID: file.fileId,
    nruID: NRU_ID,
    puID: file.device?.id ?? '',
    ...(file.device ? { puName: file.device.name } : {}),
    ...(file.userId === undefined ? {} : { userID: file.userId }),
    ...(userName === undefined ? {} : { userName }),
    ...sharedFields(world, file),
    fileHash: recordings.hashOf(file),
    fileName: file.name,
    mark: file.mark,
  }
}
