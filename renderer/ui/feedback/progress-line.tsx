// SPDX-License-Identifier: Apache-2.0
import { useLayoutEffect, useRef } from 'react';
import { Label, ProgressBar } from 'react-aria-components';
import { useText } from '../../i18n/i18n.ts';
import type { Progress } from '../../lib/ipc.ts';
import { Button } from '../button.tsx';
import { SaidAfter } from './live-region.tsx';
import css from './progress-line.module.css';

const knownSteps = [
  'reading',
  'deriving-key',
  'decrypting',
  'storing',
  'writing',
  'verifying',
  'deriving',
  'rekeying',
  'backup-protect',
  'backup-write',
  'backup-rehearse',
  'backup-finish',
  'backup-open',
  'backup-restore',
  'trashing',
  'server-connecting',
  'server-sending',
  'server-checking',
] as const;

export const saidAfterMs = 800;

export interface ProgressLineProps {
  readonly label: string;
  readonly progress?: Progress | null;
  readonly onCancel?: () => void;
  readonly cancelLabel?: string;
}

/** For operations longer than half a second. */
export function ProgressLine({ label, progress, onCancel, cancelLabel }: ProgressLineProps) {
  const { t } = useText();
  const step = knownSteps.find((known) => known === progress?.step);
  const fraction = progress?.fraction ?? null;
  const bar = useRef<HTMLDivElement>(null);
  const canCancel = onCancel !== undefined;
  useLayoutEffect(() => {
    const { current } = bar;
    if (current === null) return;
    current.tabIndex = -1;
    // The control that started this is disabled or gone. On Cancel, a second Enter would stop it.
    const { activeElement } = document;
    const isLost = activeElement === document.body && current.closest('[role="dialog"]') !== null;
    if (canCancel && (isLost || activeElement?.matches(':disabled, [aria-disabled="true"]'))) current.focus();
  }, [canCancel]);
  const text = step === undefined ? label : t(`progress.step.${step}`);
  return (
    <div className={css.line}>
      <ProgressBar
        ref={bar}
        className={css.progress ?? ''}
        value={(fraction ?? 0) * 100}
        isIndeterminate={fraction === null}
      >
        <Label>{text}</Label>
        <div className={css.track}>
          {fraction === null ? (
            <div className={`${css.fill} ${css.unknown}`} />
          ) : (
            <div className={css.fill} style={{ width: `${fraction * 100}%` }} />
          )}
        </div>
      </ProgressBar>
      {/* Outside the bar, because screen readers announce only the bar's value and ignore its children. */}
      <SaidAfter ms={saidAfterMs} text={text} />
      {canCancel && (
        <Button data-cancel look="quiet" size="small" onPress={onCancel}>
          {cancelLabel ?? t('progress.cancel')}
        </Button>
      )}
    </div>
  );
}
