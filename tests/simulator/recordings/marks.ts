/** Marks on the timeline of platform files. */

export interface Mark {
  readonly id: number
  readonly fileId: string
  readonly userId: string
  /** From the beginning of the file. */
  readonly timeMs: number
  readonly text: string
  /** Seconds since 1970. */
  readonly addedS: number
}

export interface Marks {
  add(mark: Omit<Mark, 'id'>): Mark
  /** Returns how many of these there were on that file. */
  remove(fileId: string, ids: readonly number[]): number
  /** In order of being added. */
  list(): readonly Mark[]
}

export function createMarks(): Marks {
  let marks: Mark[] = []
  let nextId = 1
  return {
    add(given) {
      const mark = { id: nextId++, ...given }
      marks.push(mark)
      return mark
    },
    remove(fileId, ids) {
      const left = marks.filter((mark) => mark.fileId !== fileId || !ids.includes(mark.id))
      const count = marks.length - left.length
      marks = left
      return count
    },
    list: () => marks,
  }
}
