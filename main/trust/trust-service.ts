import { AppError } from '../../shared/domain/app-error.ts';
import type { ValidationAnswer, ValidationOptions } from '../../shared/schemas/validation.ts';
import type { CertificatesService } from '../certificates/certificates-service.ts';
import { defaultLimits } from '../formats/inspection.ts';
import { readCertificateFile } from '../imports/read-file.ts';
import type { ParseClient } from '../processes/parse-client.ts';
import type { VaultAccess } from '../vault/vault-access.ts';
import { createAnchorsService, type AnchorsService } from './anchors.ts';

export interface ValidationRequest {
  /** A file whose first certificate is asked about, or an ID of the vault (`resolveId`). */
  readonly subject: { readonly file: string; readonly password: string | null } | { readonly id: string };
  /** Files with certificates that a path may be made of. */
  readonly with: readonly string[];
  /** Files with certificates that are trusted beside the system's and the person's own. */
  readonly anchors: readonly string[];
  readonly crls: readonly string[];
  readonly options: ValidationOptions;
}

export interface TrustService {
  /** The person's own trust anchors. */
  readonly anchors: AnchorsService;
  /**
   * Validates a certification path by RFC 5280 §6, to the system's anchors, the person's own, and the given files.
   * Nothing is fetched. Errors: those of reading and opening a file,
   * with `file`; those of an ID.
   */
  validate(request: ValidationRequest): Promise<ValidationAnswer>;
}

export interface TrustOptions {
  readonly vault: VaultAccess;
  readonly certificates: CertificatesService;
  readonly parse: ParseClient;
  readonly systemAnchors: () => Promise<Uint8Array[]>;
}

/** Authorities of the vault that are looked at; a person keeps a handful, an archive some hundred. */
const maxStored = 5000;

type Role = 'subject' | 'with' | 'anchor' | 'crl';

export function createTrustService({ vault, certificates, parse, systemAnchors }: TrustOptions): TrustService {
  async function storedDer(id: string): Promise<Uint8Array> {
    const sha256 = await certificates.resolveId(id, { labels: true });
    const der = (await vault.require()).getDer(sha256);
    if (der === null) throw new AppError('not-found');
    return der;
  }

  /** What the vault has; asking about a file does not depend on it. */
  async function stored(): Promise<{ authorities: Uint8Array[]; anchors: Uint8Array[] }> {
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

  return {
    anchors: createAnchorsService({ vault, parse, systemAnchors }),
    async validate({ subject, with: others, anchors, crls, options }) {
      const paths: [role: Role, file: string][] = [
        ...others.map((file): [Role, string] => ['with', file]),
        ...anchors.map((file): [Role, string] => ['anchor', file]),
        ...crls.map((file): [Role, string] => ['crl', file]),
      ];
      const names = ['file' in subject ? subject.file : subject.id, ...paths.map(([, file]) => file)];
      const first =
        'file' in subject
          ? { role: 'subject' as const, bytes: await read(subject.file), password: subject.password }
          : { role: 'subject' as const, bytes: await storedDer(subject.id), password: null };
      const files: { role: Role; bytes: Uint8Array; password: string | null }[] = [first];
      for (const [role, file] of paths) files.push({ role, bytes: await read(file), password: null });
      const [own, system] = await Promise.all([stored(), systemAnchors()]);
      try {
        const known = { intermediates: own.authorities, anchors: [...own.anchors, ...system] };
        const { verdicts: _, ...answer } = await parse.run('validate', { files, ...known, options });
        return answer;
      } catch (error) {
        throw naming(error, names);
      }
    },
  };
}

async function read(file: string): Promise<Uint8Array> {
  return readCertificateFile(file, { maxBytes: defaultLimits.maxBytes, pipes: true });
}

/** The child knows files by their place among them. */
function naming(error: unknown, names: readonly string[]): unknown {
  if (!(error instanceof AppError)) return error;
  const { index, ...details } = error.details;
  return typeof index === 'number' ? new AppError(error.code, { ...details, file: names[index] ?? '' }) : error;
}
