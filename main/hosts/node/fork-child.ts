// SPDX-License-Identifier: Apache-2.0
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import path from 'node:path';
import { childEntries } from '../../../shared/domain/entries.ts';
import { withExactViews } from '../../processes/exact-views.ts';
import type { StartChild } from '../../processes/process-port.ts';
import { childEnvironment, childFlags, childMemory } from '../child-environment.ts';
import { startedWithoutCore } from './no-core.ts';

/**
 * StartChild for plain Node: the Chromium host and the command line. `serialization: 'advanced'` is the structured
 * clone, as in utilityProcess. Output is dropped: a parser's stack trace could quote the file it was reading.
 */
export function createForkChild(distFolder: string): StartChild {
  return (entry) => {
    const child = fork(path.join(distFolder, childEntries[entry].output), [], {
      serialization: 'advanced',
      env: { ...childEnvironment(process.env, entry), ...childMemory },
      ...startedWithoutCore(childFlags(entry)),
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    endWithParent(child);
    return {
      // A child that died while we wrote to it is reported by `exit`.
      post: async (message) =>
        new Promise((sent) => {
          withExactViews(message, (exact) => child.send(exact as object, () => sent()));
        }),
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) => onceGone(child, listener),
      kill: () => void child.kill('SIGKILL'),
    };
  };
}

/** `error` without `exit` is what a failed start gives. */
function onceGone(child: ChildProcess, listener: (code: number | null) => void): void {
  let told = false;
  const tell = (code: number | null) => {
    if (told) return;
    told = true;
    listener(code);
  };
  child.once('exit', (code) => tell(code));
  child.once('error', () => tell(null));
}

/** A child deep in a key derivation does not see the closed channel, so it is killed when we end in order. */
function endWithParent(child: ChildProcess): void {
  const kill = () => void child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
}
