// The history filtered: by type, by item, by a text that is in payloads which the panel has only the beginning of; related events; limits and cost.

export const workspace = 'hello-world'

const machine = {
  QueryLanguage: 'JSONata',
  StartAt: 'Colours',
  States: {
    Colours: {
      Type: 'Map',
      Items: '{% ["red", "green", "blue"] %}',
      ItemProcessor: {
        StartAt: 'Paint',
        States: { Paint: { Type: 'Pass', Output: '{% { "colour": $states.input } %}', End: true } },
      },
      Next: 'Begin',
    },
    Begin: { Type: 'Pass', Output: '{% { "n": 0, "text": $pad("", 200000, "x") } %}', Next: 'Round' },
    Round: {
      Type: 'Pass',
      Output: '{% { "n": $states.input.n + 1, "text": $states.input.text, "note": "round " & $string($states.input.n + 1) } %}',
      Next: 'Enough',
    },
    Enough: { Type: 'Choice', Choices: [{ Condition: '{% $states.input.n < 60 %}', Next: 'Round' }], Default: 'Sleep' },
    Sleep: { Type: 'Wait', Seconds: 3600, End: true },
  },
}

export const files = {
  'colours.asl.json': JSON.stringify(machine, undefined, 2),
  '.vscode/launch.json': JSON.stringify({
    version: '0.2.0',
    configurations: [
      { type: 'asl', request: 'launch', name: 'Colours', program: '${workspaceFolder}/colours.asl.json', input: {}, time: 'real' },
    ],
  }),
}

export default async ({ page, check, shot, key, open, start, stop, webview }) => {
  const panel = () => webview(0)
  const filter = () => panel().locator('.filter input')
  const count = (text) => panel().locator('.event-count', { hasText: text }).waitFor()
  const row = (text) => panel().locator('.row', { hasText: text })
  const detail = (text) => panel().locator('.detail', { hasText: text }).waitFor()

  await check('the events of a run that goes on are there, with their share of the limit', async () => {
    await open('colours.asl.json')
    await start()
    await row('WaitStateEntered').waitFor({ timeout: 15_000 })
    await panel().locator('#tab-events').click()
    await count('260 events · 1 % of 25,000')
  })

  await check('a type is chosen in the menu, with how many events have it, and is taken off again', async () => {
    await panel().getByRole('button', { name: 'Filter by…' }).click()
    await panel().getByRole('checkbox', { name: 'MapIterationSucceeded 3' }).check()
    await shot('events-menu')
    await key('Escape')
    await count('3 of 260')
    await panel().locator('.chip', { hasText: 'Type: MapIterationSucceeded' }).click()
    await count('260 events')
  })

  await check('what is written is completed: the states, and what is within an item', async () => {
    await filter().click()
    await page.keyboard.type('item:1 paint')
    await panel().getByRole('option', { name: 'state:Paint 6 events' }).waitFor()
    await key('ArrowDown', 'Enter')
    await count('2 of 260')
    await shot('events-item')
  })

  await check('a text is found in payloads of which the panel has only the beginning', async () => {
    await filter().fill('type:PassStateExited "round 57"')
    await count('1 of 260')
    await shot('events-payload')
  })

  await check('from an event one goes to the one that began it, and to the next of its state', async () => {
    await filter().fill('')
    await panel().locator('.list').focus()
    await key('Home', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'm')
    await row('MapIterationSucceeded').and(panel().locator('.selected')).waitFor()
    await panel().getByRole('button', { name: 'The event that began it: event 4' }).click()
    await row('MapIterationStarted').and(panel().locator('.selected')).waitFor()
    await panel().locator('.list').focus()
    await key('Home', ']')
    await detail('ExecutionStarted')
    await key('ArrowDown', ']')
    await row('MapStateStarted').and(panel().locator('.selected')).waitFor()
  })

  await check('limits and cost: the states with their largest payloads, transitions and an estimate', async () => {
    await panel().locator('#tab-limits').click()
    await panel().locator('.meter', { hasText: 'State transitions' }).locator('strong', { hasText: '126' }).waitFor()
    await panel().locator('.meter', { hasText: 'Largest payload' }).locator('strong', { hasText: '195 KiB' }).waitFor()
    await panel().locator('.costs').getByText('$31.50 a month').waitFor()
    await panel().locator('.states tbody tr').first().locator('.link').click()
    await shot('limits')
    await panel().getByRole('columnheader', { name: 'Visits' }).getByRole('button').click()
    await panel().locator('.states tbody tr').first().getByText('Round').waitFor()
  })

  await check('what is assumed is a setting', async () => {
    await panel().getByRole('button', { name: 'Change what is assumed…' }).click()
    await page.locator('.settings-editor').getByText('Executions Per Month', { exact: true }).first().waitFor()
    await stop()
  })

  await check('when the session is over, the run in its file has the payloads', async () => {
    await panel().locator('.status', { hasText: 'Aborted' }).waitFor()
    await panel().locator('#tab-events').click()
    await filter().fill('type:PassStateExited "round 58"')
    await count('1 of 261')
    await shot('events-saved')
  })
}
