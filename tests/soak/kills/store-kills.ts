// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { prepareStoreHome, type StoreCommand } from '../../support/stores/store-home.ts';
import type { CliResult } from '../../support/cli/run-cli.ts';
import { seededRandom } from '../../support/openssl/seeded-random.ts';
import type { KillReport } from './kills.ts';

interface Options {
  readonly count: number;
  readonly seed: number;
  readonly folder: string;
}

/**
 * Kills alternating installs and removals in an NSS database at random moments. Rerunning the command must complete the
 * journalled change, leaving both database files valid, one key per certificate, and the untouched certificate usable.
 */
export async function killStoreChanges({ count, seed, folder }: Options): Promise<KillReport> {
  const started = performance.now();
  const random = seededRandom(seed);
  const at = await prepareStoreHome(join(folder, `stores-${seed}`));
  const report: KillReport = {
    name: 'stores',
    seed,
    kills: 0,
    finishedBefore: 0,
    within: 0,
    judged: 0,
    seconds: 0,
    faults: [],
  };
  const wholeMs = { install: await timed(at.install), remove: await timed(at.remove) };
  for (let round = 0; report.kills < count && round < count * 3; round += 1) {
    const action = round % 2 === 0 ? 'install' : 'remove';
    const killed = await killAfter(at[action], random() * wholeMs[action]);
    if (killed.signal === 'SIGKILL') report.kills += 1;
    else report.finishedBefore += 1;
    if (at.journal() > 0) report.within += 1;
    const again = await at[action]();
    const accepted = action === 'install' ? ['already-installed'] : ['not-installed'];
    const code = again.json?.error?.code;
    const faults = await at.judge(action === 'install' ? 2 : 1);
    if (again.code !== 0 && !accepted.includes(code ?? '')) faults.push(`again: ${again.code} ${code}`);
    report.judged += 1;
    for (const fault of faults)
      report.faults.push(`stores ${round} ${action} (${killed.signal ?? killed.code}): ${fault}`);
    if (faults.length > 0) console.log(report.faults.slice(-faults.length).join('\n'));
    report.seconds = Math.round((performance.now() - started) / 1000);
    if (round % 10 === 9)
      console.log(`stores: ${report.kills} kills, ${report.seconds} s, ${report.faults.length} faults`);
  }
  return report;
}

async function timed(run: StoreCommand): Promise<number> {
  const started = performance.now();
  const { code, stdout } = await run();
  if (code !== 0) throw new Error(`the run without a kill ended with ${code}: ${stdout}`);
  return performance.now() - started;
}

async function killAfter(run: StoreCommand, ms: number): Promise<CliResult> {
  return run((pid) => {
    setTimeout(() => {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It had already ended.
      }
    }, ms);
  });
}
