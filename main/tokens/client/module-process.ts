// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { Pkcs11Input, Pkcs11Operation, Pkcs11Output } from '../child/pkcs11-protocol.ts';
import type { StartChild } from '../../children/process-port.ts';
import type { LibraryInfo, ModuleFault, ModuleSource } from '../module-port.ts';
import { createBreaker } from './breaker.ts';
import type { Deadlines } from './deadlines.ts';
import { createModuleChild, type ModuleChild } from './module-child.ts';

export interface ModuleProcess {
  child(): Promise<ModuleChild>;
  /** Errors: the child's, `source.check`'s, `module-stopped`, `module-paused`. */
  run<O extends Pkcs11Operation>(
    operation: O,
    input: Pkcs11Input<O>,
    onPart?: (part: unknown) => void,
  ): Promise<Pkcs11Output<O>>;
  info(): Promise<LibraryInfo>;
  onFault(listener: (fault: ModuleFault) => void): void;
  readonly faults: number;
  readonly resting: boolean;
  retry(): void;
  close(): Promise<void>;
}

interface Running {
  readonly child: ModuleChild;
  readonly info: Promise<LibraryInfo>;
}

export function createModuleProcess(startChild: StartChild, source: ModuleSource, deadlines: Deadlines): ModuleProcess {
  const breaker = createBreaker();
  const listeners: ((fault: ModuleFault) => void)[] = [];
  let running: Running | null = null;
  let faults = 0;
  let broken = false;
  let closed = false;

  function start(): Running {
    if (closed) throw new AppError('module-stopped', { during: 'close' });
    if (breaker.open) throw new AppError('module-paused');
    const child: ModuleChild = createModuleChild(startChild(source.standard), deadlines, (fault) => {
      if (running?.child === child) running = null;
      if (fault === null || broken) return;
      faults += 1;
      breaker.fell();
      for (const listener of listeners) listener(fault);
    });
    const { path, parameters } = source;
    const loading = source.check().then(async () => child.run('load', { path, parameters }));
    const info = loading.then(
      (library) => {
        broken = false;
        return library;
      },
      (error: unknown) => {
        // The child's exit after a load error isn't a crash.
        if (error instanceof AppError && error.code !== 'module-stopped') {
          broken = true;
          child.end();
        }
        throw error;
      },
    );
    return { child, info };
  }

  async function ready(): Promise<Running> {
    running ??= start();
    const now = running;
    await now.info;
    return now;
  }

  return {
    child: async () => (await ready()).child,
    run: async (operation, input, onPart) => (await ready()).child.run(operation, input, onPart),
    info: async () => (await ready()).info,
    onFault: (listener) => void listeners.push(listener),
    get faults() {
      return faults;
    },
    get resting() {
      return breaker.open || broken || closed;
    },
    retry: () => {
      breaker.reset();
      broken = false;
    },
    close: async () => {
      closed = true;
      const last = running;
      running = null;
      if (last === null) return;
      await last.info.then(async () => last.child.run('finalise', {})).catch(() => undefined);
      last.child.end();
    },
  };
}
