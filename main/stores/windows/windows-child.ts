// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { StartChild } from '../../children/process-port.ts';
import { windowsStoreOperations, windowsStoreReplySchema } from './child/protocol.ts';
import type { WindowsStoreInput, WindowsStoreOperation, WindowsStoreOutput } from './child/protocol.ts';

/** Errors: those of the port; `store-refused` (exited or timed out). */
export type AskWindowsStore = <O extends WindowsStoreOperation>(
  operation: O,
  input: WindowsStoreInput<O>,
) => Promise<WindowsStoreOutput<O>>;

/** Vendors' providers may wait for a device; ten times an import. */
const defaultDeadlineMs = 60_000;

/** Isolates vendors' libraries. */
export function createWindowsChild(startChild: StartChild, deadlineMs = defaultDeadlineMs): AskWindowsStore {
  return async (operation, input) => {
    const reply = windowsStoreReplySchema.safeParse(await ask(startChild, { operation, input }, deadlineMs));
    if (!reply.success) throw new AppError('internal', {}, { cause: reply.error });
    if (!reply.data.ok) throw new AppError(reply.data.error.code, reply.data.error.details);
    const value = windowsStoreOperations[operation].output.safeParse(reply.data.value);
    if (!value.success) throw new AppError('internal', {}, { cause: value.error });
    return value.data as WindowsStoreOutput<typeof operation>;
  };
}

async function ask(startChild: StartChild, request: unknown, deadlineMs: number): Promise<unknown> {
  return await new Promise((resolve, reject) => {
    const child = startChild('windows-store');
    const refuse = (reason: string) => end(() => reject(new AppError('store-refused', { reason })));
    const timer = setTimeout(() => refuse(`no answer within ${deadlineMs} ms`), deadlineMs);
    function end(settle: () => void): void {
      clearTimeout(timer);
      settle();
      child.kill();
    }
    child.onMessage((message) => end(() => resolve(message)));
    child.onExit((code) => refuse(`the helper process ended (${code ?? 'killed'})`));
    void child.post(request);
  });
}
