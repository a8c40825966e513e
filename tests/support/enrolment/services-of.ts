// SPDX-License-Identifier: Apache-2.0
import { homedir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { defaultStateFolder } from '../../../main/hosts/node/data-folder.ts';
import { createServices, type Services } from '../../../main/services.ts';
import type { CliVault } from '../backup/cli-vault.ts';
import { startNodeChild } from '../cli/start-node-child.ts';

/** The app's services on a CLI's vault. They close when the test ends. */
export function servicesOf({ folder }: Pick<CliVault, 'folder'>, now: () => Date = () => new Date()): Services {
  const services = createServices({
    dataFolder: join(folder, 'vault'),
    // The same folder as the CLI's, because both run on this computer.
    stateFolder: defaultStateFolder({ platform: process.platform, home: homedir(), env: process.env }),
    startChild: startNodeChild,
    unlockAtStart: false,
    now,
  });
  onTestFinished(() => services.close());
  return services;
}
