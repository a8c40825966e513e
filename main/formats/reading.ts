// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/app-error.ts';
import type { Diagnosis, FileKind } from '../../shared/schemas/inspection.ts';
import type { DerKind } from './der/der-kind.ts';
import { Findings, type ObjectLabels } from './findings.ts';
import type { InspectionLimits } from './inspection.ts';
import type { PasswordEncoding } from './pbe/password-candidates.ts';
import { WorkBudget } from './pbe/work-budget.ts';
import type { PemHeaders } from './pem/pem-headers.ts';

/** What to tell first when one file has several problems: what no password mends stands before what one does. */
const gravity = [
  'limit-exceeded',
  'damaged',
  'unsupported-algorithm',
  'wrong-password',
  'needs-password',
  'not-a-certificate-file',
  'opened',
] as const satisfies readonly Diagnosis['code'][];

/** `every-reader.ts`. */
export interface EveryReader {
  readDerFile(file: Uint8Array, reading: Reading): boolean;
  readDerObject(octets: Uint8Array, kind: DerKind, reading: Reading, labels?: ObjectLabels): boolean;
  readJavaStore(file: Uint8Array, reading: Reading): void;
  readTraditionalEncrypted(ciphertext: Uint8Array, headers: PemHeaders, reading: Reading, labels: ObjectLabels): void;
}

/** The state of reading one file: what was given, what was found, what went wrong. */
export class Reading {
  readonly password: string | null;
  readonly limits: InspectionLimits;
  readonly findings: Findings;
  readonly budget: WorkBudget;
  /** Kinds of the objects met, in order; a text file of them stays `pem` when they are mixed. */
  readonly kinds = new Set<FileKind>();
  /** Null until something in the file needs them (reading-steps.ts). */
  every: EveryReader | null = null;
  readonly #problems: Diagnosis[] = [];
  #encoding: PasswordEncoding = null;
  #tail: number | null = null;

  /** `keyless`: keys that turn up all the same find no certificate of theirs. */
  constructor(password: string | null, limits: InspectionLimits, { keyless = false } = {}) {
    this.password = password;
    this.limits = limits;
    this.findings = new Findings(limits.maxObjects, { keyless });
    this.budget = new WorkBudget(limits.maxWork);
  }

  problem(diagnosis: Diagnosis): void {
    this.#problems.push(diagnosis);
  }

  /** Remembers which octets of the password opened something. */
  openedWith(encoding: PasswordEncoding): void {
    this.#encoding ??= encoding;
  }

  /** Octets after the end of the object, from this offset of the file. */
  tailAt(offset: number): void {
    this.#tail ??= offset;
  }

  /**
   * Runs `read`; what it throws becomes a problem instead.
   * @param base offset of the octets read within the file, null when they are not octets of the file
   */
  attempt(base: number | null, read: () => void): void {
    try {
      read();
    } catch (error) {
      this.problem(diagnosisOf(error, base));
    }
  }

  diagnosis(): Diagnosis {
    const worst = this.#problems.toSorted((a, b) => gravity.indexOf(a.code) - gravity.indexOf(b.code))[0];
    if (worst) return worst;
    return {
      code: 'opened',
      ...(this.#encoding === null ? {} : { passwordEncoding: this.#encoding }),
      ...(this.#tail === null ? {} : { offset: this.#tail }),
    };
  }
}

/** A library's own exception means that it met octets it could not take: damage, never a crash. */
export function diagnosisOf(error: unknown, base: number | null): Diagnosis {
  if (!(error instanceof AppError)) return { code: 'damaged' };
  const { algorithm, limit, offset } = error.details;
  switch (error.code) {
    case 'unsupported-algorithm':
      return { code: error.code, ...(typeof algorithm === 'string' ? { algorithm } : {}) };
    case 'limit-exceeded':
      return { code: error.code, ...(typeof limit === 'string' ? { limit } : {}) };
    case 'not-a-certificate-file':
      return { code: error.code };
    default:
      return { code: 'damaged', ...(typeof offset === 'number' && base !== null ? { offset: base + offset } : {}) };
  }
}
