import type { DebugProtocol as P } from '@vscode/debugprotocol'
import { expect, test } from 'vitest'
import { TestSession } from './support/session'

const main = `variable "word" {
  default = "hello"
}

resource "aws_sfn_state_machine" "object" {
  definition = jsonencode({
    StartAt = "A"
    States = {
      A = { Type = "Pass", Next = "B" }
      B = {
        Type   = "Pass"
        Result = local.text
        End    = true
      }
    }
  })
}

resource "aws_sfn_state_machine" "text" {
  definition = <<-EOF
    {
      "StartAt": "A",
      "States": {
        "A": { "Type": "Pass", "Next": "B" },
        "B": { "Type": "Pass", "Result": "\${local.text}", "End": true }
      }
    }
  EOF
}

resource "aws_sfn_state_machine" "file" {
  definition = templatefile("\${path.module}/flow.json.tftpl", { word = local.text })
}
`
const files = {
  'main.tf': main,
  'locals.tf': 'locals {\n  text = "${var.word} from ${terraform.workspace}"\n}\n',
  'flow.json.tftpl':
    '{\n  "StartAt": "A",\n  "States": {\n    "A": { "Type": "Pass", "Next": "B" },\n    "B": { "Type": "Pass", "Result": "${word}", "End": true }\n  }\n}\n',
}

test.each([
  ['object', 'main.tf', 10],
  ['text', 'main.tf', 25],
  ['file', 'flow.json.tftpl', 5],
])('a state machine of Terraform stops at a breakpoint: %s', async (stateMachineName, file, line) => {
  const s = new TestSession(files)
  await s.initialize()
  await s.request('setBreakpoints', { source: { path: s.path(file) }, breakpoints: [{ line }] })
  await s.request('launch', { program: s.path('main.tf'), stateMachineName } as P.LaunchRequestArguments)
  await s.request('configurationDone')
  expect((await s.stoppedOrEnded()).body).toMatchObject({ reason: 'breakpoint' })
  const { stackFrames } = await s.request('stackTrace', { threadId: 1 })
  expect(stackFrames[0]).toMatchObject({ name: 'B', line, source: { path: s.path(file) } })
  expect((await s.move('continue')).event).toBe('terminated')
  expect(s.console).toContain('"hello from default"')
})
