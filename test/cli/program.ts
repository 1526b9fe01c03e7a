import { execFile, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { main } from '../../cli/main'

export const root = join(__dirname, '../..')
const sources = ['core', 'hosts', 'cli', 'scripts']

/** The newest change of a source that the program is made of. */
function newest(): number {
  const times = sources.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|mjs|json)$/.test(name))
      .map((name) => statSync(join(root, folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0),
  )
  return Math.max(...times)
}

let program: Promise<string> | undefined

/** dist/cli.js; where a source has changed since `npm run build`, it is built anew. */
export function programFile(): Promise<string> {
  program ??= find()
  return program
}

async function find(): Promise<string> {
  const built = join(root, 'dist/cli.js')
  if (!existsSync(built) || statSync(built).mtimeMs < newest())
    await promisify(execFile)(process.execPath, [join(root, 'scripts/build.mjs'), 'cli'], { cwd: root })
  return built
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
