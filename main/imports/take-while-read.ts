// SPDX-License-Identifier: Apache-2.0
import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { Diagnosis } from '../../shared/schemas/inspection.ts';
import type { ParseClient } from '../processes/parse-client.ts';
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
  /** Others follow: the reader stays, with all that it has learnt. Else it goes as soon as it has read the file. */
  readonly more: boolean;
  /** Called when the first certificates have been read, before anything is written. */
  prepare(): Promise<void>;
}

/** A smaller file is read in no time. */
const worthItBytes = 1024 * 1024;
/** Less than the five seconds that others wait for the writer lock (transactions.ts). */
const patienceMs = 3000;

/**
 * Takes a large file of certificates in while it is read; null for any other file, and whenever something is not as it
 * should be: then nothing was taken in.
 */
export async function takeWhileRead(
  { vault, parse }: { readonly vault: VaultAccess; readonly parse: ParseClient },
  path: string,
  { via, more, prepare }: WhileReadOptions,
): Promise<TakenFile | null> {
  if (!(await isLargeFile(path))) return null;
  // Making a vault takes memory for a while, and more so when certificates pile up meanwhile: first one, then the other.
  const isThere = (await vault.current())?.canTakeKeys === true;
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
