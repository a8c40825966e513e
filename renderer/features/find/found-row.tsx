// SPDX-License-Identifier: Apache-2.0
import { Check, FileBadge, FileKey, FileLock } from 'lucide-react';
import { Button as AriaButton, Checkbox, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import { diagnosisText } from '../../../shared/i18n/diagnoses.ts';
import { diagnosisCodes } from '../../../shared/domain/imports/diagnosis-codes.ts';
import type { FoundFile, FoundState } from '../../../shared/schemas/certificates/found-file.ts';
import { useText } from '../../i18n/i18n.ts';
import { useNow } from '../../lib/clock.ts';
import { statusNow, statusTone, type Tone } from '../../lib/text/countdown.ts';
import { countdownText } from '../../lib/text/countdown-text.ts';
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
  const held =
    certificates.find(({ inVault, isCa }) => inVault && !isCa) ?? certificates.find(({ inVault }) => inVault);
  const [first] = certificates;
  const facts = [
    ...(first === undefined
      ? [t(`find.kind.${file.kind}`)]
      : [screenText(first.issuerName), t(`find.kind.${file.kind}`)]),
    ...(file.certificateCount > 1 ? [t('find.certificates', { count: file.certificateCount })] : []),
    ...(file.holdsKeys ? [t('find.holdsKeys')] : []),
  ];
  const Icon = file.holdsKeys ? FileKey : state === 'needs-password' ? FileLock : FileBadge;
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
      <th scope="row">
        <div className={css.what}>
          <Icon className={file.holdsKeys ? css.key : ''} size={18} strokeWidth={1.75} aria-hidden />
          <span className={css.name}>{screenText(nameOf(file, t('common.listSeparator')))}</span>
          <span className={css.sub}>{facts.join(' · ')}</span>
        </div>
      </th>
      <td className={css.where}>
        <Where file={file} />
      </td>
      <td>
        <TimeLeft file={file} />
      </td>
      <td className={css.state}>
        <Pill tone={tones[state]}>{t(`find.state.${state}`)}</Pill>
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
          <span className={css.cause}>{diagnosisText({ code }, language).cause}</span>
        )}
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
      <span className={css.path} title={screenText(first)}>
        <span className={css.folder}>{screenText(first.slice(0, nameStart(first)))}</span>
        <span>{screenText(first.slice(nameStart(first)))}</span>
      </span>
      {file.downloadedFrom !== null && (
        <span className={css.from}>{t('find.from', { address: screenText(file.downloadedFrom) })}</span>
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
                <li key={path} className={css.copy}>
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

const nameStart = (path: string): number => Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1;

function TimeLeft({ file: { certificates } }: { readonly file: FoundFile }) {
  const { t } = useText();
  const now = useNow();
  const ends = certificates.filter(({ isCa }, _, all) => !isCa || all.every((each) => each.isCa));
  const [first] = ends.toSorted((one, other) => Date.parse(one.notAfter) - Date.parse(other.notAfter));
  if (first === undefined) return <span className={css.none}>—</span>;
  // Only the end of validity is known.
  const begun = new Date(0).toISOString();
  const tone = statusTone[statusNow(first.status, begun, first.notAfter, now)];
  return <span className={css[tone]}>{countdownText(t, begun, first.notAfter, now).words}</span>;
}

function nameOf({ certificates, fileName }: FoundFile, separator: string): string {
  const own = certificates.filter(({ isCa }) => !isCa);
  const shown = (own.length > 0 ? own : certificates).slice(0, namesShown).map(({ displayName }) => displayName);
  return shown.length > 0 ? shown.join(separator) : fileName;
}
