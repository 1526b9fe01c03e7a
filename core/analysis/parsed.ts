import { type IntrinsicExpression, parseIntrinsic } from '../expressions/intrinsics/parse'
import { type Path, parsePath } from '../expressions/paths/parse'
import { keep } from './keep'

export const pathOf: (text: string) => Path = keep(parsePath)

export const callOf: (text: string) => IntrinsicExpression = keep(parseIntrinsic)

const plain = /^\$(?:\.[A-Za-z_][A-Za-z0-9_]*|\[\d+\])*$/

/** Most paths are these: well-formed Reference Paths into the input, in which nothing else could be wrong. They need no parser. */
export const isPlainPath = (text: string): boolean => plain.test(text)
