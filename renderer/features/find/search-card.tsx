// SPDX-License-Identifier: Apache-2.0
import { Pause, Play, Square } from 'lucide-react';
import { Label, ProgressBar } from 'react-aria-components';
import type { ScanProgress } from '../../../shared/schemas/certificates/found-file.ts';
import { useText } from '../../i18n/i18n.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { Button } from '../../ui/button.tsx';
import page from '../../ui/page.module.css';
import line from '../../ui/feedback/progress-line.module.css';
import css from './find-page.module.css';
import type { Search } from './use-search.ts';

/** Numbers aren't announced. */
export function SearchCard({ progress, act }: { readonly progress: ScanProgress; readonly act: Search['act'] }) {
  const { t, language } = useText();
  const count = (value: number) => Math.round(value).toLocaleString(language === 'en' ? 'en-GB' : language);
  const paused = progress.state === 'paused';
  return (
    <section className={`${page.card} ${css.card}`} aria-label={t('find.running')} data-search-state={progress.state}>
      <ProgressBar className={line.progress ?? ''} isIndeterminate={!paused} value={0}>
        <Label className={css.running ?? ''}>{t(paused ? 'find.paused' : 'find.running')}</Label>
        <div className={line.track} aria-hidden>
          {!paused && <div className={`${line.fill} ${line.unknown}`} />}
        </div>
      </ProgressBar>
      <dl className={css.numbers}>
        <div>
          <dt>{t('find.looked')}</dt>
          <dd>{count(progress.files)}</dd>
        </div>
        <div>
          <dt>{t('find.rate')}</dt>
          <dd>{paused ? '—' : count(progress.rate)}</dd>
        </div>
        <div>
          <dt>{t('find.folders')}</dt>
          <dd>{count(progress.folders)}</dd>
        </div>
        <div>
          <dt>{t('find.found')}</dt>
          <dd>{count(progress.found)}</dd>
        </div>
      </dl>
      <p className={css.current} title={screenText(progress.current ?? '')}>
        {progress.current === null ? '…' : screenText(progress.current)}
      </p>
      <div className={css.buttons}>
        {paused ? (
          <Button onPress={() => void act('discovery.resume')}>
            <Play size={16} aria-hidden />
            {t('find.resume')}
          </Button>
        ) : (
          <Button onPress={() => void act('discovery.pause')}>
            <Pause size={16} aria-hidden />
            {t('find.pause')}
          </Button>
        )}
        <Button onPress={() => void act('discovery.cancel')}>
          <Square size={15} aria-hidden />
          {t('find.stop')}
        </Button>
      </div>
    </section>
  );
}
