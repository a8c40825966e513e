// SPDX-License-Identifier: Apache-2.0
import { diagnosisText } from '../../../../shared/i18n/diagnoses.ts';
import { errorText } from '../../../../shared/i18n/errors/errors.ts';
import { type Text, useText } from '../../../i18n/i18n.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import type { ImportSource } from '../../../state/imports-store.ts';
import { Button } from '../../../ui/button.tsx';
import css from './many-files.module.css';
import { categories, categoryOf, isListed, type ManyFile } from './many-files.ts';

export interface ManyListProps {
  readonly files: readonly ManyFile[];
  readonly isDisabled: boolean;
  readonly onOpen: (source: ImportSource) => void;
}

export function ManyList({ files, isDisabled, onOpen }: ManyListProps) {
  const text = useText();
  const { t } = text;
  const listed = files.filter(isListed);
  if (listed.length === 0) return null;
  return (
    <div className={css.list}>
      {categories.map((category) => {
        const those = listed.filter((file) => categoryOf(file) === category);
        if (those.length === 0) return null;
        const title = category === 'imported' || category === 'known' ? 'partly' : category;
        return (
          <section key={category} aria-labelledby={`many-${category}`}>
            <h3 id={`many-${category}`} className={css.group}>
              {t(`import.many.counts.${title}`)} {those.length}
            </h3>
            <ul>
              {those.map((file) => (
                <li key={file.id} className={css.file}>
                  <span className={css.name}>{screenText(file.name)}</span>
                  <span className={css.reason}>{reasonOf(file, text)}</span>
                  {file.state.name !== 'taken' && (
                    <Button
                      size="small"
                      isDisabled={isDisabled}
                      aria-label={t('import.many.openNamed', { name: screenText(file.name) })}
                      onPress={() => onOpen(file.source)}
                    >
                      {t('import.many.openOne')}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
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
