// SPDX-License-Identifier: Apache-2.0
import { Check, KeyRound } from 'lucide-react';
import { Button as AriaButton, Checkbox, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import { diagnosisText } from '../../../shared/i18n/diagnoses.ts';
import { diagnosisCodes } from '../../../shared/domain/imports/diagnosis-codes.ts';
import type { FoundFile, FoundState } from '../../../shared/schemas/certificates/found-file.ts';
import { useText } from '../../i18n/i18n.ts';
import type { Tone } from '../../lib/text/countdown.ts';
import { shortDate } from '../../lib/text/dates.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { selectCertificate } from '../../state/certificates-store.ts';
import { goTo } from '../../state/route-store.ts';
import { Button } from '../../ui/button.tsx';
import { Pill } from '../../ui/feedback/pill.tsx';
import css from './found-table.module.css';

const tones: Record<FoundState, Tone> = { new: 'ok', known: 'off', 'needs-password': 'warn', 'not-read': 'off' };

const namesShown = 3;

export interface FoundRowProps {
  readonly file: FoundFile;
  readonly ticked: boolean;
  readonly onTick: (on: boolean) => void;
  readonly onOpen: () => void;
}

export function FoundRow({ file, ticked, onTick, onOpen }: FoundRowProps) {
  const { t, language } = useText();
  const { state, certificates } = file;
  const expired = certificates.some(({ status }) => status === 'expired');
  const held =
    certificates.find(({ inVault, isCa }) => inVault && !isCa) ?? certificates.find(({ inVault }) => inVault);
  const [first] = certificates;
  const until = (notAfter: string) =>
    t(expired ? 'import.expiredSince' : 'import.validUntil', { date: shortDate(notAfter, language) });
  const code = diagnosisCodes.find((each) => each === file.diagnosis);
  return (
    <tr data-found={file.id} data-state={state}>
      <td className={css.tick}>
        {state === 'new' && (
          <Checkbox
            className={css.box ?? ''}
            isSelected={ticked}
            onChange={onTick}
            aria-label={t('find.tick', { name: screenText(file.fileName) })}
          >
            {ticked && <Check size={13} strokeWidth={3} aria-hidden />}
          </Checkbox>
        )}
      </td>
      <th scope="row" className={css.what}>
        <span className={css.name}>{screenText(nameOf(file, t('common.listSeparator')))}</span>
        <span className={css.sub}>
          {t(`find.kind.${file.kind}`)}
          {first !== undefined && ` · ${screenText(first.issuerName)}`}
          {first !== undefined && certificates.length === 1 && ` · ${until(first.notAfter)}`}
          {file.certificateCount > 1 && ` · ${t('find.certificates', { count: file.certificateCount })}`}
        </span>
        {file.holdsKeys && (
          <span className={css.key}>
            <KeyRound size={14} aria-hidden />
            {t('find.holdsKeys')}
          </span>
        )}
      </th>
      <td className={css.state}>
        <span className={css.pills}>
          <Pill tone={tones[state]}>{t(`find.state.${state}`)}</Pill>
          {expired && <Pill tone="bad">{t('status.expired')}</Pill>}
        </span>
        {state === 'needs-password' && (
          <Button size="small" onPress={onOpen} aria-label={t('find.openOf', { name: screenText(file.fileName) })}>
            {t('find.open')}
          </Button>
        )}
        {state === 'known' && held !== undefined && (
          <Button
            look="quiet"
            size="small"
            aria-label={t('find.viewOf', { name: screenText(held.displayName) })}
            onPress={() => {
              selectCertificate(held.sha256);
              goTo('certificates');
            }}
          >
            {t('find.view')}
          </Button>
        )}
        {state === 'not-read' && code !== undefined && (
          <span className={css.sub}>{diagnosisText({ code }, language).cause}</span>
        )}
      </td>
      <td className={css.where}>
        <Where file={file} />
      </td>
    </tr>
  );
}

function Where({ file }: { readonly file: FoundFile }) {
  const { t } = useText();
  const [first = '', ...others] = file.paths;
  const more = file.copies - 1;
  return (
    <>
      <span className={css.path}>{screenText(first)}</span>
      {file.downloadedFrom !== null && (
        <span className={css.sub}>{t('find.from', { address: screenText(file.downloadedFrom) })}</span>
      )}
      {more > 0 && (
        <Disclosure>
          <Heading className={css.disclosure ?? ''}>
            <AriaButton slot="trigger" className={css.link ?? ''}>
              {t('find.copies', { count: more })}
            </AriaButton>
          </Heading>
          <DisclosurePanel>
            <ul>
              {others.map((path) => (
                <li key={path} className={css.path}>
                  {screenText(path)}
                </li>
              ))}
              {more > others.length && <li>{t('find.moreCopies', { count: more - others.length })}</li>}
            </ul>
          </DisclosurePanel>
        </Disclosure>
      )}
    </>
  );
}

/** End-entity certificates first; without any, the file name. */
function nameOf({ certificates, fileName }: FoundFile, separator: string): string {
  const own = certificates.filter(({ isCa }) => !isCa);
  const shown = (own.length > 0 ? own : certificates).slice(0, namesShown).map(({ displayName }) => displayName);
  return shown.length > 0 ? shown.join(separator) : fileName;
}
