import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makeIdentityFiles } from '../../support/openssl-identity.ts';
import { runCli, type CliResult } from '../../support/run-cli.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import type { KillReport } from './kills.ts';

interface Options {
  readonly count: number;
  readonly seed: number;
  readonly folder: string;
}

/**
 * Kills installs and removals in an NSS database in turn, each at a random moment of its whole run. The same command
 * again puts the journal in order: then there is one key for each certificate, both files are sound, and a certificate
 * that was there before signs as it did.
 */
export async function killStoreChanges({ count, seed, folder }: Options): Promise<KillReport> {
  const started = performance.now();
  const random = seededRandom(seed);
  const at = await prepare(join(folder, `stores-${seed}`));
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
  for (let round = 0; round < count; round += 1) {
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

type Run = (onStart?: (pid: number) => void) => Promise<CliResult>;

async function timed(run: Run): Promise<number> {
  const started = performance.now();
  const { code, stdout } = await run();
  if (code !== 0) throw new Error(`the run without a kill ended with ${code}: ${stdout}`);
  return performance.now() - started;
}

async function killAfter(run: Run, ms: number): Promise<CliResult> {
  return run((pid) => {
    setTimeout(() => {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It had come to its end.
      }
    }, ms);
  });
}

/** A home with a database that holds one certificate, and a vault with that one and another. */
async function prepare(folder: string) {
  rmSync(folder, { recursive: true, force: true });
  const [home, vault, password] = [join(folder, 'home'), join(folder, 'vault'), join(folder, 'password')];
  const database = join(home, '.pki/nssdb');
  mkdirSync(database, { recursive: true });
  writeFileSync(password, 'correct horse');
  const certutil = (...argv: string[]): string =>
    execFileSync('certutil', [...argv, '-d', `sql:${database}`], { encoding: 'utf8', stdio: 'pipe' });
  certutil('-N', '--empty-password');
  const cli = async (argv: readonly string[], onStart?: (pid: number) => void): Promise<CliResult> =>
    runCli([...argv, '--json', '--yes', '--vault', vault], {
      environment: { HOME: home },
      ...(onStart && { onStart }),
    });
  // The renewal trap: the same holder, another key.
  const [stays, changes] = ['stays', 'changes'].map((name) => makeIdentityFiles(folder, name, { subject: '/CN=one' }));
  if (!stays || !changes) throw new Error('no identities');
  for (const { p12 } of [stays, changes]) {
    await cli(['import', p12, '--password-file', password, '--passphrase-file', password]);
  }
  const unlock = ['--passphrase-file', password];
  await cli(['stores', 'install', stays.sha256, '--to', 'chromium', ...unlock]);
  const install: Run = async (onStart) =>
    cli(['stores', 'install', changes.sha256, '--to', 'chromium', ...unlock], onStart);
  const remove: Run = async (onStart) => cli(['stores', 'remove', changes.sha256, '--from', 'chromium'], onStart);
  const count = (path: string, query: string): string => {
    const opened = new DatabaseSync(path, { readOnly: true });
    try {
      return String(Object.values(opened.prepare(query).get() ?? {})[0]);
    } finally {
      opened.close();
    }
  };
  const staysSha256 = stays.sha256;
  const journal = (): number => Number(count(join(vault, 'vault.sqlite'), 'SELECT count(*) FROM store_journal'));
  async function judge(expected: number): Promise<string[]> {
    const faults: string[] = [];
    for (const file of ['cert9.db', 'key4.db']) {
      const said = count(join(database, file), 'PRAGMA integrity_check');
      if (said !== 'ok') faults.push(`${file}: ${said}`);
    }
    const certificates = certutil('-L')
      .split('\n')
      .filter((line) => line.includes('u,u,u')).length;
    const lines = certutil('-K')
      .split('\n')
      .filter((line) => line.startsWith('<'));
    if (certificates !== expected || lines.length !== expected) {
      faults.push(`${certificates} certificates with a key and ${lines.length} keys, not ${expected}`);
    }
    if (lines.some((line) => line.includes('orphan'))) faults.push('an orphaned key');
    if (journal() > 0) faults.push('the journal is not empty');
    const proved = await cli(['stores', 'prove', staysSha256, '--store', 'chromium']);
    if (proved.code !== 0) faults.push(`the other certificate: ${proved.json?.error?.code}`);
    return faults;
  }
  return { install, remove, journal, judge };
}
