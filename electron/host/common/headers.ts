/**
 * What every answer of both hosts carries. The policy was tried with vue, naive-ui, ol and vue-i18n: naive-ui injects
 * `<style>` without a nonce, vue makes one trusted-types policy named `vue`, the worker of the streams needs another for its
 * address; nothing needs more.
 */

/** `connect` are origins beside our own that the page may open a connection to (the loopback server's websocket). */
function contentSecurityPolicy(connect: readonly string[] = []): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    `connect-src ${["'self'", ...connect].join(' ')}`,
    "worker-src 'self'",
    "font-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types vue watchpost-streams',
  ].join('; ')
}

const PERMISSIONS_POLICY = [
  'microphone=(self)',
  'fullscreen=(self)',
  'autoplay=(self)',
  'camera=()',
  'geolocation=()',
  'display-capture=()',
  'usb=()',
  'serial=()',
  'hid=()',
  'midi=()',
  'payment=()',
].join(', ')

export function securityHeaders(connect: readonly string[] = []): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(connect),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': PERMISSIONS_POLICY,
  }
}
