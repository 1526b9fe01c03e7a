import type { Expression, Literal } from '../expressions'
import type { Report } from '../rule'

export function checkJsonataExpression(_expression: Expression, _report: Report): void {}
export function checkJsonataLiteral(_literal: Literal, _report: Report): void {}
