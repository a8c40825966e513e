// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { diagnosisCodes } from '../../../shared/domain/imports/diagnosis-codes.ts';
import type { Diagnosis, FileKind } from '../../../shared/schemas/certificates/inspection.ts';
import type { DerKind } from '../der/der-kind.ts';
import { Findings, type ObjectLabels } from './findings.ts';
import type { InspectionLimits } from './inspection.ts';
import type { PasswordEncoding } from '../pbe/password-candidates.ts';
import { WorkBudget } from '../pbe/work-budget.ts';
import type { PemHeaders } from '../pem/pem-headers.ts';

export interface EveryReader {
  readDerFile(file: Uint8Array, reading: Reading): boolean;
  readDerObject(octets: Uint8Array, kind: DerKind, reading: Reading, labels?: ObjectLabels): boolean;
  readJavaStore(file: Uint8Array, reading: Reading): void;
  readTraditionalEncrypted(ciphertext: Uint8Array, headers: PemHeaders, reading: Reading, labels: ObjectLabels): void;
}

export class Reading {
  readonly password: string | null;
  /** PKCS#8 of SM2 keys, DER. Null if none are available. */
  readonly signingKeys: readonly Uint8Array[] | null;
  readonly limits: InspectionLimits;
  readonly findings: Findings;
  readonly budget: WorkBudget;
  wrappedKeys = 0;
  readonly kinds = new Set<FileKind>();
  every: EveryReader | null = null;
  readonly #problems: Diagnosis[] = [];
  #encoding: PasswordEncoding = null;
  #tail: number | null = null;

  constructor(password: string | null, limits: InspectionLimits, signingKeys: readonly Uint8Array[] | null = null) {
    this.password = password;
    this.signingKeys = signingKeys;
    this.limits = limits;
    this.findings = new Findings(limits.maxObjects);
    this.budget = new WorkBudget(limits.maxWork);
  }

  problem(diagnosis: Diagnosis): void {
    this.#problems.push(diagnosis);
  }

  openedWith(encoding: PasswordEncoding): void {
    this.#encoding ??= encoding;
  }

  tailAt(offset: number): void {
    this.#tail ??= offset;
  }

  /**
   * Reports errors as problems.
   * @param base offset of the data in the file, or null if it isn't part of the file
   */
  attempt(base: number | null, read: () => void): void {
    try {
      read();
    } catch (error) {
      this.problem(diagnosisOf(error, base));
    }
  }

  diagnosis(): Diagnosis {
    const worst = this.#problems.toSorted((a, b) => diagnosisCodes.indexOf(a.code) - diagnosisCodes.indexOf(b.code))[0];
    if (worst) return worst;
    return {
      code: 'opened',
      ...(this.#encoding === null ? {} : { passwordEncoding: this.#encoding }),
      ...(this.#tail === null ? {} : { offset: this.#tail }),
    };
  }
}

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
