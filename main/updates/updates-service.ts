// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/app-error.ts';
import type { ReleaseList, VersionCheck } from '../../shared/schemas/releases.ts';
import { systemResolver } from '../trust/revocation/checked-lookup.ts';
import { bareHost } from '../trust/revocation/read-address.ts';
import { fetchAnswer } from '../trust/revocation/fetch-answer.ts';
import type { ReleasePlace } from './release-place.ts';
import { rememberNumber, seenNumber } from './seen-list.ts';

export interface UpdatesService {
  /** Whom a look would ask, as `URL.host`; null: this build names no place, and `check` cannot be offered. */
  readonly host: string | null;
  /**
   * Looks whether there is a newer version: two requests to `host`, which tell nothing of this computer, and only when
   * somebody asked for it. Nothing is downloaded but the list. Errors: `not-available` (no place), `releases-unreachable`,
   * `releases-untrusted`, `releases-outdated`, `cancelled`.
   */
  check(signal?: AbortSignal): Promise<VersionCheck>;
}

const [maxListBytes, maxSignatureBytes, totalMs] = [256 * 1024, 4 * 1024, 20_000];

export function createUpdatesService(parts: {
  readonly place: ReleasePlace | null;
  /** Of this program. */
  readonly version: string;
  /** Where the number of the newest list is kept. */
  readonly folder: string;
  readonly now: () => Date;
}): UpdatesService {
  const { place, version, folder, now } = parts;
  const address = place === null ? null : new URL(place.address);
  const host = address?.host ?? null;

  async function read(url: string, maxBytes: number, signal: AbortSignal | undefined): Promise<Uint8Array> {
    const shown = new Set(host === null ? [] : [host]);
    const answer = await fetchAnswer(
      { url, question: null, maxBytes, totalMs },
      // The makers named it: it may lie in a network of its own.
      {
        resolve: systemResolver,
        shown,
        isAllowed: (asked) => address !== null && asked === bareHost(address),
        authorities: [],
        signal,
      },
    );
    if ('body' in answer) return answer.body;
    if (answer.failure === 'cancelled') throw new AppError('cancelled');
    throw new AppError('releases-unreachable', { host: host ?? '', reason: answer.failure });
  }

  async function readList({ address: url, keys }: ReleasePlace, signal: AbortSignal | undefined): Promise<ReleaseList> {
    const file = await read(url, maxListBytes, signal);
    const signature = await read(`${url}.minisig`, maxSignatureBytes, signal);
    // With its hash only now: it would lengthen every start.
    const { judgeList } = await import('./judge-list.ts');
    return judgeList({ file, signature }, { keys, seen: seenNumber(folder), now: now() });
  }

  return {
    host,
    async check(signal) {
      if (place === null) throw new AppError('not-available', { what: 'releases' });
      const list = await readList(place, signal).catch(async (error: unknown) => {
        if (!(error instanceof AppError) || error.code !== 'releases-untrusted') throw error;
        // Between two requests a new list came, or a cache had one of each: no alarm for that.
        return await readList(place, signal);
      });
      const { newerThan } = await import('./judge-list.ts');
      rememberNumber(folder, list.number);
      return { current: version, newer: newerThan(version, list), issued: list.issued };
    },
  };
}
