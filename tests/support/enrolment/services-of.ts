import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createServices, type Services } from '../../../main/services.ts';
import type { CliVault } from '../backup/cli-vault.ts';
import { startNodeChild } from '../start-node-child.ts';

/** The services of an app that has the vault of a command line open, until the end of the test. */
export function servicesOf({ folder }: Pick<CliVault, 'folder'>, now: () => Date = () => new Date()): Services {
  const services = createServices({
    dataFolder: join(folder, 'vault'),
    stateFolder: join(folder, 'state'),
    startChild: startNodeChild,
    workerUrl: new URL('../../../main/processes/age-worker.ts', import.meta.url),
    unlockAtStart: false,
    now,
  });
  onTestFinished(() => services.close());
  return services;
}
