/** Of the windows of one core one does something: the holder of a lock that the browser passes on at once when that window is gone. */
import { readonly, ref, type Ref } from 'vue'

export interface WindowTurn {
  /** It is this window's turn. */
  readonly isHere: Readonly<Ref<boolean>>
  /** Waits for its turn, behind those that wait already. */
  queue(): void
  /** Takes the turn from whichever window has it. */
  take(): void
  /** Lets another one. */
  leave(): void
}

/** Without `locks` it is each window's turn: twice is better than not at all. */
export function createWindowTurn(locks: LockManager | undefined, name: string): WindowTurn {
  const isHere = ref(false)
  let turn: AbortController | undefined

  function ask(options: { steal: boolean }): void {
    const mine = new AbortController()
    turn = mine
    if (!locks) return void (isHere.value = true)
    locks
      .request(name, options.steal ? { steal: true } : { signal: mine.signal }, () => {
        if (mine.signal.aborted) return undefined
        isHere.value = true
        return new Promise<void>((resolve) => mine.signal.addEventListener('abort', () => resolve(), { once: true }))
      })
      .catch(() => {
        // It was left before it was its turn, or another window took it: then it waits again.
        if (turn !== mine || mine.signal.aborted) return
        isHere.value = false
        ask({ steal: false })
      })
  }
  function leave(): void {
    turn?.abort()
    turn = undefined
    isHere.value = false
  }
  return {
    isHere: readonly(isHere),
    queue: () => turn ?? ask({ steal: false }),
    take() {
      if (isHere.value) return
      leave()
      ask({ steal: true })
    },
    leave,
  }
}
