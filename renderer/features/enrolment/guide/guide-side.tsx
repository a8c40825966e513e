// SPDX-License-Identifier: Apache-2.0
import { isForBrowsers } from '../../../../shared/domain/certificates/for-browsers.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { localDay } from '../../../lib/text/dates.ts';
import { startBackup } from '../../../state/backups-store.ts';
import { openDialog } from '../../../state/dialogs/dialogs-store.ts';
import { beginGuide } from '../../../state/enrolment/guide-store.ts';
import { isAtBranch } from '../../../state/enrolment/web-enrolments-store.ts';
import { openImport } from '../../../state/imports-store.ts';
import { startInstall } from '../../../state/stores/store-dialogs.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/fields/choice.tsx';
import css from './guide.module.css';
import type { GuideBodyProps } from './use-guide-facts.ts';

export function GuideSide({ facts, line, onTick }: Omit<GuideBodyProps, 'onPhone'>) {
  const { t } = useText();
  const { held, guided, result, isInstalled, codeSaved } = facts;
  const { step, isDone, isNow, isWaiting } = line;
  if (step === 'import' && result !== null) {
    const { sha256, displayName, hasPrivateKey } = result;
    return (
      hasPrivateKey &&
      isInstalled === false &&
      isForBrowsers(result) && (
        <Button size="small" onPress={() => startInstall([{ sha256, displayName }])}>
          {t('guide.install')}
        </Button>
      )
    );
  }
  if (step === 'import' && (held !== null || isAtBranch(guided))) {
    return (
      <Button
        look={isNow && (guided?.files.length ?? 0) === 0 ? 'primary' : 'plain'}
        size="small"
        onPress={() => void chooseFiles(held?.id ?? null)}
      >
        {t('guide.chooseFile')}
      </Button>
    );
  }
  if (step === 'back-up' && result !== null && !isDone) {
    return codeSaved ? (
      <Button size="small" onPress={() => startBackup([result.sha256])}>
        {t('guide.backUp')}
      </Button>
    ) : (
      <Button size="small" onPress={() => void openDialog('vault.recovery')}>
        {t('guide.writeCode')}
      </Button>
    );
  }
  if (step === 'valid') {
    const tick = (isValid: boolean) => {
      if (result === null) onTick('valid', isValid);
      else {
        const bankValidOn = isValid ? localDay(new Date().toISOString()) : null;
        void ipc('certificates.annotate', { sha256: result.sha256, bankValidOn });
      }
    };
    return (
      <div className={css.below}>
        <Checkbox
          isSelected={isDone}
          isDisabled={isWaiting}
          onChange={tick}
          {...(isWaiting && { help: t('guide.text.validAfter') })}
        >
          {t(isAtBranch(guided) ? 'guide.branch.isValid' : 'guide.text.valid')}
        </Checkbox>
      </div>
    );
  }
  return null;
}

/** Limit of `webEnrolments.expect`. */
const maxExpected = 64;

/** Files outside the watched folder also complete the guide. */
export async function chooseFiles(profileId: string | null): Promise<void> {
  const { files } = await ipc('imports.choose', {});
  if (files.length === 0) return;
  const id = await beginGuide(profileId);
  await ipc('webEnrolments.expect', { id, draftIds: files.slice(0, maxExpected).map(({ draftId }) => draftId) });
  openImport(files.map((file) => ({ kind: 'draft', ...file, forGuide: true })));
}
