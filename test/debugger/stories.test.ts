import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { capabilities } from '../../debugger/capabilities'
import { breakpoints } from './stories/breakpoints'
import { errors } from './stories/errors'
import { further } from './stories/further'
import { others } from './stories/others'
import { seeing } from './stories/seeing'
import { goingBack, stepping } from './stories/stepping'
import { stops } from './stories/stops'
import { tellStory } from './support/story'

/** Whole sessions as a client sees them, told in golden/NAME.txt. RESET_RESULTS=1 writes them anew: read what has changed. */
describe.each(Object.entries({ stepping, 'going back': goingBack, stops, breakpoints, errors, seeing, further, others }))(
  '%s',
  (_, stories) => {
    test.each(Object.entries(stories))('%s', tellStory)
  },
)

/** What a transcript has where somebody has made use of a capability. */
const uses: { readonly [capability: string]: string | RegExp } = {
  supportsConfigurationDoneRequest: '> configurationDone',
  supportsFunctionBreakpoints: 'stopped: function breakpoint',
  supportsConditionalBreakpoints: '"condition":',
  supportsHitConditionalBreakpoints: '"hitCondition":',
  supportsLogPoints: '"logMessage":',
  supportsBreakpointLocationsRequest: '> breakpointLocations',
  exceptionBreakpointFilters: 'stopped: exception',
  supportsExceptionFilterOptions: '"filterOptions":',
  supportsExceptionInfoRequest: '> exceptionInfo',
  supportsStepBack: '> reverseContinue',
  supportsRestartFrame: 'stopped: restart',
  supportsStepInTargetsRequest: /> stepIn .*"targetId":/,
  supportsSteppingGranularity: '"granularity":',
  supportsGotoTargetsRequest: 'stopped: goto',
  supportsRestartRequest: '> restart',
  supportsTerminateRequest: '> terminate',
  supportTerminateDebuggee: '> disconnect {"terminateDebuggee":',
  supportsEvaluateForHovers: '"context":"hover"',
  supportsClipboardContext: '"context":"clipboard"',
  supportsSetVariable: '> setVariable',
  supportsSetExpression: '> setExpression',
  supportsCompletionsRequest: '> completions',
  completionTriggerCharacters: '> completions',
  supportsLoadedSourcesRequest: '> loadedSources',
  supportsDataBreakpoints: 'stopped: data breakpoint',
  breakpointModes: '"mode":',
  supportsCancelRequest: '> cancel',
  supportsDelayedStackTraceLoading: '  frames ',
}

test.each(Object.keys(capabilities))('%s is made use of in a golden transcript', (capability) => {
  const folder = new URL('golden/', import.meta.url)
  const use = uses[capability] ?? ''
  const told = readdirSync(folder).filter((name) => {
    const text = readFileSync(new URL(name, folder), 'utf8')
    return use !== '' && (typeof use === 'string' ? text.includes(use) : use.test(text))
  })
  expect(told).not.toEqual([])
})
