// SPDX-License-Identifier: Apache-2.0
/** Parses `library="/a b.so" name="x"` like nss/lib/util/utilpars.c. */
export function* quotedValues(line: string): Generator<readonly [key: string, value: string]> {
  let at = 0;
  while (at < line.length) {
    while (isBlank(line[at])) at += 1;
    const equals = line.indexOf('=', at);
    if (equals === -1) return;
    const key = line.slice(at, equals);
    const { value, end } = valueAt(line, equals + 1);
    yield [key, value];
    at = end;
  }
}

const closing: Readonly<Record<string, string>> = { '"': '"', "'": "'", '(': ')', '{': '}', '[': ']', '<': '>' };

function valueAt(line: string, start: number): { readonly value: string; readonly end: number } {
  const close = closing[line[start] ?? ''];
  let value = '';
  let at = close === undefined ? start : start + 1;
  for (; at < line.length; at += 1) {
    const character = line[at] ?? '';
    if (character === '\\') value += line[(at += 1)] ?? '';
    else if (close === undefined ? isBlank(character) : character === close) break;
    else value += character;
  }
  return { value, end: at + 1 };
}

function isBlank(character: string | undefined): boolean {
  return character !== undefined && /[\t-\r ]/.test(character);
}
