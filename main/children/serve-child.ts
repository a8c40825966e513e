// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { ErrorBody } from '../../shared/ipc/envelope.ts';
import { openChildPort } from './child-port.ts';
import type { SendPart } from './define-child.ts';
import { readRequest } from './messages.ts';
import { createIncomingBytes } from './pieces.ts';

export interface ServeOptions {
  readonly maxBytes?: number;
  /** Reports when a request starts, so that its deadline doesn't include waiting. */
  readonly tellsBegun?: boolean;
  readonly endsAfter?: (operation: string, failed: boolean) => boolean;
}

/** Serves the parent's requests concurrently. Errors other than AppError become `internal`. */
export function serveChild(
  answer: (operation: string, input: unknown, sendPart: SendPart) => unknown,
  { maxBytes = 0, tellsBegun = false, endsAfter = () => false }: ServeOptions = {},
): void {
  const port = openChildPort();
  const incoming = createIncomingBytes(maxBytes);

  async function serve(message: unknown): Promise<void> {
    const request = readRequest(message);
    const { id } = request;
    if ('piece' in request) {
      incoming.add(id, request.total, request.piece);
      return;
    }
    const { asker, operation } = request;
    // Don't serve a dead parent, whose changes another process may already have finished or undone.
    if (!isAlive(asker)) process.exit(0);
    const bytes = incoming.take(id);
    const input = bytes === null ? request.input : { ...(request.input as object), bytes };
    let failed = false;
    if (tellsBegun) await port.post({ id, begun: true });
    try {
      const value = await answer(operation, input, async (part) => port.post({ id, part }));
      await port.post({ id, ok: true, value });
    } catch (error) {
      failed = true;
      await port.post({ id, ok: false, error: errorBody(error) });
    }
    if (endsAfter(operation, failed)) process.exit(0);
  }

  // An invalid message ends the child, even in Electron, which only warns of unhandled rejections.
  port.onMessage((message) => void serve(message).catch(() => process.exit(1)));
}

function errorBody(error: unknown): ErrorBody {
  if (error instanceof AppError) return { code: error.code, details: { ...error.details } };
  return { code: 'internal', details: {} };
}

function isAlive(asker: number): boolean {
  try {
    process.kill(asker, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
