import { describe, expect, test } from 'vitest'
import { Lines } from '../../../core/base/lines'
import { kindOf } from '../../../core/model/fileKind'
import { loadYaml, parseDocument } from '../../../core/model/parse'
import { lineOfText, placesInText, statesInText } from '../../../core/model/placesInText'

await loadYaml()

/** Each line with the place that it is for in front of it, `State place`. */
function told(text: string, name: string): string[] {
  const document = parseDocument(text, kindOf(name, text))
  const lines = new Lines(text)
  const places = placesInText(statesInText(document))
  return text.split('\n').map((_, line) => {
    const place = places.onLine(lineOfText(text, lines, line))
    return `${place?.state.name} ${place?.at}`
  })
}

/** The lines of a text that has what is expected of each in front of a bar. */
function split(marked: string): { readonly text: string; readonly expected: string[] } {
  const rows = marked.split('\n').map((row) => /^ *([^|]*?) *\|(.*)$/s.exec(row)!)
  return { text: rows.map((row) => row[2]).join('\n'), expected: rows.map((row) => row[1]!) }
}

const json = `      A entry           |{
      A start           |  "StartAt": "A",
      A entry           |  "States": {
      A entry           |    "A": {
      A entry           |      "Type": "Task",
      A entry           |      "Comment": "c",
      A Parameters      |      "Parameters": {
      A Parameters      |        "a": {
      A Parameters      |          "b.$": "$.c"
      A Parameters      |        }
      A Parameters      |      },
      A work            |      "Resource": "arn:aws:states:::sns:publish",
      A work            |      "TimeoutSeconds": 5,
      A work            |      "Credentials": {
      A work            |        "RoleArn": "r"
      A work            |      },
      A entry           |      "ResultPath": "$",
      A Retry[0]        |      "Retry": [
      A Retry[0]        |        {
      A Retry[0]        |          "ErrorEquals": ["E"]
      A Retry[0]        |        },
      A Retry[1]        |        { "ErrorEquals": ["F"] }
      A Retry[1]        |      ],
      A Catch[0]        |      "Catch": [{
      A Catch[0]        |        "ErrorEquals": ["States.ALL"],
      A Catch[0]/Next   |        "Next": "P"
      A Catch[0]        |      }],
      A exit            |      "Next": "P"
      A entry           |    },
      P entry           |    "P": { "Type": "Parallel",
      P work            |      "Branches": [
      P work            |        {
      B start           |          "StartAt": "B",
      P work            |          "States": {
      B entry           |            "B": { "Type": "Pass", "End": true }
      P work            |          }
      P work            |        }
      P result          |      ],
      P exit            |      "End": true
      P entry           |    }
      B entry           |  }
      B entry           |}`

const yaml = `  C start           |StartAt: C
  C entry           |# a comment
  C entry           |States:
  C entry           |  C:
  C entry           |    Type: Choice
  C work            |    Choices:
  C Choices[0]      |      - Variable: $.a
  C Choices[0]      |        IsNull: true
  C Choices[0]/Next |        Next: W
  C Default         |    Default: W
  C OutputPath      |    OutputPath: $.a
  W entry           |  W:
  W entry           |    Type: Wait
  W InputPath       |    InputPath:
  W InputPath       |      $.b
  W work            |    SecondsPath: $.c
  W Assign          |    Assign:
  W Assign          |      v: 1
  W exit            |    End: true`

describe('each line is for a place', () => {
  test.each([
    ['JSON', json, 'm.asl.json'],
    ['YAML', yaml, 'm.asl.yaml'],
  ])('in %s', (_, marked, name) => {
    const { text, expected } = split(marked)
    expect(told(text, name)).toEqual(expected)
  })
})

test('a text without states has none', () => {
  const places = placesInText([])
  expect([places.at(0), places.stateAt(0), places.between(0, 9), places.onLine({ start: 0, end: 1, at: 0, distance: () => 0 })]).toEqual([
    undefined,
    undefined,
    [],
    undefined,
  ])
})
