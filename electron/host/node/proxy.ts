/** Proxies the way command line programs name them, answered in the words of a PAC file. Credentials in them are not passed on. */

const SCHEMES: Readonly<Record<string, { word: string; port: string }>> = {
  'http:': { word: 'PROXY', port: '80' },
  'https:': { word: 'HTTPS', port: '443' },
  'socks5:': { word: 'SOCKS5', port: '1080' },
  'socks5h:': { word: 'SOCKS5', port: '1080' },
  'socks4:': { word: 'SOCKS', port: '1080' },
}

/** `url` is http(s) or ws(s). Reads `https_proxy`, `http_proxy`, `all_proxy` and `no_proxy`, lower case first. */
export function proxyFromEnvironment(url: string, environment: Readonly<Record<string, string | undefined>>): string {
  const read = (name: string): string | undefined => environment[name] || environment[name.toUpperCase()] || undefined
  const { protocol, hostname, port } = new URL(url)
  const isSecure = protocol === 'https:' || protocol === 'wss:'
  if (isLoopback(hostname) || isExempt(hostname, port || (isSecure ? '443' : '80'), read('no_proxy') ?? ''))
    return 'DIRECT'
  const proxy = read(isSecure ? 'https_proxy' : 'http_proxy') ?? read('all_proxy')
  if (proxy === undefined) return 'DIRECT'
  const text = proxy.includes('://') ? proxy : `http://${proxy}`
  const parsed = URL.canParse(text) ? new URL(text) : undefined
  const scheme = parsed && SCHEMES[parsed.protocol]
  if (!parsed || !scheme || parsed.hostname === '') return 'DIRECT'
  return `${scheme.word} ${parsed.hostname}:${parsed.port || scheme.port}`
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)
}

function isExempt(hostname: string, port: string, list: string): boolean {
  return list
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      const [, name = '', onlyPort] = /^\*?\.?(.*?)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? []
      if (onlyPort !== undefined && onlyPort !== port) return false
      return entry === '*' || (name !== '' && (hostname === name || hostname.endsWith(`.${name}`)))
    })
}
