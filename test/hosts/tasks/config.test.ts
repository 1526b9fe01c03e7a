import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { type ConfigRequest, openConfig } from '../../../hosts/node/tasks/config'

const made: string[] = []
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true })
})

/** A folder with files; a path that ends with a slash is a folder. */
function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'config-'))
  made.push(folder)
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name)
    mkdirSync(name.endsWith('/') ? file : path.dirname(file), { recursive: true })
    if (!name.endsWith('/')) writeFileSync(file, text)
  }
  return folder
}

const config = '{ "functions": { "f": { "handler": "a.b" } } }'

/** Which file is found, relative to the folder. */
async function found(files: Readonly<Record<string, string>>, request: Partial<ConfigRequest> = {}): Promise<string | undefined> {
  const folder = folderOf(files)
  const opened = await openConfig({
    definition: path.join(folder, 'a/b/x.asl.json'),
    ...request,
    ...(request.root !== undefined && { root: path.join(folder, request.root) }),
    ...(request.config !== undefined && request.config !== 'none' && { config: path.join(folder, request.config) }),
  })
  if (opened.kind === 'wrong') return opened.problems.map(({ file, message }) => `${path.relative(folder, file)}: ${message}`).join()
  const { file } = opened
  expect(opened.config.functions.get('f')?.folder).toBe(file === undefined ? undefined : path.dirname(file))
  expect(opened.folder).toBe(file === undefined ? path.join(folder, 'a/b') : path.dirname(file))
  return file === undefined ? undefined : path.relative(folder, file)
}

test.each<[string, Record<string, string>, Partial<ConfigRequest>, string | undefined]>([
  ['beside the definition', { 'a/b/stepthrough.json': config, 'a/stepthrough.json': config }, { root: '.' }, 'a/b/stepthrough.json'],
  ['the nearest above', { 'a/b/': '', 'a/stepthrough.json': config, 'stepthrough.json': config }, { root: '.' }, 'a/stepthrough.json'],
  ['in the workspace', { 'a/b/': '', 'stepthrough.json': config }, { root: '.' }, 'stepthrough.json'],
  ['not above the workspace', { 'a/b/': '', 'stepthrough.json': config }, { root: 'a' }, undefined],
  ['in the repository', { 'a/b/': '', '.git/': '', 'stepthrough.json': config }, {}, 'stepthrough.json'],
  ['not above the repository', { 'a/b/': '', 'a/.git/': '', 'stepthrough.json': config }, {}, undefined],
  ['not above a repository in the workspace', { 'a/b/': '', 'a/.git/': '', 'stepthrough.json': config }, { root: '.' }, undefined],
  ['with neither only beside', { 'a/b/': '', 'a/stepthrough.json': config }, {}, undefined],
  ['one that is named', { 'a/b/stepthrough.json': config, 'ci.json': config }, { config: 'ci.json' }, 'ci.json'],
  ['none', { 'a/b/stepthrough.json': config }, { config: 'none' }, undefined],
  ['a named one that is not there', { 'a/b/': '' }, { config: 'x.json' }, 'x.json: It cannot be read: there is no such file.'],
  ['a folder of that name', { 'a/b/stepthrough.json/': '' }, {}, 'a/b/stepthrough.json: It cannot be read: it is a folder.'],
])('%s', async (_, files, request, file) => expect(await found(files, request)).toBe(file))

test('problems have their places', async () => {
  const folder = folderOf({ 'stepthrough.json': '{\n  "functions": {\n    "f": { "handlr": "a.b" }\n  }\n}\n' })
  const file = path.join(folder, 'stepthrough.json')
  expect(await openConfig({ definition: path.join(folder, 'x.asl.json') })).toEqual({
    kind: 'wrong',
    problems: [{ file, line: 3, column: 12, message: 'There is no member "handlr" here. Did you mean "handler"?' }],
  })
})

const template = (uri: string, code = 'code/') => `Resources:
  M: { Type: AWS::Serverless::StateMachine, Properties: { DefinitionUri: ${uri}, DefinitionSubstitutions: { Arn: !GetAtt F.Arn } } }
  F: { Type: AWS::Serverless::Function, Properties: { CodeUri: ${code}, Handler: a.b } }
`
const machine = '{ "StartAt": "A", "States": {} }'

test.each<[string, Record<string, string>, string | undefined]>([
  ['of the template beside', { 'a/b/template.yaml': template('x.asl.json') }, 'a/b/code'],
  [
    'of the nearest that names the definition',
    { 'a/template.yaml': template('y.asl.json'), 'template.yaml': template('a/b/x.asl.json') },
    'code',
  ],
  ['of one in a folder beside', { 'a/infra/template.yaml': template('../b/x.asl.json') }, 'a/infra/code'],
  ['of no copy', { 'a/.aws-sam/template.yaml': template('../b/x.asl.json') }, undefined],
  ['of the nearest with functions', { 'a/template.yaml': template('y.asl.json'), 'template.yaml': template('z.asl.json') }, 'a/code'],
  [
    'of one in JSON',
    {
      'a/b/template.json': JSON.stringify({
        Resources: { F: { Type: 'AWS::Lambda::Function', Properties: { Code: 'dist', Handler: 'a.b' } } },
      }),
    },
    'a/b/dist',
  ],
  ['of serverless.yml', { 'a/serverless.yml': 'service: s\nfunctions: { F: { handler: a.b } }\nstepFunctions: {}\n' }, 'a'],
  ['of what is broken', { 'a/b/template.yaml': 'Resources: [handler' }, undefined],
])('functions %s', async (_, files, expected) => {
  const folder = folderOf({ 'a/b/x.asl.json': machine, ...files })
  const opened = await openConfig({ definition: path.join(folder, 'a/b/x.asl.json'), root: folder })
  const found = opened.kind === 'config' ? opened.config.functions.get('F') : undefined
  expect(found && path.relative(folder, found.folder)).toBe(expected)
})

test('functions of a template that is the program, and of its definition by itself', async () => {
  const folder = folderOf({
    'template.yaml': template('x.asl.json'),
    'x.asl.json': machine,
    'stepthrough.json': '{ "functions": { "F": { "timeout": 9 } } }',
  })
  for (const [file, key] of [
    ['template.yaml', 'F'],
    ['x.asl.json', '${Arn}'],
  ] as const) {
    const opened = await openConfig({ definition: path.join(folder, file) })
    expect(opened.kind === 'config' && opened.config.functions.get(key)).toMatchObject({
      handler: 'a.b',
      folder: path.join(folder, 'code'),
      timeout: 9,
    })
  }
  const none = await openConfig({ definition: path.join(folder, 'x.asl.json'), config: 'none' })
  expect(none.kind === 'config' && none.config.functions.size).toBe(0)
})
