// SPDX-License-Identifier: Apache-2.0
import { fillMessage } from '../../../shared/i18n/message.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import type { SealFinding } from '../../../shared/ipc/calls/vault/activity.ts';
import type { VaultStatus } from '../../../shared/schemas/vault/vault-status.ts';
import { words } from '../output/messages.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';

export function isSealFinding(finding: {
  readonly problem: string;
  readonly affected: string;
}): finding is SealFinding {
  return Object.hasOwn(words('en').sealFinding, finding.problem);
}

export function sealLines(
  language: Language,
  { seal, findings }: { readonly seal: VaultStatus['seal']; readonly findings: readonly SealFinding[] },
  checked: boolean,
): string[] {
  const text = words(language);
  const states = {
    sealed: text.sealSealed,
    unsealed: text.sealUnsealed,
    broken: text.sealBroken,
    unknown: text.sealUnknown,
  };
  const lines = findings.map(({ problem, affected }) => fillMessage(text.sealFinding[problem], { affected }));
  return [
    states[seal],
    ...lines.map((line) => `  ${visibleText(line)}`),
    ...(checked || seal === 'unknown' ? [] : [text.sealUnknown]),
  ];
}
