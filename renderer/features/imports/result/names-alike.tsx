// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import type { InspectedCertificate } from '../../../../shared/schemas/certificates/inspection.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { shortDate } from '../../../lib/text/dates.ts';
import { Notice } from '../../../ui/feedback/notice.tsx';
import type { Installed } from '../import-flow.ts';

/** Enough to distinguish two entries in a browser's list. */
const shownDigits = 8;

export interface NamesAlikeProps {
  readonly certificate: InspectedCertificate;
  readonly installed: Installed;
}

/** Browsers list old and new certificates under one name, and users pick the old one. */
export function NamesAlike({ certificate, installed }: NamesAlikeProps) {
  const { t, language } = useText();
  const [isAlike, setAlike] = useState(false);
  const { sha256, notAfter, serial } = certificate;
  useEffect(() => {
    let isCurrent = true;
    const there = new Set(installed.items.map(({ storeId }) => storeId));
    void ipc('stores.places', { sha256 }).then(
      ({ namesakes }) =>
        isCurrent && setAlike(namesakes.some(({ storeIds }) => storeIds.some((storeId) => there.has(storeId)))),
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [sha256, installed]);
  if (!isAlike) return null;
  return (
    <Notice tone="off">
      <p>
        {t('import.result.alike', {
          date: shortDate(notAfter, language),
          serial: serial.slice(-shownDigits).toUpperCase(),
        })}
      </p>
    </Notice>
  );
}
