// SPDX-License-Identifier: Apache-2.0
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import path from 'node:path';
import { childEntries } from '../../../shared/domain/entries.ts';
import { withExactViews } from '../../children/exact-views.ts';
import type { StartChild } from '../../children/process-port.ts';
import { childEnvironment, childFlags, childMemory } from '../child-environment.ts';
import { coreDumpsDisabled } from './disable-core-dumps.ts';

/** Drops output, because a stack trace could quote the parsed file. */
export function createForkChild(distFolder: string): StartChild {
  return (entry) => {
    const child = fork(path.join(distFolder, childEntries[entry].output), [], {
      serialization: 'advanced',
      env: { ...childEnvironment(process.env, entry), ...childMemory },
      ...coreDumpsDisabled(childFlags),
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    endWithParent(child);
    const gone = ended(child);
    return {
      post: async (message) =>
        new Promise((sent) => {
          withExactViews(message, (exact) => child.send(exact as object, () => sent()));
        }),
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) => void gone.then(listener),
      kill: () => void child.kill('SIGKILL'),
    };
  };
}

/** A failed start emits `error` without `exit`. */
async function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((tell) => {
    child.once('exit', tell);
    child.once('error', () => tell(null));
  });
}

/** Kills the child, which doesn't notice a closed channel while busy. */
function endWithParent(child: ChildProcess): void {
  const kill = () => void child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
}
