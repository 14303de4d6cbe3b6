/** Asks what a tour goes through and how long it stays; one dialog for the whole wall. */
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { TourStop } from './saved-tour.ts'

export type TourQuestion =
  | { readonly kind: 'pane'; readonly position: number; readonly stops: readonly TourStop[]; readonly dwellS?: number }
  | { readonly kind: 'tabs'; readonly layouts: readonly string[]; readonly dwellS?: number }

export const useTourDialog = defineStore('tour-dialog', () => {
  const question = shallowRef<TourQuestion>()
  return {
    question,
    ask: (next: TourQuestion): void => void (question.value = next),
    close: (): void => void (question.value = undefined),
  }
})
