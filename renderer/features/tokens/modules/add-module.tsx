// SPDX-License-Identifier: Apache-2.0
import type { ModuleFacts } from '../../../../shared/schemas/token.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice } from '../../../ui/feedback/notice.tsx';
import css from './modules-dialog.module.css';

export function AddModule({ onFacts }: { readonly onFacts: (facts: ModuleFacts) => void }) {
  const { t } = useText();
  const attempt = useAttempt();
  const choose = () =>
    attempt.run(async () => {
      const answer = await ipc('tokens.chooseModule', {});
      if (answer.outcome === 'chosen') onFacts(answer.facts);
    });
  return (
    <section className={css.add} aria-label={t('modules.add')}>
      <h3>{t('modules.add')}</h3>
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      <div>
        <Button onPress={() => void choose()} isDisabled={attempt.busy}>
          {t('modules.addChoose')}
        </Button>
      </div>
    </section>
  );
}
