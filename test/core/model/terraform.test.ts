import { describe, expect, test } from 'vitest'
import { analyse } from '../../../core/analysis/analyse'
import { optionsOf } from '../../../core/model/optionsOf'
import { loadYaml, parseDocument } from '../../../core/model/parse'
import { toJson } from '../../../core/syntax/walk'
import { randomOf } from '../../support/fuzz'

await loadYaml()

const kind = { format: 'hcl', content: 'template' } as const
const read = (text: string, running = false, beside?: Record<string, string>) =>
  parseDocument(text, kind, { running, ...(beside && { beside: new Map(Object.entries(beside)) }) })

/** A file with a state machine that has this definition. */
const machine = (definition: string, rest = '') => `resource "aws_sfn_state_machine" "m" {\n  definition = ${definition}\n}\n${rest}`
const definitionOf = (text: string, running = false, beside?: Record<string, string>) => {
  const { definitions, syntaxProblems } = read(text, running, beside)
  expect(syntaxProblems).toEqual([])
  return definitions.length === 0 ? undefined : toJson(definitions[0]!.root)
}

const lambda = 'resource "aws_lambda_function" "f" {\n  function_name = "do-it"\n}\n'
const arn = 'arn:aws:lambda:us-east-1:123456789012:function:do-it'

describe('what a definition is, as it is written', () => {
  test.each<[string, string, unknown]>([
    [
      'a heredoc',
      machine('<<EOF\n{"States": {"A": "${aws_lambda_function.f.arn}"}}\nEOF'),
      { States: { A: '${aws_lambda_function.f.arn}' } },
    ],
    [
      'an object',
      machine('jsonencode({ States = { A = aws_lambda_function.f.arn, "B.$" : "$.x", C = [1, true, null] } })'),
      { States: { A: '${aws_lambda_function.f.arn}', 'B.$': '$.x', C: [1, true, null] } },
    ],
    ['a quoted text', machine('"{\\"States\\": {\\"A\\": \\"$${x}\\"}}"'), { States: { A: '${x}' } }],
    [
      'a local',
      machine('local.d', 'locals {\n  d = jsonencode(local.o)\n  o = { States = local.s }\n  s = { A = 1 }\n}'),
      { States: { A: 1 } },
    ],
    [
      'merge, for and functions',
      machine(
        'jsonencode(merge({ A = 1, B = 1 }, { for k, v in local.m : upper(k) => { x = v } if v != "no" }))',
        'locals { m = { b = "yes", c = "no" } }',
      ),
      { A: 1, B: { x: 'yes' } },
    ],
    ['a choice by a default', machine('jsonencode({ A = var.on ? "yes" : "no" })', 'variable "on" { default = false }'), { A: 'no' }],
    [
      'a value that nobody knows',
      machine('jsonencode({ A = var.x, B = "x-${random_id.y.hex}", C = uuid() })'),
      { A: '${var.x}', B: 'x-${random_id.y.hex}', C: '${uuid}' },
    ],
    ['JSON within JSON', machine('jsonencode({ A = jsonencode({ b = var.x }) })'), { A: '{"b":${var.x}}' }],
    [
      'values without quotes',
      machine(
        '<<EOF\n{"A": ${var.n}, "B": ${jsonencode(local.l)}, "C": "${local.t}"}\nEOF',
        'locals {\n  l = [{ x = var.n }]\n  t = "text"\n}',
      ),
      { A: '${var.n}', B: [{ x: '${var.n}' }], C: 'text' },
    ],
    [
      'directives',
      machine(
        '<<EOF\n{%{ for i, s in local.l }"${s}": ${i}%{ if i < length(local.l) - 1 },%{ endif }%{ endfor }}\nEOF',
        'locals { l = ["a", "b"] }',
      ),
      { a: 0, b: 1 },
    ],
    ['a loop over what nobody knows', machine('<<EOF\n{%{ for s in var.l ~}"${s}": 1,%{ endfor ~}}\nEOF'), { '${s}': 1 }],
    [
      "the registry's module",
      'module "m" {\n  source = "terraform-aws-modules/step-functions/aws"\n  definition = jsonencode({ A = 1 })\n}',
      { A: 1 },
    ],
    ['decoded JSON', machine('jsonencode(jsondecode(jsonencode({ A = 1 })))'), { A: 1 }],
  ])('%s', (_, text, expected) => expect(definitionOf(text)).toEqual(expected))
})

describe('what it is in a local run', () => {
  test.each<[string, string, unknown]>([
    [
      'resources',
      `"\${aws_lambda_function.f.arn} \${aws_lambda_function.f.function_name} \${aws_lambda_function.f.memory_size}"`,
      `${arn} do-it \${aws_lambda_function.f.memory_size}`,
    ],
    ['one of several', '"${aws_lambda_function.f[0].arn}"', arn],
    [
      'without a name of its own',
      '"${aws_sqs_queue.q.url} ${aws_sns_topic.t.arn} ${aws_s3_bucket.Bucket.id}"',
      'https://sqs.us-east-1.amazonaws.com/123456789012/q arn:aws:sns:us-east-1:123456789012:t bucket',
    ],
    [
      'data',
      '"${data.aws_region.r.name} ${data.aws_caller_identity.c.account_id} ${data.aws_partition.p.partition}"',
      'us-east-1 123456789012 aws',
    ],
    ['variables and locals', '"${var.a}-${local.b}-${var.c}"', '5-5x-${var.c}'],
    ['an object of a variable', 'var.o.list[1].x', 7],
    ['numbers', 'var.a * 2 + 1', 11],
    ['functions', 'format("%s/%d", join("-", concat(["a"], ["b"])), length(var.o.list))', 'a-b/2'],
    ['a lookup', 'lookup({ dev = "d" }, terraform.workspace, "other")', 'other'],
    ['try', 'try(var.nothing, "else")', 'else'],
  ])('%s', (_, expression, expected) => {
    const rest = `${lambda}resource "aws_sqs_queue" "q" {}\nresource "aws_sns_topic" "t" {}\nresource "aws_s3_bucket" "Bucket" {}
data "aws_region" "r" {}\ndata "aws_caller_identity" "c" {}\ndata "aws_partition" "p" {}
variable "a" { default = 5 }\nvariable "c" {}\nvariable "o" {\n  default = { list = [1, { x = 7 }] }\n}\nlocals { b = "\${var.a}x" }`
    expect(definitionOf(machine(`jsonencode({ A = ${expression} })`, rest), true)).toEqual({ A: expected })
  })

  test('other files of the folder, and the values of variables in the order in which they count', () => {
    const beside = {
      'variables.tf': 'variable "a" { default = 1 }\nlocals { text = "from there" }',
      'terraform.tfvars': 'a = 2\nunknown = 1',
      'z.auto.tfvars': 'a = 3',
      'functions.tf': lambda,
    }
    const text = machine('jsonencode({ A = var.a, B = local.text, C = aws_lambda_function.f.arn })')
    expect(definitionOf(text, true, beside)).toEqual({ A: 3, B: 'from there', C: arn })
    const { definitions, template } = read(text, true, beside)
    const b = (definitions[0]!.root as unknown as { members: { value: { offset: number; length: number } }[] }).members[1]!.value
    expect(text.slice(b.offset, b.offset + b.length)).toBe('local.text')
    expect([...template!.functions.keys()]).toEqual(['aws_lambda_function.f'])
  })
})

test('its names, its type and its functions', () => {
  const { template, definitions } = read(`${machine('jsonencode({})').replace('{', '{\n  name = "orders-${var.stage}"\n  type = "EXPRESS"')}
variable "stage" { default = "dev" }
data "archive_file" "z" {\n  source_file = "\${path.module}/src/app.js"\n  output_path = "z.zip"\n}
resource "aws_lambda_function" "f" {\n  filename = data.archive_file.z.output_path\n  handler = "app.handler"\n  runtime = "nodejs22.x"\n  timeout = var.t\n  environment {\n    variables = { STAGE = var.stage, X = var.none }\n  }\n}
resource "aws_lambda_function" "image" { image_uri = "x" }`)
  expect(definitions[0]).toMatchObject({ logicalId: 'm', otherNames: ['aws_sfn_state_machine.m', 'orders-dev'], type: 'EXPRESS' })
  expect(template!.values.get('m')).toBe('arn:aws:states:us-east-1:123456789012:stateMachine:orders-dev')
  expect(template!.functions.get('aws_lambda_function.f')).toMatchObject({
    name: 'f',
    codeUri: 'src',
    isLocal: true,
    handler: 'app.handler',
    environment: new Map([['STAGE', 'dev']]),
    variables: ['STAGE', 'X'],
    timeout: 3,
  })
  expect(template!.functions.get('aws_lambda_function.image')).toMatchObject({ isLocal: false })
})

describe('a definition in a file', () => {
  const text = machine(
    'templatefile("${path.module}/flows/m.asl.json", {\n  fn = aws_lambda_function.f.arn\n  n = var.n\n  retry = local.retry\n  unused = 1\n})',
    `${lambda}variable "n" { default = 3 }\nlocals {\n  retry = [{ ErrorEquals = ["States.ALL"] }]\n}`,
  )
  const [file] = read(text).template!.files

  test('its path and its variables have their places', () => {
    expect(file).toMatchObject({ path: 'flows/m.asl.json', logicalId: 'm', type: 'STANDARD' })
    expect(text.slice(file!.range.offset, file!.range.offset + file!.range.length)).toBe('${path.module}/flows/m.asl.json')
    expect([...file!.substitutions!].map(([name, { offset, length }]) => [name, text.slice(offset, offset + length)])).toEqual([
      ['fn', 'fn'],
      ['n', 'n'],
      ['retry', 'retry'],
      ['unused', 'unused'],
    ])
    expect([...read(text).template!.substitutionValues.get('m')!]).toEqual([
      ['fn', 'aws_lambda_function.f.arn'],
      ['n', 'var.n'],
      ['retry', 'local.retry'],
    ])
  })

  const own =
    '{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "${fn}", "TimeoutSeconds": ${ n }, "Retry": ${jsonencode(retry)}, "Comment": "$${x} ${upper(fn)} ${other}", "Next": "B"}}}'

  test('is read as Terraform does', () => {
    const parsed = (running: boolean) =>
      parseDocument(own, { format: 'json', content: 'definition' }, { ...optionsOf(file!, 'file:///main.tf'), running })
    const task = (fn: string, n: unknown, comment: string) => ({
      Type: 'Task',
      Resource: fn,
      TimeoutSeconds: n,
      Retry: [{ ErrorEquals: ['States.ALL'] }],
      Comment: comment,
      Next: 'B',
    })
    expect(toJson(parsed(false).root!)).toMatchObject({ States: { A: task('${fn}', '${n}', '${x} ${upper} ${other}') } })
    expect(toJson(parsed(true).root!)).toMatchObject({ States: { A: task(arn, 3, `\${x} ${arn.toUpperCase()} \${other}`) } })
    expect(analyse(parsed(false)).map(({ code, message, offset, length }) => [code, message, own.slice(offset, offset + length)])).toEqual([
      ['MISSING_END_STATE', 'Workflow has no terminal state', 'States'],
      ['UNDECLARED_SUBSTITUTION', "The template declares no substitution 'other'", '$${x} ${upper(fn)} ${other}'],
      ['MISSING_TRANSITION_TARGET', "Missing 'Next' target: B", 'B'],
    ])
  })

  test('in YAML', () => {
    const yaml = 'StartAt: A\nStates:\n  A:\n    Type: Wait\n    Seconds: ${n}\n    Next: B\n'
    const document = parseDocument(
      yaml,
      { format: 'yaml', content: 'definition' },
      { ...optionsOf(file!, 'file:///main.tf'), running: true },
    )
    expect(toJson(document.root!)).toMatchObject({ States: { A: { Seconds: 3 } } })
    const [target] = analyse(document).filter(({ code }) => code === 'MISSING_TRANSITION_TARGET')
    expect(yaml.slice(target!.offset, target!.offset + target!.length)).toBe('B')
  })

  test.each([
    ['file("m.json")', 'm.json', 0],
    ['replace(file("m.json"), "a", "b")', 'm.json', 0],
    ['jsonencode(yamldecode(file("m.yaml")))', 'm.yaml', 0],
    ['templatefile("m.json", local.nowhere)', 'm.json', undefined],
    ['data.template_file.t.rendered', 't.json', 1],
  ])('%s', (expression, path, declared) => {
    const { template } = read(
      machine(expression, 'data "template_file" "t" {\n  template = file("${path.module}/t.json")\n  vars = { a = 1 }\n}'),
    )
    expect(template!.files.map((each) => [each.path, each.substitutions?.size])).toEqual([[path, declared]])
  })
})

test('for_each makes a state machine of each file', () => {
  const text = `resource "aws_sfn_state_machine" "m" {
  for_each   = { eu = { path = "eu.json" }, us = { path = "us.json", n = 2 } }
  name       = "orders-\${each.key}"
  definition = templatefile("flows/\${each.value.path}", { n = try(each.value.n, 1) })
}
resource "aws_sfn_state_machine" "set" {
  for_each   = toset(["a", "b"])
  definition = file("\${each.value}.json")
}
resource "aws_sfn_state_machine" "text" {
  for_each   = toset(["a", "b"])
  definition = jsonencode({ Comment = each.key })
}
resource "aws_sfn_state_machine" "open" {
  for_each   = var.nobody_knows
  definition = jsonencode({ Comment = each.key })
}`
  const { template, definitions } = read(text)
  expect(template!.files.map(({ logicalId, otherNames, path, values }) => [logicalId, otherNames, path, ...values])).toEqual([
    ['m["eu"]', ['aws_sfn_state_machine.m["eu"]', 'eu', 'orders-eu'], 'flows/eu.json', ['n', '1']],
    ['m["us"]', ['aws_sfn_state_machine.m["us"]', 'us', 'orders-us'], 'flows/us.json', ['n', '2']],
    ['set["a"]', ['aws_sfn_state_machine.set["a"]', 'a'], 'a.json'],
    ['set["b"]', ['aws_sfn_state_machine.set["b"]', 'b'], 'b.json'],
  ])
  expect(definitions.map(({ logicalId, root }) => [logicalId, toJson(root)])).toEqual([
    ['text["a"]', { Comment: 'a' }],
    ['open', { Comment: '${each.key}' }],
  ])
})

test('each problem has its place in the text', () => {
  const text = `resource "aws_sfn_state_machine" "a" {
  definition = <<-EOF
    {
      "StartAt": "A",
      "States": {
        "A": { "Type": "Pass", "Result": "\${var.x}é", "Next": "Nowhere" }
      }
    }
  EOF
}
resource "aws_sfn_state_machine" "b" {
  definition = jsonencode({
    StartAt = "A"
    States = {
      A = { Type = "Pass", "Next" : "Elsewhere" }
      B = { Type = "Wait", Secondz = 1, End = true }
    }
  })
}
`
  const found = analyse(read(text)).map(({ code, offset, length }) => {
    const before = text.slice(0, offset).split('\n')
    return [code, text.slice(offset, offset + length), before.length, before.at(-1)!.length + 1]
  })
  expect(found).toEqual([
    ['MISSING_END_STATE', 'States', 5, 8],
    ['MISSING_TRANSITION_TARGET', 'Nowhere', 6, 64],
    ['MISSING_TRANSITION_TARGET', 'Elsewhere', 15, 38],
    ['UNREACHABLE_STATE', 'B', 16, 7],
    ['MISSING_FIELD', 'B', 16, 7],
    ['UNKNOWN_FIELD', 'Secondz', 16, 28],
  ])
})

test('a definition as large as AWS takes is read whole', () => {
  const states = Array.from(
    { length: 10_000 },
    (_, i) => `    S${i} = { Type = "Task", Resource = aws_lambda_function.f.arn, Next = "S${i + 1}" }`,
  )
  const text = machine(`jsonencode({\n  States = {\n${states.join('\n')}\n  }\n})`, lambda)
  const { root } = read(text, true).definitions[0]!
  const last = (toJson(root) as { States: Record<string, unknown> }).States.S9999
  expect(last).toEqual({ Type: 'Task', Resource: arn, Next: 'S10000' })
})

describe('hostile modules', () => {
  test.each([
    ['a circle of locals', machine('local.a', 'locals {\n  a = local.b\n  b = local.a\n}')],
    ['an object in itself', machine('jsonencode(local.a)', 'locals {\n  a = { x = local.a, y = local.a }\n}')],
    ['JSON in itself', machine('jsonencode(local.a)', 'locals {\n  a = jsonencode([local.b])\n  b = jsonencode([local.a])\n}')],
    [
      'texts that double',
      machine(
        'local.a40',
        `locals {\n  a0 = "xxxxxxxx"\n${Array.from({ length: 40 }, (_, i) => `  a${i + 1} = "\${local.a${i}}\${local.a${i}}"`).join('\n')}\n}`,
      ),
    ],
    [
      'objects that double',
      machine(
        'jsonencode(local.a40)',
        `locals {\n  a0 = { x = 1 }\n${Array.from({ length: 40 }, (_, i) => `  a${i + 1} = { l = local.a${i}, r = local.a${i} }`).join('\n')}\n}`,
      ),
    ],
    [
      'lists that double',
      machine(
        'jsonencode(local.a40)',
        `locals {\n  a0 = [1]\n${Array.from({ length: 40 }, (_, i) => `  a${i + 1} = concat(local.a${i}, local.a${i})`).join('\n')}\n}`,
      ),
    ],
    ['a text of replacements', machine(`replace("${'a'.repeat(50_000)}", "a", "${'b'.repeat(50_000)}")`)],
    ['a text of separators', machine(`join("${'b'.repeat(50_000)}", [${'"x",'.repeat(20_000)}])`)],
    [
      'loops in loops',
      machine(
        'jsonencode(local.l)',
        `locals {\n  n = [${'1,'.repeat(200)}]\n  l = [for a in local.n : [for b in local.n : [for c in local.n : [for d in local.n : d]]]]\n}`,
      ),
    ],
    ['directives in directives', machine(`<<EOF\n${'%{ for x in local.n }'.repeat(20)}x\nEOF`, `locals {\n  n = [${'1,'.repeat(200)}]\n}`)],
    [
      'a chain of locals',
      machine(
        'local.a10000',
        `locals {\n  a0 = "{}"\n${Array.from({ length: 10_000 }, (_, i) => `  a${i + 1} = local.a${i}`).join('\n')}\n}`,
      ),
    ],
    [
      'names of all objects',
      machine('jsonencode({ __proto__ = 1, constructor = local.__proto__, x = toString() })', 'locals { __proto__ = 2 }'),
    ],
  ])('%s', (_, text) => {
    for (const running of [false, true]) analyse(read(text, running))
  })

  test('pieces in any order', () => {
    const pieces = [
      'resource "aws_sfn_state_machine" "m" {',
      'definition = ',
      'jsonencode(',
      '{',
      '}',
      '[',
      ']',
      ')',
      '<<EOF\n',
      'EOF\n',
      '"States": {',
      '"A": ',
      '${',
      'local.a',
      'var.b',
      'locals {\n a = ',
      '\n',
      'for x in ',
      ' : x',
      '%{ for x in local.a }',
      '%{ endfor }',
      '%{ if true }',
      '"',
      ',',
      '=',
      ' ? 1 : 2',
      'templatefile("x", ',
      'merge(',
      '...',
      '\\',
      '$${',
    ]
    for (let seed = 1; seed <= 3_000; seed++) {
      const { next, pick } = randomOf(seed)
      const text = `aws_sfn_state_machine ${Array.from({ length: next(80) }, () => pick(pieces)).join('')}`
      const document = read(text, seed % 2 === 0)
      for (const problem of analyse(document)) {
        expect(problem.offset, text).toBeGreaterThanOrEqual(0)
        expect(problem.offset + problem.length, text).toBeLessThanOrEqual(text.length)
      }
    }
  })
})
