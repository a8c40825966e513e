// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { ReleaseList, VersionCheck } from '../../shared/schemas/releases.ts';
import { systemResolver } from '../net/address-rule.ts';
import { bareHost } from '../net/http-address.ts';
import { fetchAnswer } from '../trust/revocation/fetch-answer.ts';
import type { ReleasePlace } from './release-place.ts';
import { rememberNumber, seenNumber } from './seen-list.ts';

export interface UpdatesService {
  /** `URL.host`, or null if `check` is unavailable. */
  readonly host: string | null;
  /**
   * Runs only on request. Fetches the list and its signature anonymously from `host`, at most twice. Errors:
   * `not-available`, `releases-unreachable`, `releases-untrusted`, `releases-outdated`, `cancelled`.
   */
  check(signal?: AbortSignal): Promise<VersionCheck>;
}

const [maxListBytes, maxSignatureBytes, totalMs] = [256 * 1024, 4 * 1024, 20_000];

export function createUpdatesService(parts: {
  readonly place: ReleasePlace | null;
  readonly version: string;
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
      // The build names the host, so its address may be private.
      {
        resolve: systemResolver,
        shown,
        isAllowed: (asked) => address !== null && asked === bareHost(address),
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
    // Load on demand for fast startup.
    const { judgeList } = await import('./judge-list.ts');
    return judgeList({ file, signature }, { keys, seen: seenNumber(folder), now: now() });
  }

  return {
    host,
    async check(signal) {
      if (place === null) throw new AppError('not-available', { what: 'releases' });
      const list = await readList(place, signal).catch(async (error: unknown) => {
        if (!(error instanceof AppError) || error.code !== 'releases-untrusted') throw error;
        // The list and its signature may not match while a new list is being published, so retry.
        return await readList(place, signal);
      });
      const { newerThan } = await import('./judge-list.ts');
      rememberNumber(folder, list.number);
      return { current: version, newer: newerThan(version, list), issued: list.issued };
    },
  };
}
