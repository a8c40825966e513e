// SPDX-License-Identifier: Apache-2.0
import { useEffect } from 'react';
import type { RenewalFacts } from '../../../../shared/schemas/enrolment/renewal.ts';
import { useText } from '../../../i18n/i18n.ts';
import { startRenewal } from '../../../state/enrolment/renewal.ts';
import { useRenewal } from '../../../state/enrolment/use-renewal.ts';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';

export interface OldInstallationsPaneProps {
  readonly renewal: RenewalFacts | null;
  /** Closes the surrounding dialog before the renewal opens. */
  readonly onLeave?: () => void;
  readonly isPrimary?: boolean;
}

/** Shown if browsers still have the old certificate after renewal. `renewal` may be the old or new certificate's. */
export function OldInstallationsPane({ renewal, onLeave, isPrimary = false }: OldInstallationsPaneProps) {
  const { t } = useText();
  if (!isLeft(renewal)) return null;
  const { old } = renewal.pair;
  const go = () => {
    onLeave?.();
    startRenewal(old);
  };
  return (
    <Notice
      tone="warn"
      title={t('renewal.left.title', { count: renewal.left })}
      actions={
        <Button look={isPrimary ? 'primary' : 'plain'} onPress={go} autoFocus={isPrimary}>
          {t('renewal.left.action')}
        </Button>
      }
    >
      <p>{t('renewal.left.text')}</p>
    </Notice>
  );
}

interface NewcomerPaneProps {
  readonly sha256: string;
  readonly onLeave: () => void;
  readonly onFound?: (sha256: string) => void;
}

export function NewcomerPane({ sha256, onLeave, onFound }: NewcomerPaneProps) {
  const renewal = useRenewal(sha256);
  const found = isLeft(renewal);
  useEffect(() => {
    if (found) onFound?.(sha256);
  }, [found, sha256, onFound]);
  return <OldInstallationsPane renewal={renewal} onLeave={onLeave} isPrimary={onFound !== undefined} />;
}

function isLeft(renewal: RenewalFacts | null): renewal is RenewalFacts & { pair: NonNullable<RenewalFacts['pair']> } {
  return renewal !== null && renewal.pair !== null && renewal.left > 0;
}
