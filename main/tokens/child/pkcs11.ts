// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { ErrorBody } from '../../../shared/ipc/envelope.ts';
import { openChildPort } from '../../children/child-port.ts';
import { harden } from './module/harden.ts';
import { createAnswers } from './pkcs11-answers.ts';
import { pkcs11RequestSchema } from './pkcs11-protocol.ts';

/**
 * @entry child
 * One vendor module, which may crash, hang or exit. Requests block, except signing and key generation. Exits after a
 * failed load, which leaves it unusable.
 */
harden({ forked: process.send !== undefined });
const port = openChildPort();
const answer = createAnswers();

function errorBody(error: unknown): ErrorBody {
  if (error instanceof AppError) return { code: error.code, details: { ...error.details } };
  return { code: 'internal', details: {} };
}

async function serve(message: unknown): Promise<void> {
  const { id, operation, input } = pkcs11RequestSchema.parse(message);
  await port.post({ id, begun: true });
  let isOver = operation === 'finalise';
  try {
    const value = await answer(operation, input, async (part) => port.post({ id, part }));
    await port.post({ id, ok: true, value });
  } catch (error) {
    isOver ||= operation === 'load';
    await port.post({ id, ok: false, error: errorBody(error) });
  }
  if (isOver) process.exit(0);
}

port.onMessage((message) => void serve(message));
