import { expect, it } from 'vitest'
import { Scope } from '../../../shared/disposables.ts'

it('runs each off-function once, newest first', () => {
  const ran: string[] = []
  const scope = new Scope()
  scope.own(() => ran.push('first'))
  scope.own(() => ran.push('second'))
  scope.dispose()
  scope.dispose()
  expect(ran).toEqual(['second', 'first'])
})

it('lets go early what its owner gives back', () => {
  let runs = 0
  const scope = new Scope()
  const off = scope.own(() => runs++)
  off()
  off()
  scope.dispose()
  expect(runs).toBe(1)
})

it('closes at once what is opened after the end', () => {
  let closed = false
  const scope = new Scope()
  scope.dispose()
  scope.own(() => (closed = true))
  expect(closed).toBe(true)
})

it('runs the others when one throws, and tells of it', () => {
  let ran = false
  const scope = new Scope()
  scope.own(() => (ran = true))
  scope.own(() => {
    throw new Error('first to run')
  })
  expect(() => scope.dispose()).toThrow('first to run')
  expect(ran).toBe(true)
})
