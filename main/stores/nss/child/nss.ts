// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { ErrorBody } from '../../../../shared/ipc/envelope.ts';
import { openChildPort } from '../../../children/child-port.ts';
import { answerNss } from './nss-answers.ts';
import { nssRequestSchema } from './nss-protocol.ts';

/**
 * @entry child
 * A damaged database can crash softokn, and softokn blocks on locks. One request per process.
 */
const port = openChildPort();

function errorBody(error: unknown): ErrorBody {
  if (error instanceof AppError) return { code: error.code, details: { ...error.details } };
  return { code: 'internal', details: {} };
}

function isAlive(asker: number): boolean {
  try {
    process.kill(asker, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

port.onMessage((message) => {
  const { operation, input, asker } = nssRequestSchema.parse(message);
  if (!isAlive(asker)) process.exit(0);
  try {
    void port.post({ ok: true, value: answerNss(operation, input) });
  } catch (error) {
    void port.post({ ok: false, error: errorBody(error) });
  }
});
