import { expect, it } from 'vitest'
import { DEFAULTS, parseCommandLine } from '../../simulator/options.ts'

it('without options it is the default platform with a little life', () => {
  expect(parseCommandLine([])).toEqual({ json: false, options: { ...DEFAULTS, churn: 0.2 } })
})

it('every option reaches its place, in its unit', () => {
  const line =
    '--port 8080 --control-port 8081 --devices 300 --seed 7 --churn 2.5 --tls --common-name a.example --alternative-names a,b --token-lifetime 60 --lock 5 --idle 30 --positions 0.5 --rate 5000 --simple-passwords --as-documented --json'
  expect(parseCommandLine(line.split(' '))).toEqual({
    json: true,
    options: {
      port: 8080,
      controlPort: 8081,
      devices: 300,
      seed: 7,
      churn: 2.5,
      tls: true,
      commonName: 'a.example',
      alternativeNames: ['a', 'b'],
      tokenLifetimeS: 60,
      lockS: 5,
      idleMs: 30_000,
      positionsMs: 500,
      rate: 5000,
      complexPassword: false,
      asDocumented: true,
    },
  })
})

it.each([
  ['--port 70000', '--port wants a whole number up to 65535, not "70000"'],
  ['--devices 1.5', '--devices wants a whole number'],
  ['--churn lots', '--churn wants a number of at least 0, not "lots"'],
  ['--lock=-1', '--lock wants a number of at least 0'],
  ['--nonsense', "Unknown option '--nonsense'"],
])('%s is refused in a sentence', (line, sentence) => {
  expect(() => parseCommandLine(line.split(' '))).toThrow(sentence)
})
