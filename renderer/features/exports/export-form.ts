import type { ExportFormat, ExportProfile } from '../../../shared/schemas/export-options.ts';
import { judgePassword } from '../../lib/password-rules.ts';

export interface ExportForm {
  readonly format: ExportFormat;
  readonly profile: ExportProfile;
  readonly includeChain: boolean;
  readonly password: string;
  readonly again: string;
}

export type ExportStep = 'format' | 'protect' | 'place' | 'done';

/** The formats that carry the private key, and so need a password. */
export function carriesKey(format: ExportFormat): boolean {
  return format === 'p12' || format === 'pkcs8';
}

/** DER holds exactly one certificate and PKCS#8 none; the others can hold the chain. */
export function canHoldChain(format: ExportFormat): boolean {
  return format === 'p12' || format === 'pem' || format === 'p7b';
}

export function startForm(hasPrivateKey: boolean): ExportForm {
  return {
    format: hasPrivateKey ? 'p12' : 'pem',
    profile: 'modern',
    includeChain: true,
    password: '',
    again: '',
  };
}

/** A file of public certificates has no step about passwords. */
export function exportSteps(format: ExportFormat): readonly ExportStep[] {
  return carriesKey(format) ? ['format', 'protect', 'place', 'done'] : ['format', 'place', 'done'];
}

/** Both entries agree and the password is long enough. */
export function passwordReady({ format, password, again }: ExportForm): boolean {
  return !carriesKey(format) || (judgePassword(password).usable && password === again);
}
