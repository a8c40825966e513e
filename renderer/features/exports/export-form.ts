// SPDX-License-Identifier: Apache-2.0
import { carriesKey } from '../../../shared/domain/imports/carries-key.ts';
import type { ExportFormat, ExportProfile } from '../../../shared/schemas/certificates/export-options.ts';
import { judgePassword } from '../../../shared/domain/secrets/password-rules.ts';

export const exportTargets = ['modern', 'older', 'android', 'guomi'] as const;
export type ExportTarget = (typeof exportTargets)[number];

export interface ExportForm {
  readonly format: ExportFormat;
  readonly target: ExportTarget;
  readonly includeChain: boolean;
  readonly password: string;
  readonly again: string;
  readonly allowWeak: boolean;
}

export type ExportStep = 'format' | 'protect' | 'place' | 'done';

/** Android gets the compatible profile: all versions read it, while AES support is undocumented. */
export function profileOf({ target }: Pick<ExportForm, 'target'>): ExportProfile {
  if (target === 'guomi') return 'guomi';
  return target === 'modern' ? 'modern' : 'compatible';
}

export function isForAndroid({ format, target }: Pick<ExportForm, 'format' | 'target'>): boolean {
  return format === 'p12' && target === 'android';
}

/** DER and SM2 files hold a single certificate, PKCS#8 files none. */
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

export function exportSteps(format: ExportFormat): readonly ExportStep[] {
  return carriesKey(format) ? ['format', 'protect', 'place', 'done'] : ['format', 'place', 'done'];
}

/** Checks only the length and the repeated entry. Main judges the strength. */
export function passwordReady({ format, password, again, allowWeak }: ExportForm): boolean {
  if (!carriesKey(format)) return true;
  return password !== '' && password === again && (allowWeak || judgePassword(password).usable);
}
