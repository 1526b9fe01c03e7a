import { mkdirSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { readText as readFile, reason } from '../hosts/node/files'
import { UsageError } from './command'
import type { Terminal } from './terminal'

/** The text of a plain file. Throws UsageError with what is wrong with it in one line. */
export function readText({ cwd }: Terminal, file: string): string {
  try {
    return readFile(resolve(cwd, file))
  } catch (error) {
    throw new UsageError(`cannot read ${file}: ${reason(error)}`)
  }
}

/** Throws UsageError where the file cannot be written. */
export function writeText({ cwd }: Terminal, file: string, text: string): void {
  try {
    writeFileSync(resolve(cwd, file), text)
  } catch (error) {
    throw new UsageError(`cannot write ${file}: ${reason(error)}`)
  }
}

/** Makes a folder, and those above it, where they are not there. Throws UsageError. */
export function makeFolder({ cwd }: Terminal, folder: string): void {
  try {
    mkdirSync(resolve(cwd, folder), { recursive: true })
  } catch (error) {
    throw new UsageError(`cannot make the folder ${folder}: ${reason(error)}`)
  }
}
