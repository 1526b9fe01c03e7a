/** A function that AWS's JSONata has. */
export interface JsonataFunction {
  /** Without the `$`. */
  readonly name: string
  readonly parameters: readonly JsonataParameter[]
  /** Arguments that have to be there. One fewer where the context stands in for the first. */
  readonly least: number
  /** The most arguments; Infinity: any number. */
  readonly most: number
  /** The type of the result in a word: string, number, boolean, array, object or any. */
  readonly returns: string
  readonly doc: string
  /** One of the functions that AWS adds to JSONata, or changes. */
  readonly aws: boolean
}

interface JsonataParameter {
  readonly name: string
  readonly optional: boolean
}

/**
 * name(parameters): returns | sentence. `?` behind a parameter: optional; `*` before it: any number; `-` before the first: the context value
 * stands in for it. Source: JSONata 2.0.6's documentation; Step Functions guide, "Transforming data with JSONata" for the last group.
 */
const rows = `
string(-arg, prettify?): string | Casts a value to a string; objects and arrays become JSON.
length(-str): number | The number of characters of a string.
substring(-str, start, length?): string | The part of a string from start on; a negative start counts from the end.
substringBefore(-str, chars): string | The part of a string before the first occurrence of chars.
substringAfter(-str, chars): string | The part of a string after the first occurrence of chars.
uppercase(-str): string | The string in upper case.
lowercase(-str): string | The string in lower case.
trim(-str): string | Removes whitespace at both ends and joins runs of it.
pad(-str, width, char?): string | Pads a string to a width; a negative width pads on the left.
contains(-str, pattern): boolean | Whether a string contains a text or matches a regular expression.
split(-str, separator, limit?): array | Splits a string at a text or regular expression.
join(array, separator?): string | Joins an array of strings.
match(-str, pattern, limit?): array | The matches of a regular expression, as objects {match, index, groups}.
replace(-str, pattern, replacement, limit?): string | Replaces the occurrences of a text or regular expression.
base64encode(-str): string | Encodes a string as Base64.
base64decode(-str): string | Decodes a Base64 string.
encodeUrlComponent(-str): string | Escapes a string as a part of a URL.
encodeUrl(-str): string | Escapes a string as a URL.
decodeUrlComponent(-str): string | Reverses $encodeUrlComponent.
decodeUrl(-str): string | Reverses $encodeUrl.
number(-arg): number | Casts a string or boolean to a number.
abs(-number): number | The absolute value.
floor(-number): number | Rounds down.
ceil(-number): number | Rounds up.
round(-number, precision?): number | Rounds to a number of decimal places, halves to the even neighbour.
power(-base, exponent): number | base raised to the power of exponent.
sqrt(-number): number | The square root.
formatNumber(-number, picture, options?): string | Formats a number by a picture such as '#,##0.00'.
formatBase(-number, radix?): string | The number as text in a base from 2 to 36; default 10.
formatInteger(-number, picture): string | Formats an integer by a picture such as 'w' (in words) or 'A'.
parseInteger(-string, picture): number | Parses a text that $formatInteger made.
sum(array): number | The sum of an array of numbers.
max(array): number | The greatest of an array of numbers.
min(array): number | The smallest of an array of numbers.
average(array): number | The mean of an array of numbers.
boolean(-arg): boolean | Casts a value to a boolean; empty strings, arrays and objects, 0 and null are false.
not(-arg): boolean | Negates a value, cast to a boolean.
exists(arg): boolean | Whether an expression gives a value.
count(array): number | The number of items of an array.
append(array1, array2): array | Joins two arrays or values.
sort(array, function?): array | Sorts an array; function(left, right) says whether left comes after right.
reverse(array): array | An array in reverse order.
shuffle(array): array | An array in random order.
distinct(array): array | An array without repeated items.
zip(array1, *arrays): array | Groups the items of several arrays by index.
keys(-object): array | The names of an object's members.
lookup(-object, key): any | The member of an object with a name that is computed.
spread(-object): array | Splits an object into an array of objects with one member each.
merge(array): object | Merges an array of objects; later members replace earlier ones.
sift(-object, function?): object | The members of an object for which function(value, key, object) is true.
each(-object, function?): array | The results of function(value, key) for each member of an object.
error(message?): any | Fails with a message.
assert(condition, message?): any | Fails with a message where the condition is false.
type(value): string | The type of a value: null, number, string, boolean, array, object or function.
now(picture?, timezone?): string | The current time as ISO 8601, or by a picture.
millis(): number | Milliseconds since 1970-01-01.
fromMillis(-number, picture?, timezone?): string | Formats milliseconds since 1970-01-01.
toMillis(-timestamp, picture?): number | Parses a timestamp into milliseconds since 1970-01-01.
map(array, function): array | The results of function(value, index, array) for each item.
filter(array, function): array | The items for which function(value, index, array) is true.
single(array, function?): any | The only item for which function is true; an error where there is none, or more.
reduce(array, function, init?): any | Combines the items by function(accumulator, value).
clone(-object): object | A deep copy of an object or array.
`
const awsRows = `
partition(array, size): array | Splits an array into arrays of a size.
range(first, last, step): array | The numbers from first to last, at a distance of step.
hash(-content, algorithm): string | The hash of a string as hexadecimal text: MD5, SHA-1, SHA-256, SHA-384 or SHA-512.
random(seed?): number | A random number from 0 up to, and without, 1; the same for the same seed.
uuid(): string | A random UUID, version 4.
parse(-text): any | Parses a JSON text; the counterpart of $string, where other JSONata has $eval.
`

function parseRow(row: string, aws: boolean): JsonataFunction {
  const [, name, list, returns, doc] = /^(\w+)\((.*?)\): (\w+) \| (.*)$/.exec(row)!
  const texts = list ? list.split(', ') : []
  const parameters = texts.map((text) => ({ name: text.replace(/[-*?]/g, ''), optional: /[*?]/.test(text) }))
  const required = parameters.filter((p) => !p.optional).length
  return {
    name: name!,
    parameters,
    least: texts[0]?.startsWith('-') ? required - 1 : required,
    most: list!.includes('*') ? Number.POSITIVE_INFINITY : parameters.length,
    returns: returns!,
    doc: doc!,
    aws,
  }
}

const parseRows = (text: string, aws: boolean) =>
  text
    .trim()
    .split('\n')
    .map((row) => parseRow(row, aws))

/** All functions, those that AWS adds last. There is no $eval: AWS does not have it. Source: see `rows`. */
export const jsonataFunctions: readonly JsonataFunction[] = [...parseRows(rows, false), ...parseRows(awsRows, true)]

const byName = new Map(jsonataFunctions.map((f) => [f.name, f]))

/** The function by its name without the `$` (case counts); undefined where there is none, as for eval. */
export const jsonataFunctionNamed = (name: string): JsonataFunction | undefined => byName.get(name)
