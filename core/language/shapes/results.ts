import { resultOf } from '../../aws/results'
import type { ResultType } from '../../aws/resultTypes'
import { any, arrayOf, boolean, number, object, type Shape, string } from './shape'

/** What a Catcher gets: the Error Output. Source: ASL spec, "Error Output". */
export const errorOutput: Shape = object({ Error: string, Cause: string })

/** Deeper than this, and in members beyond, nobody looks into an answer. */
const deepest = 6
const mostMembers = 500

/** By the types of the constant tables of core/aws: two tasks with one Resource have one shape. */
const shapes = new WeakMap<ResultType, Shape>()

/** What is known of the result of a task by its Resource; `any` where the API's answer is not in the tables, as of a Lambda function. */
export function taskResult(resource: string): Shape {
  const type = resultOf(resource)
  if (type === undefined) return any
  let shape = shapes.get(type)
  if (shape === undefined) shapes.set(type, (shape = shapeOf(type, deepest, { left: mostMembers })))
  return shape
}

function shapeOf(type: ResultType, depth: number, members: { left: number }): Shape {
  switch (type.kind) {
    case 'object':
      if (depth === 0) return any
      return {
        kind: 'object',
        members: new Map(
          type.members.flatMap(({ name, type }) => (members.left-- > 0 ? [[name, shapeOf(type(), depth - 1, members)] as const] : [])),
        ),
      }
    case 'array':
      return depth === 0 ? any : arrayOf(shapeOf(type.item(), depth - 1, members))
    case 'map':
      return object({})
    case 'string':
      return string
    case 'number':
      return number
    case 'boolean':
      return boolean
    case 'any':
      return any
  }
}
