// @vitest-environment happy-dom
import Type from 'typebox'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createApp, h, nextTick, shallowRef } from 'vue'
import { i18n } from '../../../../../renderer/i18n.ts'
import type { FormSchema } from '../../../../../renderer/ui/schema-form/form-schema.ts'
import SchemaForm from '../../../../../renderer/ui/schema-form/SchemaForm.vue'
import { bitsOf, oneOf } from '../../../../../shared/platform/values.ts'

interface FormParts {
  check(): boolean
}

/** A form on a page, with what its owner holds. */
async function openForm(schema: FormSchema, initial: unknown, labels: Record<string, string> = {}) {
  i18n.global.locale.value = 'en'
  const value = shallowRef(initial)
  const parts = shallowRef<FormParts>()
  let submits = 0
  const page = document.createElement('div')
  document.body.append(page)
  const app = createApp(() =>
    h(SchemaForm, {
      ref: parts,
      schema,
      modelValue: value.value,
      labels,
      'onUpdate:modelValue': (next: unknown) => (value.value = next),
      onSubmit: () => (submits += 1),
    }),
  ).use(i18n)
  app.mount(page)
  onTestFinished(() => {
    app.unmount()
    page.remove()
  })
  await nextTick()
  const field = (pointer: string): HTMLElement => {
    const found = page.querySelector<HTMLElement>(`[data-field="${pointer}"]`)
    if (!found) throw new Error(`no field ${pointer}`)
    return found
  }
  const control = <E extends HTMLElement>(pointer: string, selector = 'input, select, textarea'): E => {
    const found = field(pointer).querySelector<E>(selector)
    if (!found) throw new Error(`no control of ${pointer}`)
    return found
  }
  return {
    page,
    value,
    field,
    control,
    submits: () => submits,
    check: () => parts.value?.check(),
    problem: (pointer: string) => field(pointer).querySelector('[data-testid="field-problem"]')?.textContent.trim(),
    async type(pointer: string, text: string) {
      const input = control<HTMLInputElement>(pointer)
      input.value = text
      input.dispatchEvent(new Event('input', { bubbles: true }))
      await nextTick()
    },
    async press(pointer: string, words: string) {
      const buttons = [...field(pointer).querySelectorAll('button')]
      const button = buttons.find((one) => one.getAttribute('aria-label') === words || one.textContent.trim() === words)
      if (!button) throw new Error(`no button ${words} in ${pointer}`)
      button.click()
      await nextTick()
      await nextTick()
    },
  }
}

describe('a form', () => {
  it('changes what is typed and keeps fields nobody knows', async () => {
    const schema = Type.Object({ name: Type.String(), port: Type.Optional(Type.Integer()) })
    const form = await openForm(schema, { name: 'a', foreign: { deep: [1] } })
    await form.type('/name', 'b')
    await form.type('/port', '8080')
    expect(form.value.value).toEqual({ name: 'b', foreign: { deep: [1] }, port: 8080 })
    await form.type('/port', '')
    expect(form.value.value).toEqual({ name: 'b', foreign: { deep: [1] } })
    expect(form.page.textContent).toContain('Further fields: foreign')
  })

  it('says at the field what is wrong, once the operator was there', async () => {
    const form = await openForm(Type.Object({ port: Type.Integer({ maximum: 10 }), name: Type.String() }), {})
    expect(form.problem('/port')).toBeUndefined()
    await form.type('/port', '11')
    form.control('/port').dispatchEvent(new Event('blur'))
    await nextTick()
    expect(form.problem('/port')).toBe('At most 10.')
    expect(form.problem('/name')).toBeUndefined()
    i18n.global.locale.value = 'zh-CN'
    await nextTick()
    expect(form.problem('/port')).toBe('不得大于 10。')
  })

  it('takes no number that is none, and keeps what was typed', async () => {
    const form = await openForm(Type.Object({ port: Type.Integer() }), { port: 1 })
    await form.type('/port', '1x')
    expect(form.check()).toBe(false)
    await nextTick()
    expect(form.problem('/port')).toBe('Must be a whole number.')
    expect(form.value.value).toEqual({ port: 1 })
    expect(form.control<HTMLInputElement>('/port').value).toBe('1x')
    await form.type('/port', '12')
    expect(form.check()).toBe(true)
  })

  it('shows all that is missing when it is to be sent', async () => {
    const form = await openForm(Type.Object({ name: Type.String(), yes: Type.Boolean() }), {})
    expect(form.check()).toBe(false)
    await nextTick()
    expect([form.problem('/name'), form.problem('/yes')]).toEqual(['Needed.', 'Needed.'])
  })

  it('leaves all fields alone but the one that is typed into', async () => {
    const names = Array.from({ length: 50 }, (_, at) => `field${at}`)
    const schema = Type.Object(Object.fromEntries(names.map((name) => [name, Type.String()])))
    const form = await openForm(schema, Object.fromEntries(names.map((name) => [name, 'x'])))
    const touched = new Set<string | null>()
    const observer = new MutationObserver((changes) => {
      for (const { target } of changes)
        touched.add((target as Element).closest('[data-field]')?.getAttribute('data-field') ?? null)
    })
    observer.observe(form.page, { subtree: true, childList: true, attributes: true, characterData: true })
    await form.type('/field7', 'y')
    await form.type('/field7', 'yz')
    touched.delete('/field7')
    expect([...touched, ...observer.takeRecords()]).toEqual([])
    expect((form.value.value as Record<string, string>)['field7']).toBe('yz')
  })

  it('goes by the names its owner gives', async () => {
    const schema = Type.Object({ list: Type.Array(Type.Object({ name: Type.String() })) })
    const form = await openForm(schema, { list: [{ name: 'a' }] }, { 'list[].name': 'Name of the camera' })
    expect(form.field('/list/0/name').textContent).toContain('Name of the camera')
  })

  it('is submitted by Enter in a line', async () => {
    const form = await openForm(Type.Object({ name: Type.String() }), { name: 'a' })
    const enter = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true })
    form.control('/name').dispatchEvent(enter)
    expect(form.submits()).toBe(1)
  })
})

describe('choices', () => {
  it('names the values of an enumeration and keeps one nobody documented', async () => {
    const form = await openForm(Type.Object({ mode: oneOf({ off: 0, on: 1 }) }), { mode: 7 })
    const select = form.control<HTMLSelectElement>('/mode')
    expect([...select.options].map(({ text }) => text.trim())).toEqual([
      'choose …',
      '7 (not documented)',
      'off · 0',
      'on · 1',
    ])
    expect(form.value.value).toEqual({ mode: 7 })
    select.value = '1'
    select.dispatchEvent(new Event('change', { bubbles: true }))
    await nextTick()
    expect(form.value.value).toEqual({ mode: 1 })
  })

  it('sets one bit and leaves the others', async () => {
    const form = await openForm(Type.Object({ sum: bitsOf({ a: 1, b: 2 }) }), { sum: 9 })
    const [, second] = form.field('/sum').querySelectorAll('input')
    second?.click()
    await nextTick()
    expect(form.value.value).toEqual({ sum: 11 })
    expect(form.field('/sum').textContent).toContain('(of it 8 without a name)')
  })

  it('sends neither yes nor no before it was chosen', async () => {
    const form = await openForm(Type.Object({ on: Type.Optional(Type.Boolean()) }), {})
    const [out, yes] = form.field('/on').querySelectorAll('input')
    yes?.click()
    await nextTick()
    expect(form.value.value).toEqual({ on: true })
    out?.click()
    await nextTick()
    expect(form.value.value).toEqual({})
  })
})

describe('parts of a form', () => {
  it('adds and leaves out a group', async () => {
    const schema = Type.Object({ filter: Type.Optional(Type.Object({ match: Type.Optional(Type.String()) })) })
    const form = await openForm(schema, {})
    await form.press('/filter', 'Add')
    await form.type('/filter/match', 'x')
    expect(form.value.value).toEqual({ filter: { match: 'x' } })
    await form.press('/filter', 'Do not send filter')
    expect(form.value.value).toEqual({})
  })

  it('adds, moves and removes entries with what is half typed in them', async () => {
    const form = await openForm(Type.Object({ list: Type.Array(Type.Integer()) }), { list: [1, 2] })
    await form.press('/list', 'Add an entry to list')
    expect(form.check()).toBe(false)
    await form.type('/list/2', '3x')
    await form.press('/list', 'Move entry 3 up')
    expect(form.control<HTMLInputElement>('/list/1').value).toBe('3x')
    await form.type('/list/1', '3')
    expect(form.value.value).toEqual({ list: [1, 3, 2] })
    await form.press('/list', 'Remove entry 1')
    expect(form.value.value).toEqual({ list: [3, 2] })
    expect(form.check()).toBe(true)
  })

  it('changes the shape of one of several', async () => {
    const schema = Type.Object({
      shape: Type.Union([
        Type.Object({ kind: Type.Literal('circle'), radius: Type.Number() }),
        Type.Object({ kind: Type.Literal('line'), length: Type.Number() }),
      ]),
    })
    const form = await openForm(schema, { shape: { kind: 'circle', radius: 3 } })
    expect(form.control<HTMLInputElement>('/shape/radius').value).toBe('3')
    const select = form.control<HTMLSelectElement>('/shape', 'header select')
    select.value = '1'
    select.dispatchEvent(new Event('change', { bubbles: true }))
    await nextTick()
    await form.type('/shape/length', '5')
    expect(form.value.value).toEqual({ shape: { kind: 'line', length: 5 } })
  })

  it('says where a text stops being JSON, and takes it when it is', async () => {
    const form = await openForm(Type.Object({ any: Type.Unknown() }), { any: { a: 1 } })
    await form.type('/any', '{\n  "a": }')
    expect(form.problem('/any')).toBe('Line 2, column 8: a value is expected.')
    expect(form.value.value).toEqual({ any: { a: 1 } })
    expect(form.check()).toBe(false)
    await form.type('/any', '[1, {"b": null}]')
    expect(form.value.value).toEqual({ any: [1, { b: null }] })
    expect(form.check()).toBe(true)
  })
})
