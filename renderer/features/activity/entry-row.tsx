// SPDX-License-Identifier: Apache-2.0
import {
  Archive,
  CircleAlert,
  Download,
  Globe,
  KeyRound,
  type LucideIcon,
  PencilLine,
  RefreshCw,
  Trash2,
  Undo2,
  Upload,
} from 'lucide-react';
import { Button } from 'react-aria-components';
import { joinSentences } from '../../../shared/i18n/message.ts';
import { type ActivityKind, activityKindOf } from '../../../shared/domain/activity-events.ts';
import { backupPlaceKinds } from '../../../shared/domain/backup/backup-place-kinds.ts';
import { lossKinds } from '../../../shared/domain/certificates/certificate-states.ts';
import { replyProblems } from '../../../shared/domain/enrolment/reply-problems.ts';
import { protectorKinds, sealProblems } from '../../../shared/domain/secrets/protector-kinds.ts';
import { type Text, useText } from '../../i18n/i18n.ts';
import { backupLook } from '../../lib/text/backup-look.ts';
import { clockTime } from '../../lib/text/dates.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { storeKindWords } from '../../lib/text/store-kind-words.ts';
import { selectCertificate } from '../../state/certificates-store.ts';
import { goTo } from '../../state/route-store.ts';
import css from './activity-page.module.css';
import type { ActivityEntry } from './use-activity.ts';
import { useCertificateName } from './use-certificate-name.ts';

const namesShown = 3;

const icons: Readonly<Record<ActivityKind, LucideIcon>> = {
  import: Download,
  backup: Archive,
  install: Globe,
  enrolment: RefreshCw,
  change: PencilLine,
  vault: KeyRound,
  problem: CircleAlert,
};

const eventIcons: Partial<Readonly<Record<ActivityEntry['event'], LucideIcon>>> = {
  deleted: Trash2,
  purged: Trash2,
  restored: Undo2,
  exported: Upload,
};

const keyFormats = ['p12', 'pkcs8', 'sm2'] as const;

export function EntryRow({ entry }: { readonly entry: ActivityEntry }) {
  const { t, language } = useText();
  const { certificates = [], count = certificates.length, keys = 0 } = entry.detail;
  const kind = activityKindOf[entry.event];
  const Icon = eventIcons[entry.event] ?? icons[kind];
  const rest = count - Math.min(certificates.length, namesShown);
  return (
    <li className={css.entry} data-seq={entry.seq}>
      <time className={css.time} dateTime={entry.at}>
        {clockTime(entry.at, language)}
      </time>
      <Icon className={css[kind] ?? ''} size={16} strokeWidth={1.75} aria-hidden />
      <div className={css.what}>
        <div>
          {t(`activity.event.${entry.event}`)}
          <Detail entry={entry} />
          {count > 1 && <span className={css.aside}>{t('activity.certificates', { count })}</span>}
          {keys > 0 && <span className={css.aside}>{t('activity.keys', { count: keys })}</span>}
          {entry.sealed === false && <span className={css.waiting}>{t('activity.notSealed')}</span>}
        </div>
        {certificates.length > 0 && !entry.event.startsWith('anchor-') && (
          <div className={css.names}>
            {certificates.slice(0, namesShown).map((sha256) => (
              <CertificateName key={sha256} sha256={sha256} />
            ))}
            {rest > 0 && <span>{t('activity.more', { count: rest })}</span>}
          </div>
        )}
      </div>
    </li>
  );
}

function Detail({ entry }: { readonly entry: ActivityEntry }) {
  const text = useText();
  const { what } = entry.detail;
  // The texts of these events already include the detail.
  if (what === undefined || entry.event === 'passphrase-changed' || entry.event === 'recovery-code-replaced')
    return null;
  return <span className={css.aside}>{detailWords(text, entry.event, what)}</span>;
}

function detailWords(text: Text, event: ActivityEntry['event'], what: string): string {
  const { t } = text;
  if (event === 'seal-accepted') {
    const found = sealProblems.filter((problem) => what.split(/[^a-z-]+/).includes(problem));
    return joinSentences(...found.map((problem) => t(`activity.finding.${problem}`)));
  }
  if (event === 'backup-restored') {
    return t('activity.wasIn', {
      stores: storeKindWords(what.split(', '), text.language),
    });
  }
  if (event === 'backup-failed') return backupLook(text, what).word;
  const problem = event === 'reply-refused' ? replyProblems.find((each) => each === what) : undefined;
  if (problem !== undefined) return t(`enrolment.answer.problem.${problem}`);
  const format = event === 'exported' ? keyFormats.find((each) => each === what) : undefined;
  if (format !== undefined) return t(`export.name.${format}`);
  const place = event === 'backed-up' ? backupPlaceKinds.find((kind) => kind === what) : undefined;
  if (place !== undefined) return t(`activity.place.${place}`);
  const protector = protectorKinds.find((kind) => kind === what);
  if (protector !== undefined) return t(`settings.protector.${protector}`);
  const loss = lossKinds.find((kind) => kind === what);
  return loss === undefined ? screenText(what) : t(`losses.mark.${loss}`);
}

function CertificateName({ sha256 }: { readonly sha256: string }) {
  const { t } = useText();
  const name = useCertificateName(sha256);
  if (name === undefined) return <span>…</span>;
  if (name === null) return <span>{t('activity.gone', { id: sha256.slice(0, 8) })}</span>;
  const show = () => {
    selectCertificate(sha256);
    goTo('certificates');
  };
  return (
    <Button className={css.link ?? ''} onPress={show}>
      {screenText(name)}
    </Button>
  );
}
