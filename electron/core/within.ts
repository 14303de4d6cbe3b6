/** Resolves when `work` does, or after `limitMs`: what was to be waited for goes on then. Rejects when `work` does before. */
export async function within(limitMs: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<void>((resolve) => (timer = setTimeout(resolve, limitMs)))
  try {
    await Promise.race([work, limit])
  } finally {
    clearTimeout(timer)
  }
}
