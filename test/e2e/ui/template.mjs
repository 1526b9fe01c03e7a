// A state machine inside a SAM template: its CodeLens, a breakpoint in YAML, and a run that stops there.

export const workspace = 'image-pipeline'

const file = 'template.yaml'

export default async ({ lens, check, shot, open, goTo, breakpoint, pick, stop, stopped, lineOf }) => {
  await check('the machine in a template has its CodeLens', async () => {
    await open(file)
    await goTo(lineOf(file, 'StartAt:'))
    await lens('Debug').waitFor()
  })

  await check('a breakpoint in the template stops the run', async () => {
    const line = lineOf(file, 'StartAt:')
    await goTo(line + 2)
    await breakpoint()
    await lens('Debug').click()
    await pick('Empty object')
    await pick('TwoOldImages')
    await stopped()
    await shot('template')
    await stop()
  })
}
