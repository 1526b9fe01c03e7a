// Beside an extension that has the same language id and shows definitions in an editor of its own, as the AWS Toolkit does.

export const workspace = 'hello-world'
export const extensions = ['neighbour']

const file = 'hello-world.asl.json'

export default async ({ page, lens, check, shot, key, open, pick, stop, stopped, lineOf, goTo, breakpoint, assert }) => {
  await check('a definition opens as text', async () => {
    await open(file)
    await lens('Debug').waitFor()
  })

  await check('a stopped frame opens as text too', async () => {
    await goTo(lineOf(file, '"StartAt"') + 3, 1)
    await breakpoint()
    await key('Control+K', 'Control+W')
    await page.locator('.tab').first().waitFor({ state: 'detached' })
    await page.locator('.explorer-folders-view .monaco-list-row', { hasText: file }).first().click({ button: 'right' })
    await page.locator('.monaco-menu .action-label', { hasText: 'Debug State Machine' }).hover()
    await key('Enter')
    await pick('Empty object')
    await stopped()
    await shot('neighbour')
    assert.equal(await page.locator('.tab', { hasText: 'Studio' }).count(), 0)
    await stop()
  })
}
