import { describe, expect, it } from 'vitest'
import { CATALOGUE, rowsOf, searchCatalogue } from '../../../../renderer/features/platform-explorer/catalogue.ts'
import { en } from '../../../../renderer/locales/en/index.ts'
import { operations, operationsByName, pushes } from '../../../../shared/platform/index.ts'

const names = (query: string): string[] => searchCatalogue(query).map(({ entry }) => entry.name)

describe('the catalogue', () => {
  it('has every operation and every subscription of the contract once, 273 in all', () => {
    const contract = [...operationsByName.keys(), ...Object.values(pushes).map(({ name }) => name)]
    expect(CATALOGUE.map(({ name }) => name).sort()).toEqual(contract.sort())
    expect(CATALOGUE).toHaveLength(273)
  })

  it('has a name for every section', () => {
    const named = en.explorer.sections as Record<string, string>
    const sections = [...Object.keys(operations), 'websocket']
    expect(sections.filter((section) => !named[section])).toEqual([])
    expect(Object.keys(named).filter((section) => !sections.includes(section))).toEqual([])
  })
})

describe('searchCatalogue', () => {
  it('finds by name, path and method, whatever the case', () => {
    expect(names('DEVICE.LIST')[0]).toBe('device.list')
    expect(names('/pugroup/root')).toEqual(['pugroup.root'])
    expect(names('post pugroup list')).toContain('pugroup.list')
    expect(names('get pugroup list')).not.toContain('pugroup.list')
    expect(names('')).toHaveLength(CATALOGUE.length)
    expect(names('nothing-has-this')).toEqual([])
  })

  it('finds by the names of fields, however deep, and says which', () => {
    const hit = searchCatalogue('batteryPower').find(({ entry }) => entry.name === 'device.battery')
    expect(hit?.fields).toEqual(['batteryPower'])
    expect(names('device.list mediaDir')).toContain('device.list')
    expect(names('ws starCount')).toEqual(['gpsdata'])
  })
})

describe('rowsOf', () => {
  it('puts the hits under their sections, in their order', () => {
    const rows = rowsOf(searchCatalogue('pugroup'))
    expect(rows[0]).toMatchObject({ kind: 'section', section: 'device' })
    const first = rows.find(({ kind }) => kind === 'section')
    const own = rows.filter((row) => row.kind === 'operation' && row.hit.entry.section === 'device')
    expect(first).toMatchObject({ count: own.length })
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length)
  })
})
