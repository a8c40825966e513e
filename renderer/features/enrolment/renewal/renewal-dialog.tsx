// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { isServerProtocol } from '../../../../shared/domain/trust/server-protocol.ts';
import type { RenewedPair, ReplacedPlace } from '../../../../shared/schemas/enrolment/renewal.ts';
import { useText } from '../../../i18n/i18n.ts';
import { bankLine } from '../../../lib/text/holder.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { refreshCertificates } from '../../../state/certificates-store.ts';
import { useEnrolment } from '../../../state/enrolment/enrolment-store.ts';
import { useSecretsCleared } from '../../../state/vault/secrets-store.ts';
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { ErrorNotice } from '../../../ui/feedback/notice.tsx';
import { ProgressLine } from '../../../ui/feedback/progress-line.tsx';
import text from '../../../ui/text.module.css';
import { WizardSteps } from '../../../ui/dialog/wizard-steps.tsx';
import { AskStep } from './ask-step.tsx';
import { ReplaceStep } from './replace-step.tsx';
import { ReplacedStep } from './replaced-step.tsx';
import { useRenewed } from './use-renewed.ts';

/** Skips to installation if the certificate was already renewed. */
export function RenewalDialog({ sha256, onClose }: { readonly sha256: string; readonly onClose: () => void }) {
  const { t } = useText();
  const { renewed, error } = useRenewed(sha256);
  const profiles = useEnrolment((state) => state.profiles) ?? [];
  const [issued, setIssued] = useState<RenewedPair | null>(null);
  const [places, setPlaces] = useState<readonly ReplacedPlace[] | null>(null);
  useSecretsCleared(onClose);
  const replaced = (results: readonly ReplacedPlace[]) => {
    setPlaces(results);
    void refreshCertificates();
  };
  const pair = issued ?? renewed?.facts.pair ?? null;
  const held = profiles.find(({ id }) => id === renewed?.facts.profileId);
  const isOnline = isServerProtocol(held?.profile.protocol ?? null);
  const steps = [...(renewed?.facts.pair ? [] : ['ask' as const]), 'places' as const, 'done' as const];
  const step = places !== null ? 'done' : pair !== null ? 'places' : 'ask';
  const name = renewed === null ? '' : ` · ${screenText(renewed.detail.displayName)}`;
  return (
    <Dialog title={`${t('renewal.title')}${name}`} onClose={onClose}>
      {renewed !== null && <p className={text.sub}>{bankLine(renewed.detail)}</p>}
      {error !== null && <ErrorNotice error={error} />}
      {renewed === null && error === null && <ProgressLine label={t('renewal.reading')} />}
      {renewed !== null && (pair !== null || isOnline) && (
        <WizardSteps steps={steps.map((each) => t(`renewal.step.${each}`))} current={steps.indexOf(step)} />
      )}
      {renewed !== null && pair !== null && places === null && (
        <ReplaceStep pair={pair} atOnce={issued !== null} onDone={replaced} onClose={onClose} />
      )}
      {pair !== null && places !== null && (
        <ReplacedStep
          pair={pair}
          places={places}
          onAgain={() => setPlaces(null)}
          onReplaced={replaced}
          onClose={onClose}
        />
      )}
      {renewed !== null && pair === null && held !== undefined && isOnline && (
        <AskStep
          sha256={sha256}
          held={held}
          onIssued={(successor) => setIssued({ old: sha256, successor })}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}
