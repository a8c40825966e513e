// SPDX-License-Identifier: Apache-2.0
import { utilityProcess } from 'electron';
import path from 'node:path';
import { childEntries } from '../../../../shared/domain/entries.ts';
import type { StartChild } from '../../../children/process-port.ts';
import { childEnvironment, childMemory, utilityFlags } from '../../child-environment.ts';
import { utilityChannel } from './utility-channel.ts';

/** child_process.fork needs the runAsNode fuse, which is off. */
export function createUtilityChild(distFolder: string): StartChild {
  return (entry) =>
    utilityChannel(
      utilityProcess.fork(path.join(distFolder, childEntries[entry].output), [], {
        env: { ...childEnvironment(process.env, entry), ...childMemory },
        execArgv: utilityFlags,
        stdio: 'ignore',
        serviceName: `CertSteward ${entry}`,
      }),
    );
}
