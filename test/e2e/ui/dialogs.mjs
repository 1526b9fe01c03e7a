// What only a modal dialog says, in a VS Code without the flag that suppresses them: the workspace is not trusted, and the debug adapter refuses
// a launch.

export const workspace = 'hello-world'
export const dialogs = true
export const settings = { 'security.workspace.trust.enabled': true }

const file = 'hello-world.asl.json'

export const files = {
  '.vscode/launch.json': JSON.stringify({
    version: '0.2.0',
    configurations: [
      {
        type: 'asl',
        request: 'launch',
        name: 'No mock file',
        program: '${workspaceFolder}/hello-world.asl.json',
        input: {},
        mockConfig: '${workspaceFolder}/missing.json',
        testCase: 'None',
      },
    ],
  }),
}

export default async ({ page, lens, check, shot, key, open, start, assert }) => {
  const dialog = (text) => page.locator('.monaco-dialog-box', { hasText: text })
  const button = (text) => page.locator('.monaco-dialog-box .monaco-button', { hasText: text })

  await check('VS Code asks whether the folder is trusted', async () => {
    await dialog('Do you trust the authors').waitFor()
    await button("No, I don't trust").click()
    await dialog('Do you trust the authors').waitFor({ state: 'hidden' })
    await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor()
  })

  await check('without trust the language features work', async () => {
    await open(file)
    await lens('Debug').waitFor()
  })

  await check('and F5 asks for trust before anything runs', async () => {
    await start()
    await dialog('trust').waitFor()
    await shot('trust')
    assert.equal(await page.locator('.debug-toolbar').isVisible(), false)
    await page.locator('.monaco-dialog-box .monaco-button', { hasText: /Trust/ }).first().click()
    await dialog('trust').waitFor({ state: 'hidden' })
  })

  await check('a launch that the adapter refuses is a dialog with its reason, and a button', async () => {
    await page.waitForFunction(() => !document.querySelector('.statusbar')?.textContent.includes('Restricted Mode'))
    const refused = dialog('missing.json')
    // The trusted folder may have started it by itself.
    if (!(await refused.isVisible())) await start()
    await refused.waitFor()
    await shot('refused')
    await button('launch.json').waitFor()
    await key('Escape')
    await refused.waitFor({ state: 'hidden' })
  })
}
