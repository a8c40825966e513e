// SPDX-License-Identifier: Apache-2.0
import type { CallOutput } from '../../../shared/ipc/contract.ts';
import { protectorKinds } from '../../../shared/schemas/vault/vault-status.ts';
import { useText } from '../../i18n/i18n.ts';
import { screenText } from '../../lib/text/screen-text.ts';

type Finding = CallOutput<'activity.verify'>['findings'][number];

export function FindingLine({ finding }: { readonly finding: Finding }) {
  const { t } = useText();
  return (
    <li data-problem={finding.problem}>
      <b>{t(`activity.finding.${finding.problem}`)}</b> {t(`activity.findingStep.${finding.problem}`)}
      <Affected finding={finding} />
    </li>
  );
}

function Affected({ finding: { affected } }: { readonly finding: Finding }) {
  const { t } = useText();
  if (affected === '') return null;
  const protector = protectorKinds.find((kind) => kind === affected);
  const words = protector === undefined ? screenText(affected).slice(0, 24) : t(`settings.protector.${protector}`);
  return <> {t('activity.affected', { what: words })}</>;
}
