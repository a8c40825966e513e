// SPDX-License-Identifier: Apache-2.0
import { useRef } from 'react';
import { Popover } from 'react-aria-components';
import type { CertificateSummary } from '../../../../shared/schemas/certificates/certificate.ts';
import { useText } from '../../../i18n/i18n.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { CertificateMenu } from '../../../ui/menu/certificate-menu.tsx';
import menu from '../../../ui/menu/menu.module.css';
import css from './row-menu.module.css';

export interface RowMenuAt {
  readonly certificate: CertificateSummary;
  readonly selected: readonly string[];
  readonly x: number;
  readonly y: number;
}

export function RowMenu({ at, onClose }: { readonly at: RowMenuAt; readonly onClose: () => void }) {
  const { t } = useText();
  const { certificate, selected } = at;
  const label =
    selected.length > 0
      ? t('list.selected', { count: selected.length })
      : t('menu.of', { name: screenText(certificate.displayName) });
  const point = useRef<HTMLDivElement>(null);
  return (
    <>
      <div ref={point} className={css.point} style={{ left: at.x, top: at.y }} />
      <Popover
        className={menu.popover ?? ''}
        aria-label={label}
        triggerRef={point}
        placement="bottom start"
        offset={2}
        isOpen
        onOpenChange={(open) => !open && onClose()}
      >
        <CertificateMenu label={label} certificate={certificate} selected={selected} onClose={onClose} />
      </Popover>
    </>
  );
}
