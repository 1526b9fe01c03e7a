import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Json } from '../../core/base/json'

export const examples = join(__dirname, '../../examples')

/** One way to run an example: an input, and a test case where the machine has tasks. */
export interface Run {
  /** e.g. `order-processing` */
  readonly example: string
  /** Paths below examples/. */
  readonly definition: string
  readonly input: string
  readonly mockConfig: string | undefined
  readonly testCase: string | undefined
}

export const readJson = (file: string): Json => JSON.parse(readFileSync(join(examples, file), 'utf8'))

/** The machine inside of a template. */
function embedded(): Run[] {
  const mockConfig = 'image-pipeline/MockConfigFile.json'
  const common = {
    example: 'clean-up',
    definition: 'image-pipeline/template.yaml',
    input: 'image-pipeline/clean-up.input.json',
    mockConfig,
  }
  return testCases(mockConfig).map((testCase) => ({ ...common, testCase }))
}

/** Every definition with its input and each test case of the mock file beside it; a further input with the first of them. */
export function runs(): Run[] {
  return [...definitions(), ...embedded()]
}

function definitions(): Run[] {
  return readdirSync(examples, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.asl\.(json|yaml)$/.test(file))
    .sort()
    .flatMap((definition) => {
      const folder = dirname(definition)
      const example = basename(definition).replace(/\.asl\.\w+$/, '')
      const mockConfig = existsSync(join(examples, folder, 'MockConfigFile.json')) ? join(folder, 'MockConfigFile.json') : undefined
      const inputs = readdirSync(join(examples, folder)).filter((name) => name.startsWith(example) && name.endsWith('.input.json'))
      return inputs.flatMap((name) => {
        const cases = testCases(mockConfig)
        const chosen = name === `${example}.input.json` ? cases : cases.slice(0, 1)
        return chosen.map((testCase) => ({ example, definition, input: join(folder, name), mockConfig, testCase }))
      })
    })
}

function testCases(mockConfig: string | undefined): (string | undefined)[] {
  if (mockConfig === undefined) return [undefined]
  const { StateMachines } = readJson(mockConfig) as { StateMachines: Record<string, { TestCases: object }> }
  return Object.values(StateMachines).flatMap(({ TestCases }) => Object.keys(TestCases))
}
