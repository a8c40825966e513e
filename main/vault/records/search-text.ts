// SPDX-License-Identifier: Apache-2.0
export function foldForSearch(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

const maxTerms = 8;

export function searchTerms(query: string): string[] {
  return foldForSearch(query)
    .split(/\s+/)
    .filter((term) => term !== '')
    .slice(0, maxTerms);
}

interface Numbers {
  readonly serial: string;
  readonly sha256: string;
}

/** Numbers follow after an empty line. Terms contain no line break, so none matches across texts. */
export function searchedText(texts: readonly (string | null | undefined)[], { serial, sha256 }: Numbers): string {
  const words = new Set(texts.flatMap((text) => (text ?? '').split('\n')).filter((text) => text !== ''));
  return foldForSearch(`${[...words].join('\n')}\n\n${serial}\n${sha256}`);
}

/** Almost every serial number and fingerprint contains a shorter term. */
const shortestInNumbers = 4;

export function hasTerms(text: string, terms: readonly string[]): boolean {
  return terms.every((term) => {
    const at = text.indexOf(term);
    return at !== -1 && (term.length >= shortestInNumbers || at < text.indexOf('\n\n'));
  });
}

/** `hasTerms` in SQL. */
export function hasTermsSql(column: string, terms: readonly string[]): string {
  const words = `instr(${column}, char(10, 10))`;
  return terms
    .map((term) => ` AND instr(${column}, ?) ${term.length >= shortestInNumbers ? '> 0' : `BETWEEN 1 AND ${words}`}`)
    .join('');
}
