// SPDX-License-Identifier: Apache-2.0

/** After these, a slash starts a regular expression. */
const beforeExpression = /(?:^|[([{,;:=!&|?+*%~^<>-]|\b(?:return|typeof|case|in|of|void|delete|await|yield|=>))\s*$/;

export function commentsOf(source: string): string[] {
  const found: string[] = [];
  // Brace depths at which a template literal continues.
  const templates: number[] = [];
  let depth = 0;
  let at = 0;
  const skipTo = (end: RegExp): void => {
    end.lastIndex = at;
    const match = end.exec(source);
    at = match === null ? source.length : end.lastIndex;
  };
  const template = (): void => {
    skipTo(/(?:[^\\`$]|\\[^]|\$(?!\{))*(?:`|\$\{)/gy);
    if (source[at - 1] === '{') templates.push(depth++);
  };
  while (at < source.length) {
    const two = source.slice(at, at + 2);
    const one = source[at] ?? '';
    at += 1;
    if (two === '//' || two === '/*') {
      const from = at + 1;
      const close = two === '//' ? '\n' : '*/';
      const end = source.indexOf(close, from);
      at = end === -1 ? source.length : end + close.length;
      found.push(source.slice(from, end === -1 ? undefined : end));
    } else if (one === "'" || one === '"') skipTo(one === "'" ? /(?:[^\\'\n]|\\[^])*'?/gy : /(?:[^\\"\n]|\\[^])*"?/gy);
    else if (one === '`') template();
    else if (one === '{') depth += 1;
    else if (one === '}') {
      depth -= 1;
      if (templates.at(-1) === depth) {
        templates.pop();
        template();
      }
    } else if (one === '/' && beforeExpression.test(source.slice(Math.max(0, at - 40), at - 1)))
      skipTo(/(?:[^\\/[\n]|\\.|\[(?:[^\\\]\n]|\\.)*\])*\/?/gy);
  }
  return found;
}

/** Counts a run of Chinese characters as one word. */
export const wordsIn = (text: string): number => text.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length;
