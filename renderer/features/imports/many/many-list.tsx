// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { diagnosisText } from '../../../../shared/i18n/diagnoses.ts';
import { errorText } from '../../../../shared/i18n/errors/errors.ts';
import { type Text, useText } from '../../../i18n/i18n.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { groupDigits } from '../../../i18n/group-digits.ts';
import type { ImportSource } from '../../../state/imports-store.ts';
import { Button } from '../../../ui/button.tsx';
import css from './many-files.module.css';
import { categories, type Category, categoryOf, isListed, type ManyFile } from './many-files.ts';

export interface ManyListProps {
  readonly files: readonly ManyFile[];
  readonly stopped: boolean;
  readonly isDisabled: boolean;
  readonly onOpen: (source: ImportSource) => void;
}

export function ManyList({ files, stopped, isDisabled, onOpen }: ManyListProps) {
  const listed = files.filter((file) => isListed(file) && (stopped || file.state.name !== 'waiting'));
  if (listed.length === 0) return null;
  return (
    <div className={css.list}>
      {categories.map((category) => {
        const those = listed.filter((file) => categoryOf(file) === category);
        if (those.length === 0) return null;
        return <FileGroup key={category} category={category} files={those} isDisabled={isDisabled} onOpen={onOpen} />;
      })}
    </div>
  );
}

/** Rendering thousands at once would slow every step of a running import. */
const page = 100;

type FileGroupProps = Omit<ManyListProps, 'stopped'> & { readonly category: Category };

function FileGroup({ category, files, isDisabled, onOpen }: FileGroupProps) {
  const text = useText();
  const { t } = text;
  const [shown, setShown] = useState(page);
  const title = category === 'imported' || category === 'known' ? 'partly' : category;
  const more = files.length - shown;
  return (
    <section aria-labelledby={`many-${category}`}>
      <h3 id={`many-${category}`} className={css.group}>
        {t('import.many.group', {
          name: t(`import.many.counts.${title}`),
          number: groupDigits(files.length),
        })}
      </h3>
      <ul>
        {files.slice(0, shown).map((file) => (
          <li key={file.id} className={css.file}>
            <span className={css.name}>{screenText(file.name)}</span>
            <span className={css.reason}>{reasonOf(file, text)}</span>
            {file.state.name !== 'taken' && (
              <Button
                size="small"
                isDisabled={isDisabled}
                aria-label={t(category === 'password' ? 'import.many.enterPasswordNamed' : 'import.many.openNamed', {
                  name: screenText(file.name),
                })}
                onPress={() => onOpen(file.source)}
              >
                {t(category === 'password' ? 'import.many.enterPassword' : 'import.many.openOne')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {more > 0 && (
        <Button size="small" onPress={() => setShown(shown + page)}>
          {t('import.many.more', { count: Math.min(more, page) })}
        </Button>
      )}
    </section>
  );
}

function reasonOf({ state }: ManyFile, { t, language }: Text): string {
  switch (state.name) {
    case 'waiting':
      return t('import.many.notYet');
    case 'taken':
      return t('import.many.keysLeftOut', { count: state.keysLeftOut });
    case 'failed':
      return errorText(state.code, {}, language).cause;
    case 'left': {
      const { kind, diagnosis, tries } = state;
      if (kind === 'backup') return t('import.many.backup');
      if (kind === 'vault') return t('import.vaultFile.lead');
      if (diagnosis.code === 'opened') return t('import.many.nothingToStore', { kind: t(`import.kind.${kind}`) });
      if (diagnosis.code === 'needs-password') return t('import.many.notTried');
      if (diagnosis.code === 'wrong-password' && diagnosis.possiblyDamaged !== true) {
        return t('import.many.wrongPassword', { count: tries });
      }
      return diagnosisText(diagnosis, language).cause;
    }
  }
}
