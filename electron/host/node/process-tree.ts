/** The processes of a browser we started, from Linux' /proc. */
import { readdir, readFile } from 'node:fs/promises'
import type { ProcessSample } from '../common/cpu-meter.ts'

export interface TreeSample {
  processes: readonly ProcessSample[]
  /** Resident pages that are not shared with others: shared ones would be counted once per process. */
  memoryBytes: number
}

// What Linux gives every program, whatever the kernel ticks at; and the page size of the two architectures we ship for.
const TICKS_PER_SECOND = 100
const PAGE_BYTES = 4096

interface Stat extends ProcessSample {
  pid: number
  parent: number
}

/** `rootPid` and all its descendants. Undefined where there is no /proc or the process is gone. */
export async function sampleTree(rootPid: number): Promise<TreeSample | undefined> {
  if (process.platform !== 'linux') return undefined
  const names = await readdir('/proc').catch(() => [])
  const stats = (await Promise.all(names.filter((name) => /^\d+$/.test(name)).map(readStat))).filter(
    (stat) => stat !== undefined,
  )
  const children = Map.groupBy(stats, (stat) => stat.parent)
  const tree: Stat[] = stats.filter((stat) => stat.pid === rootPid)
  for (const stat of tree) tree.push(...(children.get(stat.pid) ?? []))
  if (tree.length === 0) return undefined
  const memory = await Promise.all(tree.map((stat) => privateBytes(stat.pid)))
  return { processes: tree, memoryBytes: memory.reduce((sum, bytes) => sum + bytes, 0) }
}

/** A line of /proc/<pid>/stat; the name in brackets may itself hold brackets and blanks. */
export function parseStat(line: string): Stat | undefined {
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ')
  const [parent, userTicks, systemTicks] = [fields[1], fields[11], fields[12]].map(Number)
  const pid = Number.parseInt(line, 10)
  if (parent === undefined || userTicks === undefined || systemTicks === undefined) return undefined
  if (![pid, parent, userTicks, systemTicks].every(Number.isFinite)) return undefined
  // Start time makes the key: numbers of processes are given again.
  return { key: `${pid}@${fields[19]}`, pid, parent, cpuMs: ((userTicks + systemTicks) * 1000) / TICKS_PER_SECOND }
}

async function readStat(pid: string): Promise<Stat | undefined> {
  return parseStat(await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => ''))
}

async function privateBytes(pid: number): Promise<number> {
  const [, resident = 0, shared = 0] = (await readFile(`/proc/${pid}/statm`, 'latin1').catch(() => ''))
    .split(' ')
    .map(Number)
  return Math.max(0, resident - shared) * PAGE_BYTES
}
