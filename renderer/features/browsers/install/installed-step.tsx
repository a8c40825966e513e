// SPDX-License-Identifier: Apache-2.0
import { errorText } from '../../../../shared/i18n/errors/errors.ts';
import type { CallOutput } from '../../../../shared/ipc/contract.ts';
import type { Store } from '../../../../shared/schemas/store.ts';
import { useText } from '../../../i18n/i18n.ts';
import type { Tone } from '../../../lib/text/countdown.ts';
import { proofText, strongestProof } from '../../../lib/text/placement-text.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { startBackup } from '../../../state/backups-store.ts';
import { startKeyTest } from '../../../state/stores/store-dialogs.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { Pill } from '../../../ui/feedback/pill.tsx';
import { storeName } from '../../../state/stores/install-places.ts';
import text from '../../../ui/text.module.css';
import css from '../store-dialogs.module.css';

type Result = CallOutput<'stores.install'>;
type Item = Result['items'][number];

const tones: Record<Item['outcome'], Tone> = {
  installed: 'ok',
  'already-installed': 'off',
  failed: 'bad',
  'not-tried': 'off',
};
/** Failures sort first, so the limit hides successes first. */
const shownItems = 60;

const holds = ({ outcome }: Item) => outcome === 'installed' || outcome === 'already-installed';
const unproved = ({ outcome, proofs }: Item) =>
  outcome === 'installed' && !proofs.some(({ kind, passed }) => kind === 'signed' && passed);

/** Requires test signatures, because an installed key may not work. */
export function installVerdict(items: readonly Item[]): {
  tone: Tone;
  title: 'doneAll' | 'doneSome' | 'doneNone' | 'doneUnproved';
} {
  if (!items.some(holds)) return { tone: 'bad', title: 'doneNone' };
  if (!items.every(holds)) return { tone: 'warn', title: 'doneSome' };
  return items.some(unproved) ? { tone: 'warn', title: 'doneUnproved' } : { tone: 'ok', title: 'doneAll' };
}

export interface InstalledStepProps {
  readonly result: Result;
  readonly stores: readonly Store[];
  readonly onAgain: () => void;
  readonly onClose: () => void;
}

export function InstalledStep({ result, stores, onAgain, onClose }: InstalledStepProps) {
  const { t, language } = useText();
  const { tone, title } = installVerdict(result.items);
  const ordered = result.items.toSorted((a, b) => Number(holds(a)) - Number(holds(b)));
  const testable = result.items.find(holds);
  const nameOf = (storeId: string) => storeName(stores, storeId);
  return (
    <>
      <Notice tone={tone} title={t(`install.${title}`)} urgent>
        {null}
      </Notice>
      <ul className={css.items} aria-label={t('install.results')} tabIndex={0}>
        {ordered.slice(0, shownItems).map((item) => (
          <li key={`${item.sha256} ${item.storeId}`} className={css.item} data-outcome={item.outcome}>
            <span className={css.name}>
              {screenText(item.displayName)} → {screenText(nameOf(item.storeId))}
            </span>
            <span className={css.mark}>
              <Pill tone={tones[item.outcome]}>{t(`install.item.${item.outcome}`)}</Pill>
            </span>
            {holds(item) && <span className={text.sub}>{proofText({ t, language }, strongestProof(item.proofs))}</span>}
            {item.code !== null && <Reason code={item.code} />}
          </li>
        ))}
        {ordered.length > shownItems && (
          <li className={css.item}>
            <span className={text.sub}>{t('install.itemsMore', { count: ordered.length - shownItems })}</span>
          </li>
        )}
      </ul>
      {testable !== undefined && (
        <>
          <h3>{t('import.nextTitle')}</h3>
          <ol className={css.path}>
            <li>
              <span className={css.number}>1</span>
              {t('import.nextInstall')}
              <span className={css.end}>
                <Pill tone="ok">{t('install.pathDone')}</Pill>
              </span>
            </li>
            <li>
              <span className={css.number}>2</span>
              {t('install.pathTest')}
              <span className={css.end}>
                <Button
                  look="primary"
                  size="small"
                  autoFocus
                  aria-label={t('install.pathTest')}
                  onPress={() => startKeyTest({ ...testable, storeName: nameOf(testable.storeId) })}
                >
                  {t('import.nextTest')}
                </Button>
              </span>
            </li>
            <li>
              <span className={css.number}>3</span>
              {t('import.nextBackup')}
              <span className={css.end}>
                <Button
                  size="small"
                  onPress={() => {
                    onClose();
                    startBackup();
                  }}
                >
                  {t('backup.create')}
                </Button>
              </span>
            </li>
          </ol>
        </>
      )}
      <DialogActions>
        {tone !== 'ok' && (
          <div data-start>
            <Button onPress={onAgain}>{t('install.again')}</Button>
          </div>
        )}
        <Button
          look={testable === undefined ? 'primary' : 'plain'}
          onPress={onClose}
          autoFocus={testable === undefined}
        >
          {t('common.done')}
        </Button>
      </DialogActions>
    </>
  );
}

function Reason({ code }: { readonly code: NonNullable<Item['code']> }) {
  const { language } = useText();
  const { cause, step } = errorText(code, {}, language);
  return (
    <span className={text.sub} data-error-code={code}>
      {cause} {step}
    </span>
  );
}
