import { accessSync, constants, existsSync, statSync } from 'node:fs'
import path from 'node:path'

type Environment = Readonly<Record<string, string | undefined>>

const windows = process.platform === 'win32'

/** The file of a program by its name, as PATH has it; undefined where there is none. */
export function onPath(name: string, environment: Environment): string | undefined {
  const folders = (environment.PATH ?? environment.Path ?? '').split(path.delimiter).filter((folder) => folder !== '')
  const names = windows ? (environment.PATHEXT ?? '.EXE').split(';').map((extension) => name + extension.toLowerCase()) : [name]
  return folders.flatMap((folder) => names.map((each) => path.join(folder, each))).find(isProgram)
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    return false
  }
}

/** A program, and what it needs in its environment to be what it is. */
export interface Program {
  readonly file: string
  readonly environment: Readonly<Record<string, string>>
}

/** Node itself, also where this is another program that can be one: VS Code's extension host. */
export const ownNode: Program = {
  file: process.execPath,
  environment: process.versions.electron === undefined ? {} : { ELECTRON_RUN_AS_NODE: '1' },
}

/** The `node` on PATH, which is the user's; else our own. */
export function nodeProgram(environment: Environment): Program {
  const file = onPath('node', environment)
  return file === undefined ? ownNode : { file, environment: {} }
}

/** The Python of a virtual environment: the one that is active, or one in a folder; else the one on PATH; undefined where there is none. */
export function pythonProgram(environment: Environment, folders: readonly string[]): Program | undefined {
  const inside = windows ? 'Scripts/python.exe' : 'bin/python'
  const active = environment.VIRTUAL_ENV
  const homes = [
    ...(active === undefined ? [] : [active]),
    ...folders.flatMap((folder) => ['.venv', 'venv'].map((name) => path.join(folder, name))),
  ]
  const file =
    homes.map((home) => path.join(home, inside)).find(existsSync) ?? onPath('python3', environment) ?? onPath('python', environment)
  return file === undefined ? undefined : { file, environment: {} }
}

/** A file that is delivered beside the bundle, and beside this source. */
export function bootstrapFile(name: string): string {
  const folders = [path.join(__dirname, 'bootstrap'), path.join(__dirname, '../bootstrap')]
  const file = folders.map((folder) => path.join(folder, name)).find(existsSync)
  if (file === undefined) throw new Error(`The file bootstrap/${name} of Stepthrough is missing.`)
  return file
}
