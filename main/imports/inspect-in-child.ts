// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { Inspection } from '../formats/inspect/inspection.ts';
import type { ParseClient } from '../parser/parse-client.ts';

/** Hitting the child's caps (time, memory) yields diagnosis `limit-exceeded`. Errors: `cancelled`. */
export async function inspectInChild(
  parse: ParseClient,
  bytes: Uint8Array,
  password: string | null,
  signal?: AbortSignal,
  onSent?: () => void,
): Promise<Inspection> {
  try {
    return await parse.run('inspect', { bytes, password }, signal, onSent);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'limit-exceeded') throw error;
    const limit = typeof error.details['limit'] === 'string' ? error.details['limit'] : 'time';
    const nothing = { certificates: [], keys: [], unopened: [], crls: [], requests: [] };
    return { kind: 'unknown', ...nothing, diagnosis: { code: 'limit-exceeded', limit } };
  }
}
