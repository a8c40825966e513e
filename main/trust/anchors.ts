// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import { typedFingerprintFits } from '../../shared/domain/trust/typed-fingerprint.ts';
import type { AnchorFacts, OwnAnchor } from '../../shared/schemas/trust/trust.ts';
import type { SystemRoot } from '../certificates/system-roots.ts';
import { defaultLimits } from '../formats/inspect/inspection.ts';
import { readCertificateFile } from '../imports/read-file.ts';
import type { ParseClient } from '../parser/parse-client.ts';
import type { AnchorRow } from '../vault/store/rows/anchor-rows.ts';
import type { VaultAccess } from '../vault/vault-access.ts';
import { maskIdentityNumbers } from '../../shared/domain/certificates/identity-numbers.ts';
import type { CertificateFields } from '../x509/certificate/certificate-fields.ts';

interface Compared {
  readonly sha256: string;
  /** At least the first 8 hex digits of the SHA-256. */
  readonly typed: string;
}

export interface AnchorsService {
  /** Oldest first. Omits damaged rows. */
  list(): Promise<OwnAnchor[]>;
  countOfSystem(): Promise<number>;
  /** Remembers CAs for `add`. Errors: `not-an-authority`, diagnosis codes, those of `readCertificateFile`. */
  look(file: string, options: { readonly pipes: boolean }): Promise<AnchorFacts[]>;
  /** Searches the vault and the runtime's roots. Errors: `not-found`, `not-an-authority`, `vault-missing`. */
  lookAt(named: { readonly sha256: string }): Promise<AnchorFacts>;
  /** Errors: `fingerprint-differs`, those of `lookAt` and `VaultAnchors.add`. */
  add(compared: Compared): Promise<OwnAnchor>;
  /** Errors: `fingerprint-differs`, those of `VaultAnchors.confirm`. */
  confirm(compared: Compared): Promise<OwnAnchor>;
  /** Errors: `vault-missing`, `not-found`. */
  remove(named: { readonly sha256: string }): Promise<void>;
}

const maxSeen = 64;

export function createAnchorsService(options: {
  readonly vault: VaultAccess;
  readonly parse: ParseClient;
  readonly systemAnchors: () => Promise<Uint8Array[]>;
  readonly systemRoots: () => readonly SystemRoot[];
}): AnchorsService {
  const { vault, parse, systemAnchors, systemRoots } = options;
  const seen = new Map<string, Uint8Array>();

  function remember(sha256: string, der: Uint8Array): void {
    seen.delete(sha256);
    seen.set(sha256, der);
    const [oldest] = seen.keys();
    if (seen.size > maxSeen && oldest !== undefined) seen.delete(oldest);
  }

  async function list(): Promise<OwnAnchor[]> {
    const open = await vault.current();
    const rows = open?.anchors.rows() ?? [];
    if (open === null || rows.length === 0) return [];
    const trusted = new Set(open.anchors.trusted().map(({ sha256 }) => sha256));
    const { fields } = await parse.run('readFields', { certificates: rows.map(({ der }) => der) });
    return rows.flatMap((row, index) => {
      const read = fields[index];
      return read?.sha256 === row.sha256 ? [ownAnchor(row, read, trusted.has(row.sha256))] : [];
    });
  }

  async function find(sha256: string): Promise<OwnAnchor> {
    const found = (await list()).find((each) => each.sha256 === sha256);
    if (!found) throw new AppError('not-found');
    return found;
  }

  async function lookAt({ sha256 }: { readonly sha256: string }): Promise<AnchorFacts> {
    const open = await vault.require();
    const der = open.getDer(sha256) ?? systemRoots().find((root) => root.sha256 === sha256)?.der ?? null;
    const [fields] = der === null ? [] : (await parse.run('readFields', { certificates: [der] })).fields;
    if (der === null || !fields) throw new AppError('not-found');
    if (!fields.isCa) throw new AppError('not-an-authority', { name: fields.displayName });
    remember(sha256, der);
    return factsOf(fields);
  }

  return {
    list,
    countOfSystem: async () => (await systemAnchors()).length,
    async look(file, { pipes }) {
      const bytes = await readCertificateFile(file, { maxBytes: defaultLimits.maxBytes, pipes });
      const { certificates, keys, diagnosis } = await parse.run('inspect', { bytes, password: null });
      for (const { pkcs8 } of keys) pkcs8.fill(0);
      if (certificates.length === 0) {
        throw new AppError(diagnosis.code === 'opened' ? 'not-a-certificate-file' : diagnosis.code, { file });
      }
      const authorities = certificates.filter(({ fields }) => fields.isCa).slice(0, maxSeen);
      if (authorities.length === 0) {
        throw new AppError('not-an-authority', { name: certificates[0]?.fields.displayName ?? '' });
      }
      for (const { der, fields } of authorities) remember(fields.sha256, der);
      return authorities.map(({ fields }) => factsOf(fields));
    },
    lookAt,
    async add({ sha256, typed }) {
      requireFitting(sha256, typed);
      if (!seen.has(sha256)) await lookAt({ sha256 });
      const der = seen.get(sha256) as Uint8Array;
      const [fields] = (await parse.run('readFields', { certificates: [der] })).fields;
      await (await vault.require()).anchors.add({ sha256, der, name: fields?.displayName ?? '' });
      seen.delete(sha256);
      return await find(sha256);
    },
    async confirm({ sha256, typed }) {
      requireFitting(sha256, typed);
      const { displayName: name } = await find(sha256);
      await (await vault.require()).anchors.confirm({ sha256, name });
      return await find(sha256);
    },
    async remove({ sha256 }) {
      const open = await vault.require();
      const name = (await list()).find((each) => each.sha256 === sha256)?.displayName ?? '';
      await open.anchors.remove({ sha256, name });
    },
  };
}

function requireFitting(sha256: string, typed: string): void {
  if (!typedFingerprintFits(sha256, typed)) throw new AppError('fingerprint-differs');
}

function factsOf(fields: CertificateFields): AnchorFacts {
  const { sha256, displayName, notBefore, notAfter, algorithm, selfIssued, maskedSubject, issuer } = fields;
  return {
    sha256,
    subject: maskedSubject,
    issuer: maskIdentityNumbers(issuer),
    displayName,
    notBefore,
    notAfter,
    algorithm,
    selfIssued,
  };
}

function ownAnchor({ addedAt, confirmedAt }: AnchorRow, fields: CertificateFields, trusted: boolean): OwnAnchor {
  return { ...factsOf(fields), addedAt, confirmedAt, trusted };
}
