// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { ValidationOptions } from '../../shared/schemas/trust/validation.ts';
import type { CertificatesService } from '../certificates/certificates-service.ts';
import { defaultLimits } from '../formats/inspect/inspection.ts';
import { readCertificateFile } from '../imports/read-file.ts';
import type { ParseInput } from '../parser/parse-protocol.ts';
import type { VaultAccess } from '../vault/vault-access.ts';

export interface ValidationRequest {
  /** The first certificate of a file, or an id in the vault (see `resolveId`). */
  readonly subject: { readonly file: string; readonly password: string | null } | { readonly id: string };
  readonly with: readonly string[];
  readonly anchors: readonly string[];
  readonly crls: readonly string[];
  readonly options: ValidationOptions;
}

export interface PathQuestion {
  readonly input: ParseInput<'revocationAddresses'>;
  naming(error: unknown): unknown;
}

export interface QuestionSources {
  readonly vault: VaultAccess;
  readonly certificates: CertificatesService;
  readonly systemAnchors: () => Promise<Uint8Array[]>;
}

const maxStored = 5000;

type Role = 'subject' | 'with' | 'anchor' | 'crl';

export async function gatherQuestion(
  { subject, with: others, anchors, crls, options }: ValidationRequest,
  { vault, certificates, systemAnchors }: QuestionSources,
): Promise<PathQuestion> {
  const paths: [role: Role, file: string][] = [
    ...others.map((file): [Role, string] => ['with', file]),
    ...anchors.map((file): [Role, string] => ['anchor', file]),
    ...crls.map((file): [Role, string] => ['crl', file]),
  ];
  const names = ['file' in subject ? subject.file : subject.id, ...paths.map(([, file]) => file)];
  const first =
    'file' in subject
      ? { role: 'subject' as const, bytes: await read(subject.file), password: subject.password }
      : { role: 'subject' as const, bytes: await storedDer(subject.id, { vault, certificates }), password: null };
  const files: { role: Role; bytes: Uint8Array; password: string | null }[] = [first];
  for (const [role, file] of paths) files.push({ role, bytes: await read(file), password: null });
  const [own, system] = await Promise.all([stored(vault), systemAnchors()]);
  return {
    input: { files, intermediates: own.authorities, anchors: [...own.anchors, ...system], options },
    naming(error) {
      if (!(error instanceof AppError)) return error;
      const { index, ...details } = error.details;
      return typeof index === 'number' ? new AppError(error.code, { ...details, file: names[index] ?? '' }) : error;
    },
  };
}

async function storedDer(
  id: string,
  { vault, certificates }: Pick<QuestionSources, 'vault' | 'certificates'>,
): Promise<Uint8Array> {
  const sha256 = await certificates.resolveId(id, { labels: true });
  const der = (await vault.require()).getDer(sha256);
  if (der === null) throw new AppError('not-found');
  return der;
}

/** Returns empty lists without a usable vault, because validating files needs none. */
async function stored(vault: VaultAccess): Promise<{ authorities: Uint8Array[]; anchors: Uint8Array[] }> {
  try {
    const open = await vault.current();
    const rows = open?.listRows({ search: '' }).filter(({ isCa }) => isCa) ?? [];
    return {
      authorities: rows.slice(0, maxStored).flatMap(({ sha256 }) => open?.getDer(sha256) ?? []),
      anchors: (open?.anchors.trusted() ?? []).map(({ der }) => der),
    };
  } catch (error) {
    if (error instanceof AppError) return { authorities: [], anchors: [] };
    throw error;
  }
}

async function read(file: string): Promise<Uint8Array> {
  return readCertificateFile(file, { maxBytes: defaultLimits.maxBytes, pipes: true });
}
