// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { createForkChild } from '../../main/hosts/node/fork-child.ts';
import { createServices } from '../../main/services.ts';

/** Times each backup and its test restore, in seconds. This includes no scrypt: the vault keeps the backup key. */
export async function measureScheduledBackup(options: {
  readonly root: string;
  readonly vault: string;
  readonly passphrase: string;
  readonly folder: string;
  readonly rounds: number;
}): Promise<number[]> {
  const dist = join(options.root, 'dist');
  const services = createServices({
    dataFolder: options.vault,
    stateFolder: join(options.vault, '..', 'state'),
    startChild: createForkChild(dist),
    unlockAtStart: false,
    version: 'bench',
  });
  try {
    const vault = await services.vault.require();
    await vault.backups.unlockWith(options.passphrase);
    const seconds: number[] = [];
    for (let round = 0; round < options.rounds; round += 1) {
      const drive = mkdtempSync(join(options.folder, 'scheduled-'));
      const started = performance.now();
      const { signed } = await services.backups.create({
        scope: { kind: 'all' },
        protection: { kind: 'vault', passphrase: null },
        recoveryCode: null,
        place: { kind: 'folder', folder: drive },
      });
      seconds.push((performance.now() - started) / 1000);
      if (signed !== vault.listRows({ search: '' }).length) throw new Error(`${signed} keys signed`);
    }
    return seconds;
  } finally {
    services.close();
  }
}
