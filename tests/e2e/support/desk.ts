import path from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { tempFolder } from '../../support/temp-folder.ts'
import { setTransport } from '../../support/transport.ts'
import { openBrowser } from './browser.ts'
import { openElectronDesk } from './electron-desk.ts'
import { startServe, type ServeProcess } from './serve-process.ts'
import { signInAhead } from './sign-in-ahead.ts'
import { addSite, signIn } from './sign-in.ts'

export interface DeskOptions {
  profile?: string
  language?: 'en' | 'zh-CN'
  size?: { width: number; height: number }
  /** Further arguments of the client's process. */
  serve?: readonly string[]
  /** The way of pictures that a new installation is set to; WebRTC unless told otherwise, so that one dialog is opened for one. */
  transport?: 'auto' | 'webrtc' | 'bvrtc'
  /** Whether pictures give way on a machine that is short of power; not unless told otherwise. */
  governor?: boolean
  /** Instead of the browser of the file; closed with the test. */
  browser?: Browser
  /** Where the operator is signed in before the page opens; without, the page begins at the sign-in. */
  at?: { readonly url: string }
  /** Who that is; the super administrator unless told otherwise. */
  account?: Account
  /** Runs in each page before anything of its own. */
  prepare?: () => void
}

export interface Account {
  readonly username: string
  readonly password: string
}

const ADMIN: Account = { username: 'admin', password: '123456' }

/** One operator's desk: the client as a process of its own, its page in a real browser. */
export interface Desk {
  readonly page: Page
  readonly context: BrowserContext
  /** Undefined in Electron, which is its own. */
  readonly browser: Browser | undefined
  readonly serve: ServeProcess
  readonly profile: string
  /** What the page complained about on its console and as uncaught errors. */
  readonly complaints: string[]
}

let shared: Promise<Browser> | undefined

/** The browser of this file; each desk has a context of its own in it. */
export function sharedBrowser(): Promise<Browser> {
  return (shared ??= openBrowser())
}

export async function closeSharedBrowser(): Promise<void> {
  await (await shared)?.close()
  shared = undefined
}

export async function openDesk(options: DeskOptions = {}): Promise<Desk> {
  const profile = options.profile ?? newProfile(options)
  if (process.env['WATCHPOST_E2E_HOST'] === 'electron') return await inElectron(profile, options)
  const starting = startServe(profile, options.serve)
  onTestFinished(async () => (await starting).end())
  const browser = options.browser ?? (await sharedBrowser())
  if (options.browser) onTestFinished(() => browser.close())
  // While the client starts.
  const context = await browser.newContext({
    viewport: options.size ?? { width: 1440, height: 900 },
    locale: options.language === 'zh-CN' ? 'zh-CN' : 'en-US',
  })
  onTestFinished(() => context.close())
  const [page, serve] = await Promise.all([context.newPage(), starting])
  const complaints = listenToComplaints(page)
  if (options.prepare) await context.addInitScript(options.prepare)
  if (options.at) {
    const cookie = await signInAhead(serve, options.at.url, options.account ?? ADMIN)
    await context.addCookies([cookie])
    await page.goto(cookie.url)
    await page.getByTestId('shell').waitFor()
  } else await page.goto(serve.url)
  return { page, context, browser, serve, profile, complaints }
}

/** There the page alone can sign in. */
async function inElectron(profile: string, options: DeskOptions): Promise<Desk> {
  const electron = await openElectronDesk(profile)
  const { page } = electron
  const complaints = listenToComplaints(page)
  if (options.prepare) {
    await page.addInitScript(options.prepare)
    await page.reload()
  }
  if (options.at) {
    await addSite(page, options.at.url)
    await signIn(page, options.account?.username, options.account?.password)
  }
  return { ...electron, browser: undefined, profile, complaints }
}

function newProfile({ transport = 'webrtc', governor = false }: DeskOptions): string {
  const profile = tempFolder()
  const dataFolder = process.env['WATCHPOST_E2E_HOST'] === 'electron' ? path.join(profile, 'watchpost') : profile
  setTransport(dataFolder, transport, governor)
  return profile
}

function listenToComplaints(page: Page): string[] {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  return complaints
}
