// SPDX-License-Identifier: Apache-2.0
import { endRenewal, useRenewalTask } from '../../../state/enrolment/renewal-store.ts';
import { storesChanged } from '../../../state/stores/stores-store.ts';
import { RenewalWizard } from './renewal-wizard.tsx';

export function RenewalDialog() {
  const { sha256, number } = useRenewalTask();
  if (sha256 === null) return null;
  const close = () => {
    endRenewal();
    storesChanged();
  };
  return <RenewalWizard key={number} sha256={sha256} onClose={close} />;
}
