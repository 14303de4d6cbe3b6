import type { Off } from './disposables.ts'

/** Listeners of one kind of fact. A listener added or removed while an emit runs takes effect with the next emit. */
export class Emitter<T> {
  #listeners: readonly ((value: T) => void)[] = []

  on(listener: (value: T) => void): Off {
    this.#listeners = [...this.#listeners, listener]
    return () => {
      this.#listeners = this.#listeners.filter((other) => other !== listener)
    }
  }

  emit(value: T): void {
    for (const listener of this.#listeners) listener(value)
  }
}
