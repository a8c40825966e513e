// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import type { CallOutput } from '../../../shared/ipc/contract.ts';
import { useText } from '../../i18n/i18n.ts';
import { ipc } from '../../lib/ipc.ts';
import { CopyAndSave } from '../../ui/feedback/copy-and-save.tsx';
import typetext from '../../ui/text.module.css';

export function ProblemReport() {
  const { t } = useText();
  const [problems, setProblems] = useState<CallOutput<'app.problems'> | null>(null);
  useEffect(() => {
    ipc('app.problems', {}).then(setProblems, () => undefined);
  }, []);
  if (problems === null) return null;
  return (
    <>
      <h3>{t('settings.problems.title')}</h3>
      <p>
        {problems.count === 0 ? t('settings.problems.none') : t('settings.problems.some', { count: problems.count })}
      </p>
      <p className={typetext.muted}>{t('settings.problems.lead')}</p>
      <CopyAndSave
        text={() => problems.text}
        purpose="problems"
        write={async (destinationId, options) => await ipc('app.writeProblems', { destinationId }, options)}
        copied={(say) => say('settings.problems.copied')}
        words={{
          copy: t('settings.problems.copy'),
          copyFailed: t('settings.problems.copyFailed'),
          save: t('settings.problems.save'),
          saving: t('settings.problems.saving'),
          saved: t('settings.problems.saved'),
        }}
      />
    </>
  );
}
