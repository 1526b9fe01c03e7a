export function createPattern(expression: RegExp): RegExp {
  return new RegExp(expression)
}
