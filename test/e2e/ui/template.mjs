// A state machine inside a SAM template: its CodeLens, a breakpoint in YAML, and a run that stops there.

export const workspace = 'image-pipeline'

const file = 'template.yaml'

export default async ({ page, lens, check, shot, key, open, goTo, pick, stop, stopped, lineOf }) => {
  await check('the machine in a template has its CodeLens', async () => {
    await open(file)
    await goTo(lineOf(file, 'StartAt:'))
    await lens('Debug').waitFor()
  })

  await check('a breakpoint in the template stops the run', async () => {
    const line = lineOf(file, 'StartAt:')
    await goTo(line + 2)
    await key('F9')
    await page.locator('.codicon-debug-breakpoint, .codicon-debug-breakpoint-unverified').first().waitFor()
    await lens('Debug').click()
    await pick('Empty object')
    await pick('TwoOldImages')
    await stopped()
    await shot('template')
    await stop()
  })
}
