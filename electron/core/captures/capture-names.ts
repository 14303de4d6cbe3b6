/** What files of captures are called: `Gate 3 · Front 2026-03-01 14.05.09.123`, this machine's time. */
import { localTime } from '../storage/local-time.ts'
import { safeName } from '../downloads/safe-name.ts'

/** With its ending, safe on every file system. `time`: epoch ms. */
export function captureName(title: string, time: number, ending: 'png' | 'mp4' | 'mov'): string {
  const moment = localTime(time).replaceAll(':', '.')
  const milliseconds = String(Math.floor(time) % 1000).padStart(3, '0')
  return safeName(`${shortened(title)} ${moment}.${milliseconds}.${ending}`)
}

/** A long name must not push the time out. */
const shortened = (title: string): string => [...title].slice(0, 50).join('')
