// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import { type Release, type ReleaseList, releaseListSchema } from '../../shared/schemas/releases.ts';
import { isSignedBy } from './minisign.ts';

/**
 * Throws `releases-untrusted` (bad signature or list), `releases-outdated` (expired or older than a list already seen;
 * `issued`: date).
 */
export function judgeList(
  { file, signature }: { readonly file: Uint8Array; readonly signature: Uint8Array },
  { keys, seen, now }: { readonly keys: readonly string[]; readonly seen: number; readonly now: Date },
): ReleaseList {
  // Verify before parsing.
  if (!isSignedBy(keys, file, Buffer.from(signature).toString('utf8'))) throw new AppError('releases-untrusted');
  const list = releaseListSchema.safeParse(jsonOf(file)).data;
  if (list === undefined) throw new AppError('releases-untrusted');
  if (list.number < seen || Date.parse(list.expires) <= now.getTime()) {
    throw new AppError('releases-outdated', { issued: list.issued.slice(0, 10) });
  }
  return list;
}

function jsonOf(file: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(file));
  } catch {
    return null;
  }
}

const numbersOf = (version: string): number[] => (/^\d+(\.\d+)*/.exec(version)?.[0] ?? '').split('.').map(Number);

export function compareVersions(a: string, b: string): number {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  for (let at = 0; at < 3; at += 1) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

export function newerThan(current: string, { releases }: ReleaseList): Release | null {
  const newest = releases.toSorted((a, b) => compareVersions(b.version, a.version))[0];
  return newest !== undefined && compareVersions(newest.version, current) > 0 ? newest : null;
}
