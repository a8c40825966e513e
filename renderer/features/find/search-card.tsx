// SPDX-License-Identifier: Apache-2.0
import { Pause, Play, Square } from 'lucide-react';
import { ProgressBar } from 'react-aria-components';
import type { ScanProgress } from '../../../shared/schemas/certificates/found-file.ts';
import { useText } from '../../i18n/i18n.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { groupDigits } from '../../i18n/group-digits.ts';
import { Button } from '../../ui/button.tsx';
import text from '../../ui/text.module.css';
import line from '../../ui/feedback/progress-line.module.css';
import css from './find-page.module.css';
import type { Search } from './use-search.ts';

export function SearchCard({ progress, act }: { readonly progress: ScanProgress; readonly act: Search['act'] }) {
  const { t } = useText();
  const paused = progress.state === 'paused';
  const current = paused ? t('find.paused') : progress.current === null ? '…' : screenText(progress.current);
  return (
    <section className={css.strip} aria-label={t('find.running')} data-search-state={progress.state} data-region>
      <b className={css.numbers}>{t('find.checked', { count: progress.files, files: groupDigits(progress.files) })}</b>
      <div className={css.running}>
        <ProgressBar
          className={line.progress ?? ''}
          aria-label={t(paused ? 'find.paused' : 'find.running')}
          isIndeterminate={!paused}
          value={0}
        >
          <div className={line.track} aria-hidden>
            {!paused && <div className={`${line.fill} ${line.unknown}`} />}
          </div>
        </ProgressBar>
        <p className={paused ? text.sub : css.current} title={current}>
          {current}
        </p>
      </div>
      <span className={css.numbers}>{t('find.foundSoFar', { found: groupDigits(progress.found) })}</span>
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
