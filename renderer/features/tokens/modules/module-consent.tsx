// SPDX-License-Identifier: Apache-2.0
import type { ModuleFacts } from '../../../../shared/schemas/token.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { type Say, toast } from '../../../state/toasts-store.ts';
import { refreshTokens } from '../../../state/tokens/tokens-store.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { ErrorNotice, Notice } from '../../../ui/feedback/notice.tsx';
import { ProgressLine } from '../../../ui/feedback/progress-line.tsx';
import { ModuleFactList } from './module-facts.tsx';
import text from '../../../ui/text.module.css';
import css from './modules-dialog.module.css';

const allowed: Say = (say) => say('modules.allowed');

export interface ModuleConsentProps {
  readonly facts: ModuleFacts;
  readonly changed: boolean;
  readonly onBack: () => void;
}

export function ModuleConsent({ facts, changed, onBack }: ModuleConsentProps) {
  const { t } = useText();
  const attempt = useAttempt();
  const { moduleId, sha256 } = facts;
  const allow = async () => {
    const done = await attempt.run(async (options) => {
      await ipc('tokens.allowModule', { moduleId, sha256 }, options);
      await refreshTokens({ look: true });
    });
    if (!done) return;
    toast(allowed);
    onBack();
  };
  return (
    <>
      <p>{t('modules.consentLead')}</p>
      <b className={css.name}>{screenText(facts.name)}</b>
      <ModuleFactList facts={facts} />
      {changed && (
        <Notice tone="warn">
          <p>{t('modules.changedText')}</p>
        </Notice>
      )}
      {facts.writableByOthers && (
        <Notice tone="bad">
          <p>{t('modules.consentWarn')}</p>
        </Notice>
      )}
      {facts.package === null && (
        <Notice tone="warn">
          <p>{t('modules.consentNoPackage')}</p>
        </Notice>
      )}
      <p className={text.small}>{t('modules.consentHash')}</p>
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      {attempt.busy && (
        <ProgressLine label={t('modules.trying')} progress={attempt.progress} onCancel={attempt.cancel} />
      )}
      <DialogActions>
        <Button onPress={onBack} isDisabled={attempt.busy} autoFocus>
          {t('modules.consentNo')}
        </Button>
        <Button look="primary" onPress={() => void allow()} isDisabled={attempt.busy}>
          {t('modules.consentGo')}
        </Button>
      </DialogActions>
    </>
  );
}
