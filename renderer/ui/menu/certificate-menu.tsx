// SPDX-License-Identifier: Apache-2.0
import {
  Archive,
  Bell,
  Copy,
  ExternalLink,
  Fingerprint,
  HardDriveDownload,
  LifeBuoy,
  type LucideIcon,
  MonitorDown,
  Pencil,
  RefreshCw,
  ScanSearch,
  Share,
  Tag,
  Trash2,
} from 'lucide-react';
import { Menu, MenuItem, MenuSection, Separator } from 'react-aria-components';
import { Fragment } from 'react';
import type { CertificateSummary } from '../../../shared/schemas/certificates/certificate.ts';
import { useText } from '../../i18n/i18n.ts';
import { shortcutText } from '../../lib/shortcuts.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import {
  type CertificateAction,
  certificateActions,
  runCertificateAction,
  runOnSelected,
  type SelectionAction,
  selectionActions,
} from '../../state/certificate-actions.ts';
import css from './menu.module.css';

const icons: Record<CertificateAction, LucideIcon> = {
  renew: RefreshCw,
  bankSite: ExternalLink,
  install: MonitorDown,
  backup: Archive,
  backupDrive: HardDriveDownload,
  reminders: Bell,
  describe: Pencil,
  tags: Tag,
  copySerial: Copy,
  copyFingerprint: Fingerprint,
  lookFor: ScanSearch,
  export: Share,
  loss: LifeBuoy,
  delete: Trash2,
};

const shortcuts: Partial<Record<CertificateAction, () => string>> = {
  backup: () => shortcutText('B'),
  describe: () => 'F2',
  export: () => shortcutText('E'),
  delete: () => 'Delete',
};

export interface CertificateMenuProps {
  readonly label?: string;
  readonly certificate: CertificateSummary;
  readonly selected?: readonly string[];
  /** Called after a choice. A menu with its own trigger closes itself. */
  readonly onClose?: () => void;
}

export function CertificateMenu({ label, certificate, selected = [], onClose }: CertificateMenuProps) {
  const { t } = useText();
  const isOfMany = selected.length > 0;
  return (
    <Menu
      className={css.menu ?? ''}
      aria-label={label ?? t('menu.of', { name: screenText(certificate.displayName) })}
      autoFocus="first"
      {...(onClose !== undefined && { onClose })}
      onAction={(key) => {
        if (isOfMany) runOnSelected(key as SelectionAction, selected);
        else runCertificateAction(key as CertificateAction, certificate);
      }}
    >
      {(isOfMany ? selectionActions : certificateActions(certificate)).map((actions, index) => (
        <Fragment key={actions[0]}>
          {index > 0 && <Separator className={css.line ?? ''} />}
          <MenuSection aria-label={t('menu.part', { number: index + 1 })}>
            {actions.map((action) => {
              const Icon = icons[action];
              return (
                <MenuItem
                  key={action}
                  id={action}
                  className={`${css.item} ${action === 'delete' ? css.bad : ''}`}
                  textValue={t(`menu.${action}`)}
                >
                  <Icon size={16} aria-hidden />
                  {t(`menu.${action}`)}
                  {shortcuts[action] !== undefined && <kbd aria-hidden>{shortcuts[action]()}</kbd>}
                </MenuItem>
              );
            })}
          </MenuSection>
        </Fragment>
      ))}
    </Menu>
  );
}
