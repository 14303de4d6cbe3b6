/** What stands before a row: one path each on a 16 × 16 grid, drawn as lines. */
import type { DeviceKind } from './device-kind.ts'

export type RowIcon = DeviceKind | 'group' | 'user' | 'channel' | 'channelPtz'

export const kindShapes: Readonly<Record<RowIcon, string>> = {
  group: 'M1.5 12.5v-9h4.5l1.5 2h7v7z',
  user: 'M8 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM3 13.5v-.5a5 5 0 0 1 10 0v.5',
  body: 'M5 2.5h6a1.5 1.5 0 0 1 1.5 1.5v8a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 12V4A1.5 1.5 0 0 1 5 2.5zM8 4.6a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4zM6 11.3h4',
  vehicle:
    'M1.5 11.5V8l2-.7L5.2 4h5.6l1.7 3.3 2 .7v3.5zM3.5 7.3h9M4.5 10.2a1.3 1.3 0 1 0 0 2.6 1.3 1.3 0 0 0 0-2.6zM11.5 10.2a1.3 1.3 0 1 0 0 2.6 1.3 1.3 0 0 0 0-2.6z',
  helmet: 'M2.5 11a5.5 5.5 0 0 1 11 0M1.2 11h13.6v1.8H1.2zM6.5 5.8V8M9.5 5.8V8',
  handheld: 'M4.5 1.5h7v13h-7zM4.5 11.5h7M7.5 13h1',
  ptz: 'M3 2.5h10M5 2.5v2.2M11 2.5v2.2M3.5 4.7h9v3a4.5 4.5 0 0 1-9 0zM8 6.4a1.6 1.6 0 1 0 0 3.2 1.6 1.6 0 0 0 0-3.2z',
  drone:
    'M5.5 6.5h5v3h-5zM5.5 6.5L3 4M10.5 6.5L13 4M5.5 9.5L3 12M10.5 9.5L13 12M1.2 4h3.6M11.2 4h3.6M1.2 12h3.6M11.2 12h3.6',
  fixed: 'M1.5 4.5l10-2 1 4.5-10 2zM12.2 5.5l2.3-.4M6 8.3v3h-4M2 9.5v4',
  channel: 'M1.5 4.5h8.5v7H1.5zM10 7.2l4-2.2v6l-4-2.2',
  channelPtz:
    'M8 1.5v13M1.5 8h13M6.3 3.2L8 1.5l1.7 1.7M6.3 12.8L8 14.5l1.7-1.7M3.2 6.3L1.5 8l1.7 1.7M12.8 6.3L14.5 8l-1.7 1.7',
  other: 'M2.5 3.5h11v9h-11zM5 6.5h6M5 9.5h3',
}
