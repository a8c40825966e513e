// SPDX-License-Identifier: Apache-2.0
import { FileUp, KeyRound, ListChecks, RefreshCw, Timer } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { DialogActions } from '../../ui/dialog/dialog-actions.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { WizardSteps } from '../../ui/dialog/wizard-steps.tsx';
import { LifePicture, ListPicture, RingsPicture, TruthPicture, VaultPicture } from './tour-pictures.tsx';
import layout from '../../ui/layout.module.css';
import css from './tour-dialog.module.css';

export function TourDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useText();
  const [current, setCurrent] = useState(0);
  const steps: readonly { name: string; title: string; text: string; Icon: typeof FileUp; picture: ReactNode }[] = [
    {
      name: t('tour.inStep'),
      title: t('tour.inTitle'),
      text: t('tour.inText'),
      Icon: FileUp,
      picture: <ListPicture />,
    },
    {
      name: t('tour.timeStep'),
      title: t('tour.timeTitle'),
      text: t('tour.timeText'),
      Icon: Timer,
      picture: <RingsPicture />,
    },
    {
      name: t('tour.truthStep'),
      title: t('tour.truthTitle'),
      text: t('tour.truthText'),
      Icon: ListChecks,
      picture: <TruthPicture />,
    },
    {
      name: t('tour.lifeStep'),
      title: t('tour.lifeTitle'),
      text: t('tour.lifeText'),
      Icon: RefreshCw,
      picture: <LifePicture />,
    },
    {
      name: t('tour.safeStep'),
      title: t('tour.safeTitle'),
      text: t('tour.safeText'),
      Icon: KeyRound,
      picture: <VaultPicture />,
    },
  ];
  const step = steps[current];
  if (step === undefined) return null;
  const last = current === steps.length - 1;
  return (
    <Dialog title={t('tour.title')} width="narrow" onClose={onClose}>
      <WizardSteps steps={steps.map(({ name }) => name)} current={current} />
      <div className={layout.stack10} aria-live="polite">
        <div className={css.picture} aria-hidden>
          {step.picture}
        </div>
        <h3 className={css.heading}>
          <step.Icon size={18} aria-hidden />
          {step.title}
        </h3>
        <p className={css.text}>{step.text}</p>
      </div>
      <DialogActions>
        {current > 0 && (
          <div data-start>
            <Button onPress={() => setCurrent(current - 1)}>{t('common.back')}</Button>
          </div>
        )}
        <Button look="primary" onPress={() => (last ? onClose() : setCurrent(current + 1))}>
          {last ? t('tour.start') : t('common.next')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
