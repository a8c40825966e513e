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

export interface SearchableParts {
  readonly searchText: string;
  readonly sha256: string;
  readonly friendlyName: string | null;
  readonly label: string | null;
  readonly place: string | null;
  readonly tags: readonly string[];
  readonly fileNames: readonly string[];
}

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
  // Terms contain no line break, so none matches across parts.
  return foldForSearch([...new Set(texts.filter((text) => text !== null && text !== ''))].join('\n'));
}
