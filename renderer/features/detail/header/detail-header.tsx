// SPDX-License-Identifier: Apache-2.0
import { Building2, Ellipsis, Eye, EyeOff, Landmark, Server, User } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { MenuTrigger, Popover } from 'react-aria-components';
import type { CertificateDetail } from '../../../../shared/schemas/certificates/certificate.ts';
import { useText } from '../../../i18n/i18n.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { Button } from '../../../ui/button.tsx';
import { CertificateMenu } from '../../../ui/menu/certificate-menu.tsx';
import menu from '../../../ui/menu/menu.module.css';
import css from './detail-header.module.css';
import { type Holder, holderOf } from '../../../lib/text/holder.ts';

const avatars = { person: User, organisation: Building2, service: Server, authority: Landmark } as const;
const shownMs = 30_000;

export interface DetailHeaderProps {
  readonly detail: CertificateDetail;
  readonly corner?: ReactNode;
  readonly nameId?: string | undefined;
}

export function DetailHeader({ detail, corner, nameId }: DetailHeaderProps) {
  const { t } = useText();
  const { kind, facts, number } = holderOf(detail);
  const Avatar = avatars[kind];
  return (
    <div className={css.head}>
      <span className={css.avatar}>
        <Avatar size={24} strokeWidth={1.6} aria-hidden />
      </span>
      <div className={css.titles}>
        <h2 id={nameId}>{screenText(detail.displayName)}</h2>
        {facts.length > 0 && <p className={css.line}>{screenText(facts.join(' · '))}</p>}
        {number !== null && <HolderNumber key={number.whole} number={number} />}
      </div>
      <MenuTrigger>
        <Button look="quiet" size="icon" aria-label={t('detail.more')}>
          <Ellipsis size={18} aria-hidden />
        </Button>
        <Popover className={menu.popover ?? ''} placement="bottom end">
          <CertificateMenu certificate={detail} />
        </Popover>
      </MenuTrigger>
      {corner}
    </div>
  );
}

function HolderNumber({ number }: { readonly number: NonNullable<Holder['number']> }) {
  const { t } = useText();
  const [isWhole, setWhole] = useState(false);
  useEffect(() => {
    if (!isWhole) return undefined;
    const timer = setTimeout(() => setWhole(false), shownMs);
    return () => clearTimeout(timer);
  }, [isWhole]);
  const Icon = isWhole ? EyeOff : Eye;
  return (
    <p className={css.line}>
      <span className={css.number}>{screenText(isWhole ? number.whole : number.masked)}</span>
      <Button
        look="quiet"
        size="icon"
        aria-label={t(isWhole ? 'detail.numberHide' : 'detail.numberShow')}
        onPress={() => setWhole(!isWhole)}
      >
        <Icon size={16} aria-hidden />
      </Button>
    </p>
  );
}
