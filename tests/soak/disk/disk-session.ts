// SPDX-License-Identifier: Apache-2.0
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openVault } from '../../../main/vault/open-vault.ts';
import type { Vault } from '../../../main/vault/vault.ts';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { testVaultOptions } from '../../support/vault/vault-test-options.ts';
import { diskWorks } from './disk-works.ts';
import type { DiskWorkName } from './disk-work.ts';
import { leaveRoom } from './small-disk.ts';

/**
 * One run on a small disk. Arguments: name of the work, mount point, template folder, free bytes. Prints the result
 * codes (`done` for success), the number of announced results and the faults as JSON.
 */
const [name = 'import', disk = '', template = '', room = '0'] = process.argv.slice(2);
const work = diskWorks[name as DiskWorkName];
const folder = join(disk, 'vault');
const faults: string[] = [];
const announced: string[] = [];
const announce = (what: string) => void announced.push(what);

function codeOf(error: unknown): string {
  if (!(error instanceof AppError)) return `not an AppError: ${String(error)}`;
  return error.code;
}

async function outcomeOf(run: () => Promise<unknown>): Promise<string> {
  try {
    await run();
    return 'done';
  } catch (error) {
    return codeOf(error);
  }
}

cpSync(join(template, 'vault'), folder, { recursive: true });
let opened: Vault | null = null;
const vault = () => (opened ??= openVault(folder, testVaultOptions(), work.steps));
const close = () => {
  opened?.close();
  opened = null;
};
const context = { vault, disk, template, announce };
if (work.opensLate !== true) vault();
const ballast = leaveRoom(disk, Number(room));
const code = await outcomeOf(async () => work.run(context));
close();
// On the full disk the vault must open or fail with `disk-full`.
const reopened = await outcomeOf(async () => {
  vault().listRows({ search: '' });
  close();
});
close();
if (!['done', 'disk-full'].includes(reopened)) faults.push(`on the full disk the vault answers ${reopened}`);

rmSync(ballast);
const judged = await outcomeOf(async () => faults.push(...(await work.judge({ ...context, code, announced }))));
if (judged !== 'done') faults.push(`cannot be judged: ${judged}`);
const { findings, keysOpened } = await vault().verify();
faults.push(...findings.map(({ problem, affected }) => `verify: ${problem} ${affected}`));
if (!keysOpened) faults.push('verify did not open the keys');
if (work.again) {
  const again = await outcomeOf(async () => work.again?.(context));
  if (again !== 'done') faults.push(`with room again: ${again}`);
  faults.push(...(await vault().verify()).findings.map(({ problem }) => `verify after the work: ${problem}`));
}
close();
process.stdout.write(JSON.stringify({ code, reopened, announced: announced.length, faults }));
