import type { HTMLAttributes, InputHTMLAttributes } from 'vue'

/** What the inner input of an NInput gets: its id, the same as test id, and more. */
export function inputProps(id: string, more: InputHTMLAttributes = {}): InputHTMLAttributes {
  return { id, ...testId(id), ...more }
}

/** Attributes for parts of naive-ui that take them as an object. */
export function testId(id: string): HTMLAttributes & { 'data-testid': string } {
  return { 'data-testid': id }
}
