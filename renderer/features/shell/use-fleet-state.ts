import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import type { FleetState } from '../../../shared/contract/fleet.ts'
import { useClient } from '../../client.ts'
import { useReported } from '../../ui/use-reported.ts'

/** How fresh the device list is. Undefined until the core has answered. */
export function useFleetState(): Readonly<ShallowRef<FleetState | undefined>> {
  const client = useClient()
  const reported = useReported()
  const state = shallowRef<FleetState>()
  onScopeDispose(client.on('fleet.stateChanged', (now) => (state.value = now)))
  reported(client.fleet.state({}).then((now) => (state.value = now)))
  return state
}
