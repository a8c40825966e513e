// SPDX-License-Identifier: Apache-2.0
import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { Diagnosis } from '../../shared/schemas/certificates/inspection.ts';
import type { ParseClient } from '../parser/parse-client.ts';
import type { VaultAccess } from '../vault/vault-access.ts';
import { downloadedFrom } from './download-origin.ts';
import type { DraftOrigin } from './drafts.ts';
import { createIncomingParts } from './incoming-parts.ts';

export interface TakenFile {
  readonly added: string[];
  readonly known: string[];
  readonly diagnosis: Diagnosis;
}

export interface WhileReadOptions {
  readonly via: DraftOrigin['via'];
  /** Keep the child for further files; else it exits after reading. */
  readonly more: boolean;
  /** After the first certificates, before writing. */
  prepare(): Promise<void>;
}

const worthItBytes = 1024 * 1024;
/** Below others' five-second wait for the write lock (transactions.ts). */
const patienceMs = 3000;

/** Imports a large file during parsing. Null: unsuitable or faulty; nothing imported. */
export async function takeWhileRead(
  { vault, parse }: { readonly vault: VaultAccess; readonly parse: ParseClient },
  path: string,
  { via, more, prepare }: WhileReadOptions,
): Promise<TakenFile | null> {
  if (!(await isLargeFile(path))) return null;
  // Creating a vault takes memory, so not while certificates pile up.
  const isThere = (await vault.current())?.hasRecipient === true;
  if (!isThere) {
    if (!(await parse.beginsWithCertificates(resolve(path)))) return null;
    await prepare();
  }
  const stop = new AbortController();
  const incoming = createIncomingParts(patienceMs);
  const reading = parse.readCertificates(resolve(path), incoming.add, stop.signal).then(
    (found) => {
      incoming.end(found);
      return found.diagnosis;
    },
    () => {
      incoming.fail();
      return null;
    },
  );
  if (!more) parse.forget();
  try {
    if (!(await incoming.begun())) return null;
    if (isThere) await prepare();
    const open = await vault.requireOrCreate();
    const origin = { via, fileName: basename(path), path, downloadedFrom: await downloadedFrom(path) };
    const { added, known } = await open.importWhileRead(incoming, origin);
    const diagnosis = await reading;
    return diagnosis && { added: [...added], known: [...known], diagnosis };
  } catch (error) {
    if (incoming.refused) return null;
    throw error;
  } finally {
    stop.abort();
    await reading;
  }
}

async function isLargeFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile() && found.size > worthItBytes,
    () => false,
  );
}
