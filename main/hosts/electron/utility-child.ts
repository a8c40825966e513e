import { utilityProcess } from 'electron';
import path from 'node:path';
import type { StartChild } from '../../processes/process-port.ts';
import { childEnvironment, childHeapMiB } from '../child-environment.ts';

/**
 * StartChild for Electron: messages are structured clones, as under fork with `serialization: 'advanced'`, and
 * main/processes/child-port.ts hides which of the two it is. fork itself needs the runAsNode fuse, which stays off.
 */
export function createUtilityChild(distFolder: string): StartChild {
  return (entry) => {
    const child = utilityProcess.fork(path.join(distFolder, 'processes', `${entry}.mjs`), [], {
      env: childEnvironment(process.env, entry),
      execArgv: [`--max-old-space-size=${childHeapMiB}`],
      stdio: 'ignore',
      serviceName: `CertSteward ${entry}`,
    });
    return {
      post: (message) => child.postMessage(message),
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) => void child.once('exit', (code) => listener(code)),
      kill: () => void child.kill(),
    };
  };
}
