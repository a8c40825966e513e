// SPDX-License-Identifier: Apache-2.0
import { existsSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fillDatabase } from '../support/stores/fill-nss-database.ts';
import { missingTools } from '../support/openssl/openssl.ts';
import { median } from './figures.ts';
import { measuredRun } from './measured-run.ts';

export interface StoreFigures {
  readonly certificates: number;
  /** Wall-clock seconds. `certutil -L` takes over a minute, so it runs once. */
  readonly ours: readonly number[];
  readonly certutil: number;
}

export interface StoreOptions {
  readonly root: string;
  readonly data: string;
  readonly work: string;
  readonly quick: boolean;
  readonly say: (line: string) => void;
}

const certificates = 5000;
const target = 1 / 4;

/** Times our inventory of one NSS database against NSS's certutil. */
export async function measureStores(options: StoreOptions): Promise<StoreFigures | { readonly skipped: string }> {
  const { root, data, work, quick, say } = options;
  if (missingTools('certutil').length > 0) {
    return { skipped: 'inventory: certutil is not installed (Debian package libnss3-tools)' };
  }
  say(`inventory: ${certificates} in one NSS database`);
  const home = join(data, `nss-home-${certificates}`);
  const database = join(home, '.pki/nssdb');
  if (!existsSync(join(database, 'cert9.db'))) fill(database);
  const certutil = await listed(['certutil', '-L', '-d', `sql:${database}`], process.env, 'number ');
  say(`  certutil ${certutil.toFixed(2)} s`);
  const ours: number[] = [];
  for (let round = 0; round < (quick ? 2 : 5); round++) {
    const vault = join(work, 'inventory-vault');
    const words = ['stores', 'inventory', '--store', 'chromium', '--all', '--json', '--vault', vault];
    const { DBUS_SESSION_BUS_ADDRESS: _bus, ...environment } = process.env;
    const argv = [process.execPath, join(root, 'dist/main/cli.mjs'), ...words];
    ours.push(await listed(argv, { ...environment, HOME: home }, '"sha256":'));
    say(`  ours ${ours.at(-1)?.toFixed(2)} s`);
  }
  return { certificates, ours, certutil };
}

/** Prefers a RAM disk, because softokn syncs after each object. */
function fill(database: string): void {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'certsteward-bench-'));
  fillDatabase(folder, certificates);
  mkdirSync(database, { recursive: true });
  cpSync(folder, database, { recursive: true });
  rmSync(folder, { recursive: true });
}

/** Returns seconds. Throws unless every certificate is listed, so that a failure doesn't count as fast. */
async function listed(argv: readonly string[], environment: NodeJS.ProcessEnv, each: string): Promise<number> {
  const [command = '', ...words] = argv;
  const { seconds, exitCode, stdout, stderr } = await measuredRun(command, words, { environment });
  const found = stdout.split(each).length - 1;
  if (exitCode === 0 && found === certificates) return seconds;
  throw new Error(`${command}: exit ${exitCode}, ${found} certificates\n${stderr.slice(-2000)}`);
}

export function storeRows({ ours, certutil }: StoreFigures): [string, number | null, number][] {
  return [['inventory, time / certutil -L', median(ours) / certutil, target]];
}

export function storeLines({ certificates: count, ours, certutil }: StoreFigures): string[] {
  return [
    `Inventory of ${count} certificates in one NSS database (median of ${ours.length}): ours ${median(ours).toFixed(2)} s, certutil -L once ${certutil.toFixed(2)} s`,
  ];
}
