import { describe, expect, it } from 'vitest'
import { curlText } from '../../../../renderer/features/platform-explorer/curl.ts'
import {
  inputSchema,
  requestOf,
  startingInput,
  withPage,
} from '../../../../renderer/features/platform-explorer/request.ts'
import { withMaskedSecrets, withoutSecrets } from '../../../../renderer/features/platform-explorer/secrets.ts'
import { fieldsOf } from '../../../../renderer/ui/schema-form/form-schema.ts'
import { problemsOf } from '../../../../renderer/ui/schema-form/problems.ts'
import { op, type Operation } from '../../../../shared/platform/define.ts'
import { operationsByName } from '../../../../shared/platform/index.ts'
import Type from 'typebox'

function operation(name: string): Operation {
  const found = operationsByName.get(name)
  if (!found) throw new Error(`no ${name}`)
  return found
}

describe('the input of an operation', () => {
  it('has a part for what the operation is told, and for nothing else', () => {
    const parts = (name: string): string[] => fieldsOf(inputSchema(operation(name))).map((field) => field.name)
    expect(parts('device.info')).toEqual(['params'])
    expect(parts('device.list')).toEqual(['body'])
    expect(parts('pugroup.root')).toEqual([])
    expect(inputSchema(operation('device.info'))).toBe(inputSchema(operation('device.info')))
  })

  it('begins with the first page of a list, ready to be sent', () => {
    expect(startingInput(operation('device.list'))).toEqual({ body: { page: 0, pageSize: 20 } })
    expect(startingInput(operation('device.info'))).toEqual({ params: {} })
  })

  it('begins as something a form can show, for every operation', () => {
    for (const each of operationsByName.values()) {
      const input = startingInput(each)
      const keys = [...problemsOf(inputSchema(each), input).values()].map(({ key }) => key)
      expect(
        keys.filter((key) => key !== 'required' && key !== 'minItems'),
        each.name,
      ).toEqual([])
    }
  })

  it('turns pages where the operation is told one', () => {
    const list = operation('device.list')
    const input = { body: { page: 0, pageSize: 20, filter: { match: 'x' } } }
    expect(withPage(list, input, 1)).toEqual({ body: { page: 1, pageSize: 20, filter: { match: 'x' } } })
    expect(withPage(operation('device.info'), {}, 1)).toBeUndefined()
  })
})

describe('requestOf', () => {
  it('says what goes out', () => {
    const input = { params: { puid: 'PU/1 ü' } }
    expect(requestOf(operation('device.info'), input)).toEqual({
      method: 'GET',
      path: '/bvcsp/v1/pu/info/PU%2F1%20%C3%BC',
      body: undefined,
    })
    expect(requestOf(operation('device.list'), {}).body).toEqual({})
  })

  it('leaves open what is missing', () => {
    for (const params of [{}, { puid: '' }, { puid: '..' }])
      expect(requestOf(operation('device.info'), { params }).path).toBe('/bvcsp/v1/pu/info/:puid')
  })
})

const secretive = op({
  name: 'test.secret',
  method: 'PUT',
  path: '/bvcsp/v1/test/:id',
  params: Type.Object({ id: Type.String() }),
  body: Type.Object({ password_encrypted: Type.String(), name: Type.String() }),
})

describe('curlText', () => {
  it('has everything but the token and the passwords', () => {
    const input = { params: { id: 'a' }, body: { password_encrypted: 'SHA256:abc', name: "it's" } }
    expect(curlText('https://vds.city:8443/', secretive, input)).toBe(
      [
        "curl -X PUT 'https://vds.city:8443/bvcsp/v1/test/a' \\",
        '  -H "Authorization: $TOKEN" \\',
        "  -H 'Content-Type: application/json;charset=UTF-8' \\",
        `  --data '{"password_encrypted":"***","name":"it'\\''s"}'`,
      ].join('\n'),
    )
  })

  it('sends no body with a GET, and saves a file as one', () => {
    expect(curlText('http://h', operation('device.info'), { params: { puid: 'P' } })).toBe(
      `curl 'http://h/bvcsp/v1/pu/info/P' \\\n  -H "Authorization: $TOKEN"`,
    )
    const file = [...operationsByName.values()].find(({ answers }) => answers === 'file')
    if (!file) throw new Error('no operation answers a file')
    expect(curlText('http://h', file, {})).toContain('--output answer.bin')
  })
})

describe('secrets', () => {
  const value = { name: 'a', password: 'x', list: [{ pppoePassword: 'y', port: 1 }], token: 't', wepKey: ['k'] }

  it('are taken away, however deep', () => {
    expect(withoutSecrets(value)).toEqual({ name: 'a', list: [{ port: 1 }] })
    expect(withMaskedSecrets(value)).toEqual({
      name: 'a',
      password: '***',
      list: [{ pppoePassword: '***', port: 1 }],
      token: '***',
      wepKey: '***',
    })
    expect(value.password).toBe('x')
  })
})
