// The graph: beside the editor while somebody types, also while the text is broken; breakpoints and places by it; the colours of a run; an image of it.
import { readFileSync } from 'node:fs'
import path from 'node:path'

export const workspace = 'hello-world'

const lambda = (name) => `arn:aws:lambda:us-east-1:123456789012:function:${name}`
const file = 'order.asl.json'
const one = (name, more) => ({ StartAt: name, States: { [name]: { ...more, End: true } } })

export const files = {
  [file]: `${JSON.stringify(
    {
      StartAt: 'Check Stock',
      States: {
        'Check Stock': {
          Type: 'Choice',
          Choices: [{ Variable: '$.count', NumericGreaterThan: 0, Next: 'Charge' }],
          Default: 'Sold Out',
        },
        Charge: {
          Type: 'Task',
          Resource: lambda('charge'),
          Retry: [{ ErrorEquals: ['Gateway.Down'], IntervalSeconds: 1, MaxAttempts: 2 }],
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Refused' }],
          ResultPath: null,
          Next: 'Both',
        },
        Both: {
          Type: 'Parallel',
          Branches: [one('Pack', { Type: 'Pass' }), one('Label', { Type: 'Wait', Seconds: 5 })],
          ResultPath: null,
          Next: 'Each Item',
        },
        'Each Item': {
          Type: 'Map',
          ItemsPath: '$.items',
          ItemProcessor: one('Weigh', { Type: 'Pass' }),
          Next: 'Ship',
        },
        Ship: { Type: 'Task', Resource: lambda('ship'), Catch: [{ ErrorEquals: ['Truck.Broken'], Next: 'Late' }], End: true },
        Late: { Type: 'Succeed' },
        Refused: { Type: 'Fail', Error: 'Refused' },
        'Sold Out': { Type: 'Fail', Error: 'SoldOut' },
      },
    },
    undefined,
    2,
  )}\n`,
  'mocks/MockConfigFile.json': JSON.stringify({
    StateMachines: { order: { TestCases: { Broken: { Charge: 'SecondTime', Ship: 'Never' } } } },
    MockedResponses: {
      SecondTime: { 0: { Throw: { Error: 'Gateway.Down', Cause: 'no answer' } }, 1: { Return: { paid: true } } },
      Never: { 0: { Throw: { Error: 'Truck.Broken', Cause: 'A wheel is off' } } },
    },
  }),
  '.vscode/launch.json': JSON.stringify({
    version: '0.2.0',
    configurations: [
      {
        ...{ type: 'asl', request: 'launch', name: 'Order', program: '${workspaceFolder}/order.asl.json' },
        ...{ input: { count: 2, items: [1, 2, 3] }, mockConfig: '${workspaceFolder}/mocks/MockConfigFile.json', testCase: 'Broken' },
      },
    ],
  }),
}

export default async ({ page, check, shot, key, command, open, goTo, stopped, webview, workspace, assert, lineOf, position, idle }) => {
  const graph = () => webview(0)
  const node = (name) => graph().locator(`.node[data-key$='"${name}"]']`).first()
  const line = (name) => lineOf(file, `"${name}": {`)
  const glyphs = page.locator('.editor-group-container .codicon-debug-breakpoint')

  await check('the graph opens beside the editor by its icon', async () => {
    await open(file)
    await page.locator('.editor-actions a[aria-label^="Open Graph to the Side"]').first().click()
    await node('Charge').waitFor({ timeout: 30_000 })
    assert.equal(await graph().locator('.node').count(), 11)
    await graph().locator('.way text', { hasText: '$.count > 0' }).waitFor()
    await page.locator('.tab', { hasText: 'Graph: order.asl.json' }).waitFor()
    await shot('preview')
  })

  await check('it follows what is typed, and says what is wrong at its state', async () => {
    await key('Control+1')
    await goTo(lineOf(file, '"Next": "Both"'), 18)
    await page.keyboard.type('2')
    await node('Bo2th').waitFor()
    assert.match(await node('Bo2th').getAttribute('class'), /missing/)
    await graph().locator('.flaw.error').first().waitFor()
    await shot('typing')
    await key('Backspace')
    await node('Bo2th').waitFor({ state: 'detached' })
  })

  await check('it stays while the text is broken', async () => {
    await goTo(line('Ship') - 1)
    await key('End', 'Enter')
    await page.keyboard.type('"New": { "Type": "Pass", "Next": "Sh')
    await node('New').waitFor()
    assert.equal(await node('Charge').count(), 1)
    await shot('broken')
    await key('Escape', 'Control+Shift+k')
    await node('New').waitFor({ state: 'detached' })
  })

  await check('the cursor shows its state, and a state its place', async () => {
    await goTo(line('Both') + 1)
    await graph().locator('.node.cursor[data-key$=\'"Both"]\']').waitFor()
    await node('Ship').click()
    await graph().locator('.node.selected[data-key$=\'"Ship"]\']').waitFor()
    await key('ArrowUp', 'Enter')
    await position(line('Each Item'))
    await shot('places')
  })

  await check('a double click sets a breakpoint, and F9 takes it away', async () => {
    await node('Ship').dblclick()
    await node('Ship').locator('.breakpoint').waitFor()
    await glyphs.first().waitFor()
    await shot('breakpoint')
    await key('F9')
    await node('Ship').locator('.breakpoint').waitFor({ state: 'detached' })
    await glyphs.first().waitFor({ state: 'detached' })
    await key('F9')
    await node('Ship').locator('.breakpoint').waitFor()
  })

  await check('the image of it is saved where somebody says', async () => {
    await graph().getByRole('button', { name: 'SVG' }).click()
    await page.locator('.quick-input-widget input.input').waitFor()
    await key('Enter')
    await page.waitForFunction(() => !document.querySelector('.quick-input-widget input.input')?.checkVisibility())
    await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'order.svg' }).waitFor()
    const saved = readFileSync(path.join(workspace, 'order.svg'), 'utf8')
    assert.match(saved, /^<svg [\s\S]*Check Stock[\s\S]*<\/svg>\n$/)
    assert.doesNotMatch(saved, /var\(|class=|style=|foreignObject/)
  })

  await check('a run colours it: where it stands, what was tried again, how many items', async () => {
    await key('Control+1')
    await command('View: Close Editors in Other Groups')
    await graph().locator('.graph').waitFor({ state: 'detached' })
    await goTo(1)
    await key('F5')
    await stopped(line('Ship'))
    await graph().getByRole('tab', { name: 'Graph' }).click()
    await graph().locator('.node.current[data-key$=\'"Ship"]\']').waitFor({ timeout: 30_000 })
    await shot('stands-beside')
    await command('View: Toggle Maximized Panel')
    await graph().getByRole('button', { name: 'From top to bottom' }).click()
    await graph().locator('.stage').focus()
    await key('0')
    await node('Charge').locator('.badge', { hasText: '↻ 1' }).waitFor()
    await node('Each Item').locator('.badge', { hasText: '✓ 3' }).waitFor()
    assert.match(await node('Refused').getAttribute('class'), /unreached/)
    await shot('stands')
  })

  await check('a double click meets one state, also where that is only partly in sight', async () => {
    const stage = await graph().locator('.stage').boundingBox()
    const body = node('Late').locator('.body').first()
    const before = await body.boundingBox()
    const middle = { x: stage.x + stage.width / 2, y: stage.y + stage.height / 2 }
    const to = { x: middle.x - before.x - before.width / 2, y: stage.y + stage.height - 12 - before.y }
    await page.mouse.move(middle.x, middle.y)
    await page.mouse.down()
    await page.mouse.move(middle.x + to.x / 2, middle.y + to.y / 2)
    await page.mouse.move(middle.x + to.x, middle.y + to.y)
    await page.mouse.up()
    const { x, y, width, height } = await body.boundingBox()
    assert.ok(y + height > stage.y + stage.height)
    for (const state of ['attached', 'detached']) {
      await page.mouse.dblclick(x + width / 2, y + 4)
      await node('Late').locator('.breakpoint').waitFor({ state })
    }
    await graph().locator('.detail', { hasText: 'has not been entered' }).waitFor()
    assert.ok(Math.abs((await body.boundingBox()).y - y) < 3)
  })

  await check('it goes on to its end', async () => {
    await command('View: Toggle Maximized Panel')
    await key('Control+1', 'F5')
    await idle()
    await graph().locator('.status', { hasText: 'Succeeded' }).first().waitFor()
    await graph().locator('.stage').focus()
    await key('0')
    await node('Late').waitFor()
    assert.match(await node('Ship').getAttribute('class'), /tone-wait/)
    assert.match(await node('Late').getAttribute('class'), /tone-good/)
    await shot('over')
  })
}
