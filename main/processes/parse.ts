import 'reflect-metadata';
import { AppError } from '../../shared/domain/app-error.ts';
import type { ErrorBody } from '../../shared/ipc/envelope.ts';
import { openChildPort } from './child-port.ts';
import { answerParse } from './parse-answers.ts';
import { parseRequestSchema } from './parse-protocol.ts';

/** Entry of the parse child: certificate files, key derivation and container writing, away from the main process. */
const port = openChildPort();

function errorBody(error: unknown): ErrorBody {
  if (error instanceof AppError) return { code: error.code, details: { ...error.details } };
  return { code: 'internal', details: {} };
}

port.onMessage((message) => {
  const request = parseRequestSchema.parse(message);
  answerParse(request.operation, request.input).then(
    (value) => port.post({ id: request.id, ok: true, value }),
    (error: unknown) => port.post({ id: request.id, ok: false, error: errorBody(error) }),
  );
});
