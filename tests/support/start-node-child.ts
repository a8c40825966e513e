import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ProcessEntry, StartChild } from '../../main/processes/process-port.ts';

/** Starts a child entry from its TypeScript source, as the Node adapter of the host does from its bundle. */
export const startNodeChild: StartChild = (entry: ProcessEntry) => {
  const source = fileURLToPath(new URL(`../../main/processes/${entry}.ts`, import.meta.url));
  const child = fork(source, [], {
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
