// SPDX-License-Identifier: Apache-2.0
/**
 * What is searched and what is searched for, in one form: NFKC (full-width forms, ligatures, half-width kana)
 * and lower case (DESIGN 3).
 */
export function foldForSearch(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** More words than anybody types; each costs one `instr` per row. */
const maxTerms = 8;

/** The words of a query, folded; all of them must occur. Empty when there is nothing to search for. */
export function searchTerms(query: string): string[] {
  return foldForSearch(query)
    .split(/\s+/)
    .filter((term) => term !== '')
    .slice(0, maxTerms);
}

export interface SearchableParts {
  readonly searchText: string;
  readonly sha256: string;
  readonly friendlyName: string | null;
  readonly label: string | null;
  readonly place: string | null;
  readonly tags: readonly string[];
  readonly fileNames: readonly string[];
}

/** The folded column. Never holds the note, which is encrypted. */
export function foldedColumn(parts: SearchableParts): string {
  const texts = [
    parts.label,
    parts.searchText,
    parts.friendlyName,
    parts.place,
    ...parts.tags,
    ...parts.fileNames,
    parts.sha256,
  ];
  // A line break between the parts: no term contains one, so none is found across two of them.
  return foldForSearch([...new Set(texts.filter((text) => text !== null && text !== ''))].join('\n'));
}
