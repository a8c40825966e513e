// SPDX-License-Identifier: Apache-2.0
import { fork } from 'node:child_process';
import type { ProcessEntry, StartChild } from '../../../main/children/process-port.ts';
import { childEntries } from '../../../shared/domain/entries.ts';
import { entryFile } from './entry-files.ts';

/** Like `createForkChild`, but with this process's environment and, by default, from source. */
export const startNodeChild: StartChild = (entry: ProcessEntry) => {
  const child = fork(entryFile(childEntries[entry]), [], {
    serialization: 'advanced',
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return {
    post: async (message) => new Promise((sent) => child.send(message as object, () => sent())),
    onMessage: (listener) => {
      child.on('message', listener);
    },
    onExit: (listener) => {
      child.once('exit', listener);
    },
    kill: () => {
      child.kill('SIGKILL');
    },
  };
};
