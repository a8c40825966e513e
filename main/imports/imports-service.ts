import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../../shared/domain/app-error.ts';
import { maxImportBytes } from '../../shared/ipc/calls/imports.ts';
import type { InspectionReport } from '../../shared/schemas/inspection.ts';
import type { FoundKey, Inspection } from '../formats/inspection.ts';
import type { ParseClient } from '../processes/parse-client.ts';
import type { IncomingKey } from '../vault/key-envelopes.ts';
import type { VaultAccess } from '../vault/vault-access.ts';
import { downloadedFrom } from './download-origin.ts';
import { createDrafts, forgetFileOf, wipeKeys } from './drafts.ts';
import type { Draft, DraftOrigin } from './drafts.ts';
import { inspectInChild } from './inspect-in-child.ts';
import { reportOf } from './inspection-report.ts';
import { readCertificateFile } from './read-file.ts';

export interface ImportPreview {
  readonly draftId: string;
  readonly report: InspectionReport;
  readonly known: string[];
  readonly needsProtector: boolean;
}

export interface ImportOutcome {
  readonly added: string[];
  readonly known: string[];
  readonly keysAdded: number;
}

/** Choose -> inspect -> commit; whoever holds a draft id holds no bytes and no path (STYLE 5). */
export interface ImportsService {
  /** Errors: `file-unreadable`, `file-too-large`. */
  addFile(path: string, via: DraftOrigin['via']): Promise<string>;
  addBytes(bytes: Uint8Array, origin: DraftOrigin): string;
  /** A null password means none was given. Errors: `draft-expired`, `cancelled`. */
  inspect(draftId: string, password: string | null, signal?: AbortSignal): Promise<ImportPreview>;
  /**
   * One durable transaction; the draft is gone afterwards. Errors: `draft-expired`, `secret-required` (a first key
   * and no protector: the draft stays), `unsupported-algorithm` (a key that cannot be filed), the vault's own.
   */
  commit(draftId: string): Promise<ImportOutcome>;
  discard(draftId: string): void;
  /** Looks into a file without keeping anything of it. Errors: `file-unreadable`, `file-too-large`, `cancelled`. */
  inspectFile(path: string, password: string | null, signal?: AbortSignal): Promise<InspectionReport>;
  close(): void;
}

export interface ImportsOptions {
  readonly vault: VaultAccess;
  readonly parse: ParseClient;
}

/** The command line also opens archives of certificates; a window takes what fits one message. */
const maxFileBytes = 4 * maxImportBytes;
/** A larger file is not held while the child reads it, where it can be read again for a second password. */
const readAgainAboveBytes = 1024 * 1024;

export function createImportsService({ vault, parse }: ImportsOptions): ImportsService {
  const drafts = createDrafts();

  async function needsProtector(keys: number): Promise<boolean> {
    return keys > 0 && !(await vault.canHoldKeys());
  }

  async function inspectDraft(draft: Draft, password: string | null, signal?: AbortSignal): Promise<Inspection> {
    if (draft.readAgain && draft.bytes.length === 0) draft.bytes = await draft.readAgain();
    return inspectInChild(parse, draft.bytes, password, signal, () => {
      if (draft.readAgain) forgetFileOf(draft);
    });
  }

  return {
    async addFile(path, via) {
      const read = async (): Promise<Uint8Array> =>
        readCertificateFile(path, { maxBytes: maxFileBytes, pipes: via === 'command-line' });
      const bytes = await read();
      // In a window the drive may be gone when the password is typed; a command runs to its end.
      const readAgain =
        via === 'command-line' && bytes.length > readAgainAboveBytes && (await isFile(path)) ? read : null;
      const origin = { via, fileName: basename(path), path, downloadedFrom: await downloadedFrom(path) };
      return drafts.add(bytes, origin, readAgain);
    },

    addBytes: (bytes, origin) => drafts.add(bytes, origin),

    async inspect(draftId, password, signal) {
      const draft = drafts.get(draftId);
      const inspection = draft.opened ?? (await inspectDraft(draft, password, signal));
      if (inspection !== draft.opened) drafts.setInspection(draftId, inspection);
      const report = reportOf(draft.origin.fileName ?? '', inspection);
      const current = await vault.current();
      const known = current === null ? [] : current.knownOf(report.certificates.map(({ sha256 }) => sha256));
      return { draftId, report, known, needsProtector: await needsProtector(report.keys.length) };
    },

    async commit(draftId) {
      const { inspection, origin } = drafts.get(draftId);
      if (inspection?.diagnosis.code !== 'opened') throw new AppError('draft-expired');
      const keys = inspection.keys.map(fileable);
      if (await needsProtector(keys.length)) throw new AppError('secret-required');
      const open = await vault.requireOrCreate();
      if (keys.length > 0) await vault.ensureProtected();
      const outcome = await open.importItems({
        certificates: inspection.certificates,
        keys,
        origin,
      });
      drafts.discard(draftId);
      return { added: [...outcome.added], known: [...outcome.known], keysAdded: outcome.keysAdded };
    },

    discard: drafts.discard,

    async inspectFile(path, password, signal) {
      const inspection = await inspectInChild(
        parse,
        await readCertificateFile(path, { maxBytes: maxFileBytes, pipes: true }),
        password,
        signal,
      );
      wipeKeys(inspection);
      return reportOf(path, inspection);
    },

    close: drafts.clear,
  };
}

/**
 * A key is filed under its public half and compared with it at each use. One whose public half nobody here can
 * derive is refused: leaving it out in silence would look like a key that is safe.
 */
function fileable({ pkcs8, spkiSha256, algorithm }: FoundKey): IncomingKey {
  if (spkiSha256 === null) throw new AppError('unsupported-algorithm', { algorithm });
  return { pkcs8, spkiSha256, algorithm };
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
