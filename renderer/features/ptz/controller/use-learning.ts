import { ref, watch, type Ref } from 'vue'
import {
  AXIS_ROLES,
  withAxis,
  withButton,
  type AxisRole,
  type ButtonRole,
  type ControllerMap,
} from './controller-map.ts'
import { learnAxis, learnButton, type PadSnapshot } from './learning.ts'

export type Role = AxisRole | ButtonRole

/** While something is learned, the next part that is moved gets it. */
export function useLearning(
  snapshot: Readonly<Ref<PadSnapshot>>,
  map: () => ControllerMap | undefined,
  change: (map: ControllerMap) => void,
) {
  const learning = ref<Role>()
  let before: PadSnapshot = { axes: [], buttons: [] }

  watch(snapshot, (now) => {
    const role = learning.value
    const current = map()
    if (role === undefined || !current) return
    const next = learned(current, role, now)
    if (!next) return
    learning.value = undefined
    change(next)
  })

  function learned(current: ControllerMap, role: Role, now: PadSnapshot): ControllerMap | undefined {
    if (isAxisRole(role)) {
      const use = learnAxis(before, now)
      return use && withAxis(current, role, use)
    }
    const button = learnButton(before, now)
    return button === undefined ? undefined : withButton(current, role, button)
  }

  return {
    learning,
    learn(role: Role | undefined): void {
      before = snapshot.value
      learning.value = role
    },
  }
}

function isAxisRole(role: Role): role is AxisRole {
  return (AXIS_ROLES as readonly string[]).includes(role)
}
