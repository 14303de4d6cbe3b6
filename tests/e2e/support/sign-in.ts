import type { Page } from 'playwright-core'

/** From the first start: saves a platform at the sign-in screen. */
export async function addSite(page: Page, address: string, name = 'Control centre'): Promise<void> {
  const form = page.getByTestId('site-form')
  const add = page.getByTestId('site-add')
  await form.or(add).first().waitFor()
  if (!(await form.isVisible())) await add.click()
  await page.getByTestId('site-name').fill(name)
  await page.getByTestId('site-address').fill(address)
  await page.getByTestId('site-save').click()
  await page.getByTestId('sign-in-form').waitFor()
}

/** Fills and sends the form; what comes of it is the caller's to see. */
export async function fillSignIn(page: Page, username: string, password: string): Promise<void> {
  await page.getByTestId('sign-in-username').fill(username)
  await page.getByTestId('sign-in-password').fill(password)
  await page.getByTestId('sign-in-submit').click()
}

/** Signs in and waits for the shell. */
export async function signIn(page: Page, username = 'admin', password = '123456'): Promise<void> {
  await fillSignIn(page, username, password)
  await page.getByTestId('shell').waitFor()
}
