import type { Language } from '../../../shared/i18n/language.ts';
import type { CaProfile } from '../../../shared/schemas/ca-profile.ts';
import type { Text } from '../../i18n/i18n.ts';

export interface CodeLabel {
  readonly label: string;
  /** Masked on screens. */
  readonly secret: boolean;
}

/** What EST has room for (RFC 7030 §3.2.3): a user name and a code, or one code alone. */
export interface CodeLabels {
  readonly user: CodeLabel | null;
  readonly code: CodeLabel;
}

/** By the profile (参考号 and 授权码, or one of them); null: it asks for nothing. */
export function codeLabelsOf({ challenge = [] }: CaProfile, language: Language): CodeLabels | null {
  const fields = challenge.map(({ label, secret }) => ({ label: label[language], secret }));
  const code = fields.findLast(({ secret }) => secret) ?? fields.at(-1);
  if (code === undefined) return null;
  return { user: fields.find((field) => field !== code) ?? null, code };
}

/** For a server that asks although its profile says nothing of it. */
export function usualCodeLabels(t: Text['t']): CodeLabels {
  return {
    user: { label: t('est.send.user'), secret: false },
    code: { label: t('est.send.code'), secret: true },
  };
}
