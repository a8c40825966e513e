import type { HeldProfile } from '../../../shared/schemas/enrolment.ts';
import { useText } from '../../i18n/i18n.ts';
import { screenText } from '../../lib/screen-text.ts';
import { openImport } from '../../state/imports-store.ts';
import { Button } from '../../ui/button.tsx';
import { DialogActions } from '../../ui/dialog-actions.tsx';
import { AuthorityFacts } from './authority-facts.tsx';
import css from './enrolment-page.module.css';
import { hostWords } from './host-words.ts';

export interface PageStepProps {
  readonly held: HeldProfile;
  readonly onBack: () => void;
  readonly onClose: () => void;
}

/** An authority that has nothing but its web page: its address and steps, and the file that comes back as an import (E01). */
export function PageStep({ held, onBack, onClose }: PageStepProps) {
  const { t } = useText();
  const take = () => {
    onClose();
    openImport();
  };
  return (
    <>
      <section className={css.facts}>
        <h3>{t('enrolment.address')}</h3>
        <p className={css.address}>{screenText(held.profile.url)}</p>
        <p className={css.host}>{hostWords(held.host)}</p>
        <p className={css.muted}>{t('enrolment.addressHint')}</p>
      </section>
      <AuthorityFacts profile={held.profile} withAsks />
      <DialogActions>
        <div data-start>
          <Button onPress={onBack}>{t('common.back')}</Button>
        </div>
        <Button look="primary" onPress={take} autoFocus>
          {t('enrolment.wizard.opened')}
        </Button>
      </DialogActions>
    </>
  );
}
