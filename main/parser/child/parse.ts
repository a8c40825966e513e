// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { ErrorBody } from '../../../shared/ipc/envelope.ts';
import { defaultLimits } from '../../formats/inspect/inspection.ts';
import { openChildPort } from '../../children/child-port.ts';
import { compiledQuickly } from '../../children/compile-quickly.ts';
import { createIncomingBytes } from '../incoming-bytes.ts';
import { answerInspect, answerInspectFile } from './inspect-answer.ts';
import { readRequest } from '../parse-request.ts';

/** @entry child. Untrusted files, key derivation, container writing. */
const port = openChildPort();
const incoming = createIncomingBytes(defaultLimits.maxBytes);

function errorBody(error: unknown): ErrorBody {
  if (error instanceof AppError) return { code: error.code, details: { ...error.details } };
  return { code: 'internal', details: {} };
}

async function answer(operation: string, input: unknown, sendPart: (part: unknown) => Promise<void>): Promise<unknown> {
  if (operation === 'inspect') return answerInspect(input, sendPart);
  if (operation === 'inspectFile') return compiledQuickly(async () => answerInspectFile(input, sendPart));
  const { answerParse } = await import('./parse-answers.ts');
  return answerParse(operation, input);
}

port.onMessage((message) => {
  const request = readRequest(message);
  const { id } = request;
  if ('piece' in request) {
    incoming.add(id, request.total, request.piece);
    return;
  }
  const bytes = incoming.take(id);
  const input = bytes === null ? request.input : { ...(request.input as object), bytes };
  const sendPart = async (part: unknown): Promise<void> => port.post({ id, part });
  answer(request.operation, input, sendPart).then(
    async (value) => port.post({ id, ok: true, value }),
    async (error: unknown) => port.post({ id, ok: false, error: errorBody(error) }),
  );
});
