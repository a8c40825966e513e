import { utilityProcess } from 'electron';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { StartChild } from '../../processes/process-port.ts';
import { childEnvironment, childFlags, childMemoryOf } from '../child-environment.ts';

/**
 * StartChild for Electron: messages are structured clones, as under fork with `serialization: 'advanced'`, and
 * main/processes/child-port.ts hides which of the two it is. fork itself needs the runAsNode fuse, which stays off.
 */
export function createUtilityChild(distFolder: string): StartChild {
  return (entry) => {
    const child = utilityProcess.fork(path.join(distFolder, 'processes', `${entry}.mjs`), [], {
      env: { ...childEnvironment(process.env, entry), ...childMemoryOf(entry) },
      execArgv: childFlags(entry),
      stdio: 'ignore',
      serviceName: `CertSteward ${entry}`,
    });
    return {
      post: async (message) => {
        child.postMessage(message);
        await setImmediate();
      },
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) => void child.once('exit', (code) => listener(code)),
      kill: () => void child.kill(),
    };
  };
}
