// What an editor of today shows of a language, beyond edit.mjs: in JSONata and in YAML, and with a template and a mock file open at once.

export const files = {
  'scratch/cart.asl.json': `{
  "QueryLanguage": "JSONata",
  "StartAt": "Count",
  "States": {
    "Count": {
      "Type": "Pass",
      "Assign": { "total": "{% $sum([1, 2]) %}" },
      "Next": "Pay"
    },
    "Pay": {
      "Type": "Pass",
      "Output": "{% { 'paid': $total } %}"
    },
    "Done": { "Type": "Succeed" }
  }
}
`,
  'scratch/cart.asl.yaml': `StartAt: Count
States:
  Count:
    Type: Pass
    Next: Pya
  Pay:
    Type: Succeed
`,
}

const json = 'scratch/cart.asl.json'
const yaml = 'scratch/cart.asl.yaml'

export default async ({ page, lens, check, shot, key, open, goTo, position, lineOf }) => {
  const line = (text) => page.locator('.editor-group-container.active .view-line', { hasText: text }).first()
  const suggestion = (text) => page.locator('.suggest-widget.visible .monaco-list-row', { hasText: text }).first()
  const problem = (text) => page.locator('.markers-panel .monaco-list-row', { hasText: text }).first()
  const hover = (text) => page.locator('.monaco-hover:visible', { hasText: text }).first()

  await check('a click on "1 reference" shows it', async () => {
    await open(json)
    await page.locator('.codelens-decoration a', { hasText: '1 reference' }).nth(1).click()
    await page.locator('.zone-widget .monaco-list-row', { hasText: 'Next' }).first().waitFor()
    await shot('references')
    await key('Escape')
  })

  await check('a chosen Next asks on for its state', async () => {
    await goTo(lineOf(json, "'paid'"), 1)
    await key('End')
    await page.keyboard.type(',')
    await key('Enter')
    await page.keyboard.type('"Nex')
    await suggestion('Next').waitFor()
    await key('Enter')
    await suggestion('Done').waitFor()
    await shot('next')
    await key('Enter')
    await line(/"Next":\s"Done"/).waitFor()
    await page.waitForFunction(() => !document.querySelector('.squiggly-error'))
  })

  await check('signature help tells the parameters of a JSONata function', async () => {
    await goTo(lineOf(json, '$sum'), 37)
    await key('Control+Shift+Space')
    await page.locator('.parameter-hints-widget.visible', { hasText: '$sum(array): number' }).waitFor()
    await shot('signature')
    await key('Escape')
  })

  await check('hover on a variable says where it is assigned', async () => {
    await goTo(lineOf(json, "'paid'"), 33)
    await key('Control+K', 'Control+I')
    await hover('Count').waitFor()
    await key('Escape')
  })

  await check('a variable is renamed inside JSONata too', async () => {
    await key('F2')
    const box = page.locator('.rename-box input')
    await box.waitFor()
    await box.fill('amount')
    await key('Enter')
    await line(/paid.:\s\$amount/).waitFor()
    await line(/"amount":\s"\{%\s\$sum/).waitFor()
  })

  await check('a state is converted to JSONata', async () => {
    const file = 'order-processing/order-processing.asl.json'
    await open(file)
    await goTo(lineOf(file, '"CreateOrder": {'), 8)
    await key('Control+.')
    await page.locator('.action-widget .monaco-list-row', { hasText: "Convert 'CreateOrder' to JSONata" }).waitFor()
    await shot('convert')
    await key('Enter')
    await line(/"QueryLanguage":\s"JSONata"/).waitFor()
    await line(/"Arguments":/).waitFor()
    await key('Control+Z')
    await line(/"QueryLanguage":\s"JSONata"/).waitFor({ state: 'detached' })
  })

  await check('YAML: squiggle, quick fix and completion', async () => {
    await open(yaml)
    await page.locator('.squiggly-error').first().waitFor()
    await goTo(5, 12)
    const fix = page.locator('.action-widget .monaco-list-row', { hasText: "'Pay'" }).first()
    // What is asked for before the editor has the problem has no fix in it: one asks again.
    for (let tries = 0; tries < 5 && !(await fix.isVisible()); tries++) {
      await key('Escape', 'Control+.')
      await fix.waitFor({ timeout: 3000 }).catch(() => {})
    }
    await fix.waitFor()
    await key('Escape', 'End', 'Control+Backspace', 'Control+Space')
    await suggestion('Pay').waitFor()
    await shot('yaml')
    await key('Enter')
    await line(/Next:\sPay/).waitFor()
    await page.waitForFunction(() => !document.querySelector('.squiggly-error'))
    await key('F12')
    await position(6)
  })

  await check('YAML: rename and hover', async () => {
    await key('F2')
    const box = page.locator('.rename-box input')
    await box.waitFor()
    await box.fill('Charge')
    await key('Enter')
    await line(/Next:\sCharge/).waitFor()
    await goTo(5, 12)
    await key('Control+K', 'Control+I')
    await hover('Succeed').waitFor()
    await key('Escape')
  })

  await check('with a template open, its definition and its mock file go on', async () => {
    await open('image-pipeline/template.yaml')
    await goTo(lineOf('image-pipeline/template.yaml', 'StartAt:'))
    await lens('Debug').waitFor()
    const file = 'image-pipeline/statemachine/image-pipeline.asl.json'
    await open(file)
    await lens('Debug').waitFor()
    await goTo(lineOf(file, '${ThumbnailFunctionArn}'), 40)
    await key('Delete', 'Control+Shift+M')
    await problem('UNDECLARED_SUBSTITUTION').waitFor()
    await shot('substitution')
  })

  await check('a misspelt state in a mock file is a problem', async () => {
    const file = 'order-processing/MockConfigFile.json'
    await open(file)
    await goTo(lineOf(file, '"ProcessPayment"'), 14)
    await key('Delete')
    await problem('MockConfigFile.json').waitFor()
    await shot('mock-file')
  })
}
