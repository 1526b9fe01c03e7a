import type { DebugProtocol } from '@vscode/debugprotocol'
import { stopModes } from '../core/interpreter/stopModes'
import { exceptionFilters } from './breakpoints/exceptions'

/** What the adapter can do. Each is true of the table of requests; a test asks for each. */
export const capabilities: DebugProtocol.Capabilities = {
  supportsConfigurationDoneRequest: true,
  supportsFunctionBreakpoints: true,
  supportsConditionalBreakpoints: true,
  supportsHitConditionalBreakpoints: true,
  supportsLogPoints: true,
  supportsBreakpointLocationsRequest: true,
  breakpointModes: Object.entries(stopModes).map(([mode, { label, description }]) => ({ mode, label, description, appliesTo: ['source'] })),
  supportsDataBreakpoints: true,
  exceptionBreakpointFilters: exceptionFilters,
  supportsExceptionFilterOptions: true,
  supportsExceptionInfoRequest: true,
  supportsStepBack: true,
  supportsRestartFrame: true,
  supportsStepInTargetsRequest: true,
  supportsSteppingGranularity: true,
  supportsGotoTargetsRequest: true,
  supportsRestartRequest: true,
  supportsTerminateRequest: true,
  supportTerminateDebuggee: true,
  supportsDelayedStackTraceLoading: true,
  supportsEvaluateForHovers: true,
  supportsClipboardContext: true,
  supportsSetVariable: true,
  supportsSetExpression: true,
  supportsCompletionsRequest: true,
  completionTriggerCharacters: ['$', '.', '{'],
  supportsLoadedSourcesRequest: true,
  supportsCancelRequest: true,
}
