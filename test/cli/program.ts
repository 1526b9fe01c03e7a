import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { main } from '../../cli/main'
import { built } from '../support/built'

export const root = join(__dirname, '../..')

let program: Promise<string> | undefined

/** dist/cli.js as the sources are now. */
const programFile = () => {
  program ??= built('cli', 'cli')
  return program
}

export interface Result {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Runs the program as a process of its own. */
export async function stepthrough(args: readonly string[], cwd = root): Promise<Result> {
  const file = await programFile()
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
    let [out, err] = ['', '']
    child.stdout.on('data', (data) => (out += data))
    child.stderr.on('data', (data) => (err += data))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out, err }))
  })
}

/** Runs the program where nobody reads its stderr. */
export async function unheard(args: readonly string[], cwd: string): Promise<Omit<Result, 'err'>> {
  const file = await programFile()
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
    child.stderr.destroy()
    let out = ''
    child.stdout.on('data', (data) => (out += data))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out }))
  })
}

/** Runs the program in this process: the same, without a bundle. */
export async function inProcess(args: readonly string[], cwd = root, colours = false): Promise<Result> {
  let [out, err] = ['', '']
  const code = await main(args, { cwd, colours, out: (text) => (out += text), err: (text) => (err += text) })
  return { code, out, err }
}

/** A folder with files, gone after the test's process. */
export function project(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'stepthrough-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}
