import { isLevel, type Level, type Levels } from '../core/base/problem'

/** The section `stepthrough` of the client's configuration, as far as the server reads it. */
export interface Settings {
  /** A rule's severity by its code, or `off`. */
  readonly rules: Levels
}

export const defaultSettings: Settings = { rules: new Map() }

/** Reads what a client sends. Anything of another shape is left out: settings are typed by people. */
export function readSettings(value: unknown): Settings {
  const rules = new Map<string, Level>()
  for (const [code, severity] of Object.entries(isRecord(value) && isRecord(value.rules) ? value.rules : {}))
    if (isLevel(severity)) rules.set(code, severity)
  return { rules }
}

/** A client may send the section itself, or an object that has it under `stepthrough`. */
export const sectionOf = (value: unknown): unknown => (isRecord(value) && 'stepthrough' in value ? value.stepthrough : value)

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
