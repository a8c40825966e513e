// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { ErrorBody } from '../../../../shared/ipc/envelope.ts';
import { openChildPort } from '../../../children/child-port.ts';
import { answerWindowsStore } from './answers.ts';
import { windowsStoreRequestSchema } from './protocol.ts';
import { loadWin32, type Win32 } from './win32.ts';

/** @entry child. CurrentUser\MY: vendor providers and FFI can crash it. */
const port = openChildPort();
const api = load();

/** A mismatch fails every request. */
function load(): Win32 | AppError {
  try {
    return loadWin32();
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown error';
    return new AppError('store-refused', { reason }, { cause: error });
  }
}

function errorBody(error: unknown): ErrorBody {
  if (error instanceof AppError) return { code: error.code, details: { ...error.details } };
  return { code: 'internal', details: {} };
}

async function answer(message: unknown): Promise<unknown> {
  if (api instanceof AppError) throw api;
  const { operation, input } = windowsStoreRequestSchema.parse(message);
  return answerWindowsStore(api, operation, input);
}

port.onMessage((message) => {
  answer(message).then(
    async (value) => port.post({ ok: true, value }),
    async (error: unknown) => port.post({ ok: false, error: errorBody(error) }),
  );
});
