import { describe, expect, it } from 'vitest'
import { proxyFromEnvironment } from '../../../../../electron/host/node/proxy.ts'

describe('the proxy of the environment', () => {
  const proxies = {
    https_proxy: 'http://user:secret@proxy.example:3128',
    HTTP_PROXY: 'proxy.example',
    no_proxy: 'intern.example, .lan,10.0.0.5:8443',
  }

  it('is direct without one', () => {
    expect(proxyFromEnvironment('https://platform.example/', {})).toBe('DIRECT')
  })

  it('follows the scheme of the address, without passing credentials on', () => {
    expect(proxyFromEnvironment('https://platform.example/', proxies)).toBe('PROXY proxy.example:3128')
    expect(proxyFromEnvironment('wss://platform.example/', proxies)).toBe('PROXY proxy.example:3128')
    expect(proxyFromEnvironment('http://platform.example/', proxies)).toBe('PROXY proxy.example:80')
    expect(proxyFromEnvironment('http://a.example/', { all_proxy: 'socks5://s.example' })).toBe('SOCKS5 s.example:1080')
    expect(proxyFromEnvironment('http://a.example/', { http_proxy: 'gopher://s.example' })).toBe('DIRECT')
  })

  it.each([
    ['https://127.0.0.1:9/', 'DIRECT'],
    ['https://localhost/', 'DIRECT'],
    ['https://intern.example/', 'DIRECT'],
    ['https://a.intern.example/', 'DIRECT'],
    ['https://notintern.example/', 'PROXY proxy.example:3128'],
    ['https://host.lan/', 'DIRECT'],
    ['https://10.0.0.5:8443/', 'DIRECT'],
    ['https://10.0.0.5/', 'PROXY proxy.example:3128'],
  ])('exempts what no_proxy and common sense exempt: %s', (url, wanted) => {
    expect(proxyFromEnvironment(url, proxies)).toBe(wanted)
  })

  it('exempts everything by *', () => {
    expect(proxyFromEnvironment('https://a.example/', { ...proxies, no_proxy: '*' })).toBe('DIRECT')
  })
})
