// SPDX-License-Identifier: Apache-2.0
import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { AppError } from '../../shared/domain/errors/app-error.ts';
import { maxImportBytes } from '../../shared/domain/imports/import-limits.ts';
import { envelopedDiagnoses } from '../../shared/domain/imports/diagnosis-codes.ts';
import { keyLockedDiagnoses } from '../../shared/domain/imports/key-locked-diagnoses.ts';
import type { InspectionReport } from '../../shared/schemas/certificates/inspection.ts';
import type { WrappedPair } from '../formats/cfca/wrapped-key.ts';
import type { FoundKey, Inspection } from '../formats/inspect/inspection.ts';
import { inspectInChild, type ParseClient, unwrapInChild } from '../parser/parse-client.ts';
import type { IncomingKey } from '../vault/records/key-envelopes.ts';
import type { VaultAccess } from '../vault/vault-access.ts';
import type { Vault } from '../vault/vault.ts';
import { downloadedFrom } from './download-origin.ts';
import { createDrafts, forgetFileOf, wipeKeys } from './drafts.ts';
import type { Draft, DraftOrigin } from './drafts.ts';
import { isFileable, reportOf } from '../formats/inspect/inspection-report.ts';
import { readCertificateFile } from './read-file.ts';
import { backupReport, ownKindOfBytes, ownKindOfFile, type OwnFileKind, vaultReport } from './own-file.ts';
import { holdsSm2Keys, withSm2Keys } from './sm2-keys.ts';
import { withDraftFile } from './vault-draft.ts';

export interface ImportPreview {
  readonly draftId: string;
  readonly report: InspectionReport;
  readonly known: string[];
  readonly needsProtector: boolean;
  readonly needsUnlock: boolean;
  readonly completes: string[];
}

export interface ImportOutcome {
  readonly added: string[];
  readonly known: string[];
  readonly keysAdded: number;
}

interface DraftAccess {
  readonly draftId: string;
  readonly password: string | null;
}

export interface CommitOptions {
  readonly certificatesOnly?: boolean;
  readonly batch?: string | undefined;
}

/** Draft ids reveal neither bytes nor paths. */
export interface ImportsService {
  /** Errors: `file-unreadable`, `file-too-large`, `limit-exceeded` (memory for drafts). */
  addFile(path: string, via: DraftOrigin['via']): Promise<string>;
  /** Leaves reading to `inspect`. */
  addPath(path: string): string;
  addBytes(bytes: Uint8Array, origin: DraftOrigin): string;
  ownFile(path: string): Promise<OwnFileKind | null>;
  /**
   * Also decrypts keys encrypted for an SM2 key of the unlocked vault. Errors: `draft-expired`, `cancelled`,
   * `file-unreadable`, `file-too-large`, those of `vaultReport`.
   */
  inspect(draft: DraftAccess, run?: { readonly signal?: AbortSignal | undefined }): Promise<ImportPreview>;
  /** Tries without a password, then each candidate. Doesn't reveal which fits. */
  inspectWithCandidates(draftId: string, candidates: readonly string[], signal?: AbortSignal): Promise<ImportPreview>;
  /**
   * Stores everything in one durable transaction and ends the draft. Omits unsupported keys, or all keys if
   * `certificatesOnly`. The log groups files of one `batch`. Errors: `draft-expired`, `secret-required` (first key
   * without a protector; the draft stays), `unsupported-algorithm` (only unsupported keys).
   */
  commit(draftId: string, options?: CommitOptions): Promise<ImportOutcome>;
  /** Passes the path of the file or of a private copy to `use`. Errors: `draft-expired`, those of `use`. */
  withFile<T>(draftId: string, use: (path: string, origin: DraftOrigin) => Promise<T>): Promise<T>;
  /** The draft owns the keys, so don't keep them. Errors: `draft-expired` (also if not opened). */
  found(draftId: string): Inspection;
  /** Returns null unless the draft has a CA-issued encryption key pair for a token. Errors: `draft-expired`. */
  wrapped(draftId: string): WrappedPair | null;
  pathOf(draftId: string): string | null;
  /** Returns an empty string for pasted data. Errors: `draft-expired`. */
  nameOf(draftId: string): string;
  discard(draft: { readonly draftId: string }): void;
  /** Stores nothing. Errors: `file-unreadable`, `file-too-large`, `cancelled`, those of `vaultReport`. */
  inspectFile(path: string, password: string | null, signal?: AbortSignal): Promise<InspectionReport>;
  close(): void;
}

export interface ImportsOptions {
  readonly vault: VaultAccess;
  readonly parse: ParseClient;
  /** Time limit per file for trying candidate passwords, in milliseconds. */
  readonly searchMs?: number;
}

const defaultSearchMs = 120_000;

/** Files on disk can be archives. The IPC message size limits dropped files. */
const maxFileBytes = 4 * maxImportBytes;
/** On the command line, larger regular files aren't kept while parsing. */
const readAgainAboveBytes = 1024 * 1024;

export function createImportsService({ vault, parse, searchMs = defaultSearchMs }: ImportsOptions): ImportsService {
  const drafts = createDrafts();

  async function needsProtector(keys: number): Promise<boolean> {
    return keys > 0 && !(await vault.canHoldKeys());
  }

  async function inspectDraft(draft: Draft, password: string | null, signal?: AbortSignal): Promise<Inspection> {
    const { readFile } = draft;
    if (readFile && draft.bytes.length === 0) drafts.hold(draft.id, await readFile());
    const found = await inspectInChild(parse, draft.bytes, password, signal, () => {
      // In a window, keep the bytes: the drive may be gone at the next attempt.
      if (readFile && draft.origin.via === 'command-line') forgetFileOf(draft);
    });
    const open = envelopedDiagnoses.has(found.diagnosis.code) ? await vault.current() : null;
    if (open?.isUnlocked !== true) return found;
    const bytes = readFile && draft.bytes.length === 0 ? await readFile() : draft.bytes;
    return await withSm2Keys(open, async (keys) => unwrapInChild(parse, bytes, keys, signal));
  }

  function completedBy(open: Vault | null, keys: readonly FoundKey[]): string[] {
    const bySpki = keys.flatMap(({ spkiSha256 }) => spkiSha256 ?? []);
    return bySpki
      .flatMap((spki) => open?.enrolment.certificatesOf(spki) ?? [])
      .filter((each) => open?.getRow(each)?.hasPrivateKey === false);
  }

  async function inspect(
    { draftId, password }: DraftAccess,
    { signal }: { readonly signal?: AbortSignal | undefined } = {},
  ): Promise<ImportPreview> {
    const draft = drafts.get(draftId);
    const name = draft.origin.fileName ?? '';
    const own = await ownKindOf(draft);
    const nothing = { known: [], needsUnlock: false, completes: [] };
    if (own === 'backup') return { draftId, report: backupReport(name), ...nothing, needsProtector: false };
    if (own === 'vault') {
      const describe = async (path: string) => vaultReport(name, path, parse, signal);
      const report = await withDraftFile(draft, vault.folder, describe);
      return { draftId, report, ...nothing, needsProtector: await needsProtector(report.vault.keys) };
    }
    const inspection = draft.opened ?? (await inspectDraft(draft, password, signal));
    if (inspection !== draft.opened) drafts.setInspection(draftId, inspection);
    const report = reportOf(name, inspection);
    const current = await vault.current();
    const known = current === null ? [] : current.knownOf(report.certificates.map(({ sha256 }) => sha256));
    const fileable = inspection.keys.filter(isFileable).length;
    const isEnveloped = envelopedDiagnoses.has(report.diagnosis.code);
    return {
      draftId,
      report,
      known,
      needsProtector: await needsProtector(fileable),
      needsUnlock: isEnveloped && current !== null && !current.isUnlocked && holdsSm2Keys(current),
      completes: completedBy(current, inspection.keys),
    };
  }

  return {
    async addFile(path, via) {
      const read = async (): Promise<Uint8Array> =>
        readCertificateFile(path, { maxBytes: maxFileBytes, pipes: via === 'command-line' });
      const bytes = await read();
      const readFile =
        via === 'command-line' && bytes.length > readAgainAboveBytes && (await isFile(path)) ? read : null;
      // A command may get a relative path.
      const origin = { via, fileName: basename(path), path: resolve(path), downloadedFrom: null };
      return drafts.add(bytes, origin, readFile);
    },

    addPath(path) {
      const origin = { via: 'file', fileName: basename(path), path, downloadedFrom: null } as const;
      const readFile = async () => readCertificateFile(path, { maxBytes: maxFileBytes, pipes: false });
      return drafts.add(new Uint8Array(0), origin, readFile);
    },

    ownFile: ownKindOfFile,

    addBytes: (bytes, origin) => drafts.add(bytes, origin),

    inspect,

    found(draftId) {
      const { opened } = drafts.get(draftId);
      if (opened === null) throw new AppError('draft-expired');
      return opened;
    },

    wrapped: (draftId) => drafts.get(draftId).inspection?.wrapped?.[0] ?? null,

    async inspectWithCandidates(draftId, candidates, signal) {
      const until = performance.now() + searchMs;
      let last = await inspect({ draftId, password: null }, { signal });
      for (const candidate of new Set(candidates)) {
        if (!wantsPassword(last)) return last;
        if (performance.now() > until) return { ...last, report: outOfTime(last.report) };
        last = await inspect({ draftId, password: candidate }, { signal });
      }
      // Report `needs-password`, not the last candidate's `wrong-password`.
      return wantsPassword(last) && candidates.length > 0 ? inspect({ draftId, password: null }, { signal }) : last;
    },

    async commit(draftId, { certificatesOnly = false, batch } = {}) {
      const { inspection, origin } = drafts.get(draftId);
      if (inspection === null || !committable(inspection, certificatesOnly)) throw new AppError('draft-expired');
      const keys = certificatesOnly ? [] : inspection.keys.filter(isFileable).map(incoming);
      const [shut] = inspection.keys;
      // Without an error, the user might think that a key was saved.
      if (inspection.certificates.length + keys.length === 0 && shut) {
        throw new AppError('unsupported-algorithm', { algorithm: shut.algorithm });
      }
      if (await needsProtector(keys.length)) throw new AppError('secret-required');
      const open = await vault.requireOrCreate();
      if (keys.length > 0) await vault.ensureProtected();
      const outcome = await open.importItems({
        certificates: inspection.certificates,
        keys,
        batch,
        origin: { ...origin, downloadedFrom: origin.downloadedFrom ?? (await downloadOf(origin.path)) },
      });
      if (keys.length > 0) await open.enrolment.removeTemporaryKeys(inspection.unwrappedBy ?? []);
      drafts.discard(draftId);
      return { added: [...outcome.added], known: [...outcome.known], keysAdded: outcome.keysAdded };
    },

    withFile: async (draftId, use) => {
      const draft = drafts.get(draftId);
      return withDraftFile(draft, vault.folder, async (path) => use(path, draft.origin));
    },

    pathOf: (draftId) => drafts.get(draftId).origin.path,

    nameOf: (draftId) => drafts.get(draftId).origin.fileName ?? '',

    discard: ({ draftId }) => drafts.discard(draftId),

    async inspectFile(path, password, signal) {
      const own = await ownKindOfFile(path);
      if (own !== null) return own === 'backup' ? backupReport(path) : vaultReport(path, resolve(path), parse, signal);
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

function wantsPassword({ report }: ImportPreview): boolean {
  return report.diagnosis.code === 'needs-password' || report.diagnosis.code === 'wrong-password';
}

function outOfTime(report: InspectionReport): InspectionReport {
  return { ...report, diagnosis: { code: 'limit-exceeded', limit: 'time' } };
}

function committable({ diagnosis, certificates }: Inspection, certificatesOnly: boolean): boolean {
  if (diagnosis.code === 'opened') return true;
  return certificatesOnly && certificates.length > 0 && keyLockedDiagnoses.has(diagnosis.code);
}

function incoming({ pkcs8, spkiSha256, algorithm, madeBy }: FoundKey & { readonly spkiSha256: string }): IncomingKey {
  return { pkcs8, spkiSha256, algorithm, madeBy };
}

/** Reads only the head of unread files, because backups can have any size. */
async function ownKindOf({ bytes, opened, origin }: Draft): Promise<OwnFileKind | null> {
  if (opened !== null) return null;
  return bytes.length === 0 && origin.path !== null ? ownKindOfFile(origin.path) : ownKindOfBytes(bytes);
}

async function downloadOf(path: string | null): Promise<string | null> {
  return path === null ? null : downloadedFrom(path);
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
