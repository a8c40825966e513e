import { useState } from 'react';
import { Form } from 'react-aria-components';
import type { ModuleFacts } from '../../../shared/schemas/token.ts';
import { useText } from '../../i18n/i18n.ts';
import { ipc } from '../../lib/ipc.ts';
import { useAttempt } from '../../lib/use-attempt.ts';
import { useSettings } from '../../state/settings-store.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import css from './modules-dialog.module.css';

/** A module's file, chosen in the system's dialog or typed; it is looked at, not loaded. */
export function AddModule({ onFacts }: { readonly onFacts: (facts: ModuleFacts) => void }) {
  const { t } = useText();
  const nativeDialog = useSettings((state) => state.info?.nativeSaveDialog ?? false);
  const [path, setPath] = useState('');
  const attempt = useAttempt();
  const choose = () =>
    attempt.run(async () => {
      const answer = await ipc('tokens.chooseModule', {});
      if (answer.outcome === 'chosen') onFacts(answer.facts);
    });
  const look = () =>
    attempt.run(async () => {
      onFacts((await ipc('tokens.typeModule', { path: path.trim() })).facts);
    });
  return (
    <section className={css.add} aria-label={t('modules.add')}>
      <h3>{t('modules.add')}</h3>
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      {nativeDialog && (
        <div>
          <Button onPress={() => void choose()} isDisabled={attempt.busy}>
            {t('modules.addChoose')}
          </Button>
        </div>
      )}
      <Form
        className={css.typed ?? ''}
        aria-label={t('modules.addType')}
        onSubmit={(event) => {
          event.preventDefault();
          if (path.trim() !== '') void look();
        }}
      >
        <TextField
          label={t('modules.addPath')}
          hint={t('modules.addPathHint')}
          value={path}
          onChange={setPath}
          maxLength={4096}
          mono
        />
        <div>
          <Button type="submit" isDisabled={path.trim() === '' || attempt.busy}>
            {t('modules.addUse')}
          </Button>
        </div>
      </Form>
    </section>
  );
}
