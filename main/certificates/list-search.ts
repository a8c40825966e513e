// SPDX-License-Identifier: Apache-2.0
import type { CertificateRow } from '../vault/store/rows/certificate-row.ts';
import { searchTerms } from '../vault/records/search-text.ts';
import type { Vault } from '../vault/vault.ts';
import type { ListView } from './list-view.ts';

export interface ListSearch {
  /** Ascending indexes; null: no search. */
  find(vault: Vault, view: Pick<ListView, 'rows' | 'indexOf'>, search: string): readonly number[] | null;
}

type Rows = readonly CertificateRow[];

/**
 * The first letter preloads the texts, yielding between steps; until then the database answers, with the same result.
 */
export function createListSearch(): ListSearch {
  let known: { readonly rows: Rows; readonly texts: readonly string[] } | null = null;
  let reading: Rows | null = null;

  async function read(vault: Vault, rows: Rows): Promise<void> {
    reading = rows;
    // The vault changed or closed: the next search retries.
    const texts = await vault.readSearchTexts(rows.map(({ sha256 }) => sha256)).catch(() => null);
    if (reading !== rows) return;
    reading = null;
    if (texts !== null) known = { rows, texts };
  }

  return {
    find(vault, { rows, indexOf }, search) {
      const terms = searchTerms(search);
      if (terms.length === 0) return null;
      if (known?.rows === rows) return indexesOf(known.texts, terms);
      known = null;
      if (reading !== rows) void read(vault, rows);
      return vault
        .searchIds(search)
        .flatMap((sha256) => indexOf(sha256) ?? [])
        .toSorted((a, b) => a - b);
    },
  };
}

function indexesOf(texts: readonly string[], terms: readonly string[]): number[] {
  const found: number[] = [];
  for (const [index, text] of texts.entries()) if (terms.every((term) => text.includes(term))) found.push(index);
  return found;
}
