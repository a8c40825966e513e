// SPDX-License-Identifier: Apache-2.0
import type { RenewalFacts } from '../../../../shared/schemas/enrolment/renewal.ts';
import { useText } from '../../../i18n/i18n.ts';
import { startRenewal } from '../../../state/enrolment/renewal.ts';
import { useRenewal } from '../../../state/enrolment/use-renewal.ts';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';

export interface OldInstallationsPaneProps {
  readonly renewal: RenewalFacts | null;
  /** Called before the renewal opens, because only one dialog can be open. */
  readonly onLeave?: () => void;
}

/** Shown for a renewed certificate if browsers still have the old one. Accepts either certificate. */
export function OldInstallationsPane({ renewal, onLeave }: OldInstallationsPaneProps) {
  const { t } = useText();
  if (renewal === null || renewal.pair === null || renewal.left === 0) return null;
  const { old } = renewal.pair;
  const go = () => {
    onLeave?.();
    startRenewal(old);
  };
  return (
    <Notice
      tone="warn"
      title={t('renewal.left.title', { count: renewal.left })}
      actions={<Button onPress={go}>{t('renewal.left.action')}</Button>}
    >
      <p>{t('renewal.left.text')}</p>
    </Notice>
  );
}

export function NewcomerPane({ sha256, onLeave }: { readonly sha256: string; readonly onLeave: () => void }) {
  return <OldInstallationsPane renewal={useRenewal(sha256)} onLeave={onLeave} />;
}
