import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { sendFile } from '../../simulator/http/file-answer.ts'

async function served(file: Uint8Array): Promise<string> {
  const server = createServer((message, response) =>
    sendFile({ file, contentType: 'video/mp4', name: '巡逻 1.mp4' }, message, response),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

const bytes = Uint8Array.from({ length: 100 }, (_, index) => index)

it('sends the whole file with its size and name', async () => {
  const answer = await fetch(await served(bytes))
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-length')).toBe('100')
  expect(answer.headers.get('content-disposition')).toContain(encodeURIComponent('巡逻 1.mp4'))
  expect(await answer.bytes()).toEqual(bytes)
})

it.each([
  ['bytes=10-19', 10, 20, 'bytes 10-19/100'],
  ['bytes=90-', 90, 100, 'bytes 90-99/100'],
  ['bytes=-5', 95, 100, 'bytes 95-99/100'],
  ['bytes=95-500', 95, 100, 'bytes 95-99/100'],
])('sends %s', async (range, from, to, expected) => {
  const answer = await fetch(await served(bytes), { headers: { range } })
  expect(answer.status).toBe(206)
  expect(answer.headers.get('content-range')).toBe(expected)
  expect(await answer.bytes()).toEqual(bytes.subarray(from, to))
})

it('refuses a range outside, and ignores one it does not understand', async () => {
  const url = await served(bytes)
  const outside = await fetch(url, { headers: { range: 'bytes=100-' } })
  expect([outside.status, outside.headers.get('content-range')]).toEqual([416, 'bytes */100'])
  expect((await fetch(url, { headers: { range: 'rows=1-2' } })).status).toBe(200)
})
