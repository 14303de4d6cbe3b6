/** The control address from another process, with the same names and types as in-process. */
import type { Controls, RemoteControls } from '../simulator.ts'

/** `url` as printed in `control`. A refused command throws with the simulator's sentence. */
export function connectControl(url: string): RemoteControls {
  return new Proxy({} as RemoteControls, {
    get: (_target, name) =>
      typeof name === 'string' && name !== 'then'
        ? (input: unknown) => call(url, name as keyof Controls, input)
        : undefined,
  })
}

async function call(url: string, name: keyof Controls, input: unknown): Promise<unknown> {
  const response = await fetch(`${url}/${name}`, { method: 'POST', body: JSON.stringify(input ?? {}) })
  const answer = (await response.json()) as { ok: boolean; result?: unknown; error?: string }
  if (!answer.ok) throw new Error(`${name}: ${answer.error ?? response.statusText}`)
  return answer.result ?? undefined
}
