// SPDX-License-Identifier: Apache-2.0
import { Check } from 'lucide-react';
import { useId, useState } from 'react';
import { keyAlgorithmName } from '../../../../shared/domain/certificates/key-algorithm-name.ts';
import { diagnosisText } from '../../../../shared/i18n/diagnoses.ts';
import { errorText } from '../../../../shared/i18n/errors/errors.ts';
import type { Store } from '../../../../shared/schemas/store.ts';
import type { InspectedCertificate } from '../../../../shared/schemas/certificates/inspection.ts';
import type { LossKind } from '../../../../shared/schemas/certificates/loss.ts';
import { useText } from '../../../i18n/i18n.ts';
import { useNow } from '../../../lib/clock.ts';
import { algorithmName } from '../../../../shared/domain/certificates/algorithm-name.ts';
import { shortDate } from '../../../lib/text/dates.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { usualPlaces } from '../../../state/stores/install-places.ts';
import { useSecretsCleared } from '../../../state/vault/secrets-store.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { Pill } from '../../../ui/feedback/pill.tsx';
import { passwordList, passwordsReady, type StorePasswords } from '../../../ui/fields/store-passwords.tsx';
import layout from '../../../ui/layout.module.css';
import text from '../../../ui/text.module.css';
import css from '../import-dialog.module.css';
import { installableIn, isOutOfTime, type Preview, unsafeIn } from '../import-flow.ts';
import type { Wanted } from '../use-import-flow.ts';
import { HolderCard } from './holder-card.tsx';
import { KeysOutside } from './keys-outside.tsx';
import { ListsAndRequests } from './lists-and-requests.tsx';
import one from './one-file.module.css';
import { PlaceOptions } from './place-options.tsx';
import { TwinRows } from './twin-rows.tsx';

export interface PreviewStepProps {
  readonly preview: Preview;
  readonly byPassword: boolean;
  /** If true, even known certificates complete the guide. */
  readonly isForGuide?: boolean;
  readonly stores: readonly Store[] | null;
  readonly onCommit: (wanted: Wanted) => void;
  readonly onSkip: () => void;
  readonly onClose: (() => void) | null;
  readonly skipText: string;
}

/** With more certificates, none gets a card. */
const maxCards = 3;

export function PreviewStep(props: PreviewStepProps) {
  const { preview, byPassword, isForGuide = false, stores, onCommit, onSkip, onClose, skipText } = props;
  const { t, language } = useText();
  const [picked, setPicked] = useState<readonly string[] | null>(null);
  const [passwords, setPasswords] = useState<StorePasswords>({});
  const [kept, setKept] = useState<readonly string[]>([]);
  useSecretsCleared(() => setPasswords({}));
  const { report, known, holders } = preview;
  const { certificates, keys, kind, diagnosis } = report;
  const usableKeys = keys.filter(({ usable }) => usable !== false);
  const shownOnly = (report.crls?.length ?? 0) + (report.requests?.length ?? 0);
  const empty = certificates.length === 0 && usableKeys.length === 0;
  const nothingNew = !empty && certificates.length > 0 && certificates.every(({ sha256 }) => known.includes(sha256));
  const nothingToAdd = nothingNew && usableKeys.length === 0;
  const leaves = empty || (nothingToAdd && !isForGuide);
  const toInstall = installableIn(report);
  const canInstall = !empty && toInstall.length > 0;
  const unsafe = unsafeIn(preview);
  const isSafe = toInstall.every(({ sha256 }) => !unsafe.has(sha256));
  const chosen = picked ?? (toInstall.every(isOutOfTime) || !isSafe ? [] : usualPlaces(stores ?? []));
  const places = (stores ?? []).filter(({ id }) => chosen.includes(id));
  const locked = places.filter(({ state }) => state === 'password-needed').map(({ id }) => id);
  const installs = canInstall && places.length > 0;
  const isReading = canInstall && stores === null;
  const twins = holders.flatMap(({ sha256, replaces }) =>
    replaces === null ? [] : [{ sha256, old: replaces.sha256, isReplaced: !kept.includes(replaces.sha256) }],
  );
  const install = () => onCommit({ twins, stores: places, passwords: passwordList(locked, passwords) });
  const importOnly = () => onCommit({ twins, stores: [], passwords: [] });
  const owners = certificates.filter(({ isCa, hasPrivateKey }) => !isCa || hasPrivateKey);
  const cards = owners.length <= maxCards ? owners : [];
  const inside = useId();
  // Screen readers read these cards as the button's description.
  const described = cards.map((_card, index) => `${inside}${index}`).join(' ');
  const unusualPassword = diagnosis.passwordEncoding !== undefined && diagnosis.passwordEncoding !== 'bmp';
  return (
    <>
      {byPassword && (
        <p className={one.opened} role="status">
          <Check size={16} aria-hidden />
          {t('import.passwordRight')}
        </p>
      )}
      {unusualPassword && (
        <Notice tone="off">
          <p>{diagnosisText(diagnosis, language).cause}</p>
        </Notice>
      )}
      {nothingNew && (
        <Notice tone="off">
          <p>{t(nothingToAdd ? 'import.nothingToAdd' : 'import.nothingNew')}</p>
        </Notice>
      )}
      {empty && shownOnly === 0 && (
        <Notice tone="warn" urgent>
          <p>{t('import.nothingInside')}</p>
        </Notice>
      )}
      {shownOnly > 0 && (
        <Notice tone="off">
          <p>{t('import.notStored')}</p>
        </Notice>
      )}
      <div className={css.summary}>
        <h3>{t('import.inside')}</h3>
        <span>{t(`import.kind.${kind}`)}</span>
        {!(empty && shownOnly > 0) && (
          <>
            <span>{t('import.foundCertificates', { count: certificates.length })}</span>
            <span>{keys.length === 0 ? t('import.noKey') : t('import.foundKeys', { count: keys.length })}</span>
          </>
        )}
      </div>
      {!empty && (
        <ul className={cards.length > 0 ? one.inside : layout.framed} aria-label={t('import.inside')}>
          {certificates.map((certificate) => {
            const Found = cards.includes(certificate) ? HolderCard : FoundCertificate;
            const { sha256 } = certificate;
            const number = holders.find((each) => each.sha256 === sha256)?.number ?? null;
            const id = `${inside}${cards.indexOf(certificate)}`;
            return (
              <Found
                key={sha256}
                id={id}
                certificate={certificate}
                isKnown={known.includes(sha256)}
                loss={unsafe.get(sha256) ?? null}
                number={number}
              />
            );
          })}
          {keys
            .filter(({ matches, usable }) => matches === null && usable !== false)
            .map((key, index) => (
              <li key={index} className={css.item}>
                <div>
                  {t(key.madeBy === 'authority' ? 'import.keyOfAuthority' : 'import.keyAlone', {
                    algorithm: algorithmName(keyAlgorithmName(key.algorithm)),
                  })}
                </div>
                <div className={text.sub}>
                  {preview.completes.length > 0
                    ? t('import.keyCompletes', { count: preview.completes.length })
                    : t('import.keyCompletesNone')}
                </div>
              </li>
            ))}
        </ul>
      )}
      <ListsAndRequests report={report} />
      <KeysOutside report={report} />
      {certificates.some(({ algorithm, hasPrivateKey }) => hasPrivateKey && algorithm === 'sm2') && (
        <p className={text.sub}>{errorText('sm2-not-in-browser', {}, language).cause}</p>
      )}
      {!isSafe && (
        <Notice tone="warn" urgent>
          <p>{t('install.reportedUnsafe')}</p>
        </Notice>
      )}
      <TwinRows holders={holders} kept={kept} onKept={setKept} />
      {canInstall && stores !== null && (
        <PlaceOptions
          stores={stores}
          chosen={chosen}
          passwords={passwords}
          onChange={setPicked}
          onPasswords={setPasswords}
        />
      )}
      <DialogActions>
        <div data-start>
          {(installs || isReading) && (
            <Button look="quiet" onPress={importOnly}>
              {t('import.importOnly')}
            </Button>
          )}
        </div>
        <Button
          look={leaves && onClose === null ? 'primary' : 'plain'}
          onPress={onSkip}
          autoFocus={leaves && onClose === null}
        >
          {skipText}
        </Button>
        {/* The button takes the focus once its action is known. */}
        {installs || isReading ? (
          <Button
            key={isReading ? 'reading' : 'install'}
            look="primary"
            aria-describedby={described}
            onPress={install}
            isDisabled={isReading || !passwordsReady(locked, passwords)}
            autoFocus={!isReading && picked === null}
          >
            {t('import.installGo')}
          </Button>
        ) : (
          !leaves && (
            <Button
              key="import"
              look="primary"
              aria-describedby={described}
              onPress={importOnly}
              autoFocus={picked === null}
            >
              {t('import.commit')}
            </Button>
          )
        )}
        {leaves && onClose !== null && (
          <Button look="primary" aria-describedby={described} onPress={onClose} autoFocus>
            {t('common.close')}
          </Button>
        )}
      </DialogActions>
    </>
  );
}

function FoundCertificate({
  certificate,
  isKnown,
  loss,
}: {
  readonly certificate: InspectedCertificate;
  readonly id: string;
  readonly isKnown: boolean;
  readonly loss: LossKind | null;
  readonly number: string | null;
}) {
  const { t, language } = useText();
  const expired = useNow() > Date.parse(certificate.notAfter);
  const date = shortDate(certificate.notAfter, language);
  return (
    <li className={css.item}>
      <div className={text.name}>{screenText(certificate.displayName)}</div>
      <div className={text.sub}>
        {screenText(certificate.issuerName)} · {t(expired ? 'import.expiredSince' : 'import.validUntil', { date })}
      </div>
      <div className={css.marks}>
        {certificate.isCa && <Pill tone="off">{t('import.authority')}</Pill>}
        {certificate.hasPrivateKey && <Pill tone="ok">{t('import.keyPaired')}</Pill>}
        {isKnown && <Pill tone="off">{t('import.known')}</Pill>}
        {loss !== null && <Pill tone="bad">{t(`losses.mark.${loss}`)}</Pill>}
      </div>
    </li>
  );
}
