// SPDX-License-Identifier: Apache-2.0
import type { ExportFormat, ExportProfile } from '../../../shared/schemas/export-options.ts';
import { judgePassword } from '../../../shared/domain/password-rules.ts';

/** What has to open the file, as people name it. */
export const exportTargets = ['modern', 'older', 'android'] as const;
export type ExportTarget = (typeof exportTargets)[number];

export interface ExportForm {
  readonly format: ExportFormat;
  readonly target: ExportTarget;
  readonly includeChain: boolean;
  readonly password: string;
  readonly again: string;
  /** The recipient requires a weak password. */
  readonly allowWeak: boolean;
}

export type ExportStep = 'format' | 'protect' | 'place' | 'done';

/** The formats that carry the private key, and so need a password. */
export function carriesKey(format: ExportFormat): boolean {
  return format === 'p12' || format === 'pkcs8';
}

/** Which Android reads AES is told nowhere reliably: every one of them reads what old systems read. */
export function profileOf({ target }: Pick<ExportForm, 'target'>): ExportProfile {
  return target === 'modern' ? 'modern' : 'compatible';
}

export function isForAndroid({ format, target }: Pick<ExportForm, 'format' | 'target'>): boolean {
  return format === 'p12' && target === 'android';
}

/** DER holds exactly one certificate and PKCS#8 none; the others can hold the chain. */
export function canHoldChain(format: ExportFormat): boolean {
  return format === 'p12' || format === 'pem' || format === 'p7b';
}

export function startForm(hasPrivateKey: boolean): ExportForm {
  return {
    format: hasPrivateKey ? 'p12' : 'pem',
    target: 'modern',
    includeChain: true,
    password: '',
    again: '',
    allowWeak: false,
  };
}

/** A file of public certificates has no step about passwords. */
export function exportSteps(format: ExportFormat): readonly ExportStep[] {
  return carriesKey(format) ? ['format', 'protect', 'place', 'done'] : ['format', 'place', 'done'];
}

/** Both entries agree, and the password is long enough or the person wants it so; main decides on its strength. */
export function passwordReady({ format, password, again, allowWeak }: ExportForm): boolean {
  if (!carriesKey(format)) return true;
  return password !== '' && password === again && (allowWeak || judgePassword(password).usable);
}
