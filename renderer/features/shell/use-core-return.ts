/** After the pipe to the core is gone: asks until the core answers again, then reloads the window. */
import { onScopeDispose, readonly, ref, type Ref } from 'vue'

const EVERY_MS = 2000

export interface CoreReturn {
  readonly tries: Readonly<Ref<number>>
  /** The core answers, but refuses this window: it was started anew, with another token. */
  readonly refused: Readonly<Ref<boolean>>
}

/** `probe` fetches this page's own address: the status of the answer, or undefined when nothing answers. */
export function useCoreReturn(probe: () => Promise<number | undefined>, reload: () => void): CoreReturn {
  const tries = ref(0)
  const refused = ref(false)
  let ended = false

  async function look(): Promise<void> {
    const status = await probe()
    if (ended) return
    tries.value++
    refused.value = status !== undefined && status >= 400
    // A page that loads into nothing would be the browser's error page, without a way back: only when the core answers.
    if (status !== undefined && status < 400) reload()
    else timer = setTimeout(() => void look(), EVERY_MS)
  }

  let timer = setTimeout(() => void look(), EVERY_MS)
  onScopeDispose(() => {
    ended = true
    clearTimeout(timer)
  })
  return { tries: readonly(tries), refused: readonly(refused) }
}

export async function probePage(): Promise<number | undefined> {
  try {
    const answer = await fetch(window.location.href, { cache: 'no-store' })
    return answer.status
  } catch {
    return undefined
  }
}
