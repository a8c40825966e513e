// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { killPurges } from '../../support/vault/purge-kills.ts';
import { killRekey } from '../../support/vault/rekey-kills.ts';
import { makeRekeyTemplate } from '../../support/vault/rekey-template.ts';
import { seededRandom } from '../../support/openssl/seeded-random.ts';
import type { KillReport } from './kills.ts';

interface Options {
  readonly count: number;
  readonly seed: number;
  readonly folder: string;
}

/** Six batches, each committed separately. */
const keysToRekey = 300;

/**
 * Kills re-keyings that alternately follow a removed recovery code and a changed passphrase. If one had begun, then
 * after the next unlock every key opens, no old envelope remains, and the removed secret opens nothing.
 */
export async function killRekeyings({ count, seed, folder }: Options, keys = keysToRekey): Promise<KillReport> {
  mkdirSync(folder, { recursive: true });
  const started = performance.now();
  const random = seededRandom(seed);
  const template = await makeRekeyTemplate(join(folder, `template-rekey-${seed}`), keys);
  const report: KillReport = {
    name: 're-keying',
    seed,
    kills: 0,
    finishedBefore: 0,
    within: 0,
    judged: 0,
    seconds: 0,
    faults: [],
  };
  for (let round = 0; round < count; round += 1) {
    const vault = join(folder, `rekey-${seed}-${round}`);
    const action = round % 2 === 0 ? 'remove-recovery-code' : 'change-passphrase';
    const { faults, phase } = await killRekey(template, vault, action, random);
    report.kills += 1;
    report.judged += 1;
    if (phase === 'during') report.within += 1;
    if (phase === 'after') report.finishedBefore += 1;
    report.faults.push(...faults.map((fault) => `re-keying ${round} ${action} ${phase}: ${fault}`));
    report.seconds = Math.round((performance.now() - started) / 1000);
    if (faults.length === 0) rmSync(vault, { recursive: true });
    if (report.kills % 10 === 0)
      console.log(`re-keying: ${report.kills} kills, ${report.seconds} s, ${report.faults.length} faults`);
  }
  return report;
}

/** Kills purges. After the next sweep, no purged byte may remain and everything else must be intact. */
export async function killManyPurges({ count, seed, folder }: Options): Promise<KillReport> {
  const started = performance.now();
  const own = join(folder, `purge-${seed}`);
  mkdirSync(own, { recursive: true });
  const { faults, inTheWork } = await killPurges(own, count, seed);
  const seconds = Math.round((performance.now() - started) / 1000);
  return {
    name: 'purge',
    seed,
    kills: count,
    finishedBefore: 0,
    within: inTheWork,
    judged: count,
    seconds,
    faults: [...faults],
  };
}
