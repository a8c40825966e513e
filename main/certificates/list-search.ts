// SPDX-License-Identifier: Apache-2.0
import type { CertificateRow } from '../vault/store/rows/certificate-row.ts';
import { hasTerms, searchTerms } from '../vault/records/search-text.ts';
import type { Vault } from '../vault/vault.ts';
import type { ListView } from './list-view.ts';

type SearchedView = Pick<ListView, 'rows' | 'ownIndexes' | 'foldedElsewhere' | 'indexOf'>;

export interface ListSearch {
  find(vault: Vault, view: SearchedView, search: string): readonly number[] | null;
}

type Rows = readonly CertificateRow[];

/** The first search starts loading the texts into memory. Until they are loaded, the database gives the same result. */
export function createListSearch(): ListSearch {
  let known: { readonly rows: Rows; readonly texts: readonly string[] } | null = null;
  let reading: Rows | null = null;

  async function read(vault: Vault, { rows, ownIndexes }: SearchedView): Promise<void> {
    reading = rows;
    const own = ownIndexes.map((index) => rows[index]?.sha256 ?? '');
    const texts = await vault.readSearchTexts(own).catch(() => null);
    if (reading !== rows) return;
    reading = null;
    if (texts !== null) known = { rows, texts };
  }

  function findInVault(vault: Vault, view: SearchedView, terms: readonly string[], search: string): number[] {
    const { rows, ownIndexes, indexOf } = view;
    if (known?.rows === rows) return indexesOf(known.texts, terms).map((at) => ownIndexes[at] ?? 0);
    known = null;
    if (reading !== rows) void read(vault, view);
    return vault.searchIds(search).flatMap((sha256) => indexOf(sha256) ?? []);
  }

  return {
    find(vault, view, search) {
      const terms = searchTerms(search);
      if (terms.length === 0) return null;
      const found = findInVault(vault, view, terms, search);
      for (const [index, text] of view.foldedElsewhere) {
        if (hasTerms(text, terms)) found.push(index);
      }
      return found.toSorted((a, b) => a - b);
    },
  };
}

function indexesOf(texts: readonly string[], terms: readonly string[]): number[] {
  const found: number[] = [];
  for (const [index, text] of texts.entries()) if (hasTerms(text, terms)) found.push(index);
  return found;
}
