import { appendFileSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { DialogJournal } from '../../../../../electron/core/live/dialog-journal.ts'
import { tempFolder } from '../../../../support/temp-folder.ts'

const unexpected = (reason: string): never => {
  throw new Error(reason)
}
const openJournal = (folder: string): DialogJournal => new DialogJournal(folder, unexpected)

it('finds what a former session left open, and only that', () => {
  const folder = tempFolder()
  const crashed = openJournal(folder)
  crashed.opened('a')
  crashed.opened('b/with\nodd +-characters')
  crashed.opened('c')
  crashed.closed('a')
  const journal = openJournal(folder)
  journal.opened('mine')
  const leftovers = journal.leftovers()
  expect(leftovers.flatMap(({ dialogIds }) => dialogIds)).toEqual(['b/with\nodd +-characters', 'c'])
  for (const leftover of leftovers) journal.forget(leftover)
  expect(journal.leftovers()).toEqual([])
})

it('reads on behind a line that was cut when the power went', () => {
  const folder = tempFolder()
  openJournal(folder).opened('whole')
  const dialogs = path.join(folder, 'dialogs')
  for (const name of readdirSync(dialogs)) appendFileSync(path.join(dialogs, name), '+cut%2')
  expect(openJournal(folder).leftovers()).toMatchObject([{ dialogIds: ['whole'] }])
})

it('tells of a disk that fails and never throws', () => {
  const folder = tempFolder()
  const told: string[] = []
  const journal = new DialogJournal(folder, (reason) => told.push(reason))
  rmSync(path.join(folder, 'dialogs'), { recursive: true })
  journal.opened('a')
  journal.closed('a')
  expect(journal.leftovers()).toEqual([])
  expect(told).toEqual([1, 2, 3].map(() => expect.stringContaining('ENOENT')))
})

it('stays for the next session when a dialog could not be closed', () => {
  const folder = tempFolder()
  const journal = openJournal(folder)
  journal.opened('a')
  journal.finish()
  expect(openJournal(folder).leftovers()).toMatchObject([{ dialogIds: ['a'] }])
})

it('leaves no file after a good end', () => {
  const folder = tempFolder()
  const journal = openJournal(folder)
  journal.opened('a')
  journal.closed('a')
  journal.finish()
  expect(readdirSync(path.join(folder, 'dialogs'))).toEqual([])
})
