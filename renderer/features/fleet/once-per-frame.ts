/** Collects any number of wishes into one run before the next picture is drawn. */
export function oncePerFrame(run: () => void, nextFrame: (callback: () => void) => void): () => void {
  let isWaiting = false
  return () => {
    if (isWaiting) return
    isWaiting = true
    nextFrame(() => {
      isWaiting = false
      run()
    })
  }
}
