// SPDX-License-Identifier: Apache-2.0
import { isAskedAlone } from '../../../../shared/domain/trust/server-protocol.ts';
import type { Language } from '../../../../shared/i18n/language.ts';
import type { CaProfile } from '../../../../shared/schemas/enrolment/ca-profile.ts';
import type { HeldProfile, PendingRequest } from '../../../../shared/schemas/enrolment/enrolment.ts';
import type { Text } from '../../../i18n/i18n.ts';

export interface CodeLabel {
  readonly label: string;
  readonly secret: boolean;
}

/** Over EST, the code can come without a user name (RFC 7030 §3.2.3). */
export interface CodeLabels {
  readonly user: CodeLabel | null;
  readonly code: CodeLabel;
}

/** Uses the profile's labels (参考号, 授权码). Returns null if the profile has none. */
export function codeLabelsOf({ challenge = [] }: CaProfile, language: Language): CodeLabels | null {
  const fields = challenge.map(({ label, secret }) => ({ label: label[language], secret }));
  const code = fields.findLast(({ secret }) => secret) ?? fields.at(-1);
  if (code === undefined) return null;
  return { user: fields.find((field) => field !== code) ?? null, code };
}

/**
 * Returns null if no code is needed. EST needs one if the profile names it or `isAsked`. In CMP, a code protects each
 * unsigned message (RFC 9483 §4.1.5).
 */
export function codeLabelsFor(
  { profile }: Pick<HeldProfile, 'profile'>,
  request: PendingRequest,
  isAsked: boolean,
  { t, language }: Text,
): CodeLabels | null {
  if (profile.protocol !== 'cmp') {
    const named = codeLabelsOf(profile, language);
    const code = { label: t('servers.send.code'), secret: true };
    return named ?? (isAsked ? { user: { label: t('servers.send.user'), secret: false }, code } : null);
  }
  return isAskedAlone(request) ? null : sealingLabels(profile, { t, language });
}

/** CMP also needs a `user`, because the reference number identifies the code (RFC 9483 §4.1.5). */
export function sealingLabels(
  profile: CaProfile,
  { t, language }: Pick<Text, 't' | 'language'>,
): CodeLabels & { readonly user: CodeLabel } {
  const named = codeLabelsOf(profile, language);
  return {
    user: named?.user ?? { label: t('servers.send.reference'), secret: false },
    code: named?.code ?? { label: t('servers.send.code'), secret: true },
  };
}
