// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import { CircleCheck, CircleDashed } from 'lucide-react';
import { unitsOf } from '../../../shared/domain/certificates/bank-of.ts';
import { serialBytes } from '../../../shared/domain/certificates/serial-number.ts';
import type { LossKind, LossStep } from '../../../shared/schemas/certificates/loss.ts';
import { phoneOf, spokenReport } from '../../../shared/sinks/contact-sheet-text.ts';
import { useText } from '../../i18n/i18n.ts';
import { ipc } from '../../lib/ipc.ts';
import { lossProgress } from '../../lib/text/loss-steps.ts';
import { screenText, unbrokenText } from '../../lib/text/screen-text.ts';
import { useAttempt } from '../../lib/use-attempt.ts';
import { refreshEnrolment } from '../../state/enrolment/enrolment-store.ts';
import { reportLosses, startLoss } from '../../state/losses.ts';
import { Button } from '../../ui/button.tsx';
import { DialogActions } from '../../ui/dialog/dialog-actions.tsx';
import { ErrorNotice } from '../../ui/feedback/notice.tsx';
import { Checkbox } from '../../ui/fields/choice.tsx';
import layout from '../../ui/layout.module.css';
import text from '../../ui/text.module.css';
import { Contact } from './contact.tsx';
import { holderLine } from './contact-sheet-view.tsx';
import { IncidentStep } from './incident-step.tsx';
import css from './losses.module.css';
import { ReportRecord } from './report-record.tsx';
import { SheetActions } from './sheet-actions.tsx';
import { type LossView, lossViews } from './use-loss.ts';
import type { LostCertificate } from './which-step.tsx';

export type ManyLossesStep = 'what' | 'authority' | 'end';

export interface ManyLossesProps {
  readonly chosen: readonly LostCertificate[];
  readonly step: ManyLossesStep;
  readonly onStep: (step: ManyLossesStep | 'which') => void;
  readonly onClose: () => void;
}

export function ManyLosses({ chosen, step, onStep, onClose }: ManyLossesProps) {
  const { t } = useText();
  const [kind, setKind] = useState<LossKind | null>(null);
  const [views, setViews] = useState<readonly LossView[]>([]);
  /** SHA-256 of certificates first reported here, whose kind may still change. */
  const [reportedHere, setReportedHere] = useState<ReadonlySet<string>>(new Set());
  const attempt = useAttempt();
  useEffect(() => void refreshEnrolment(), []);
  const read = async () => setViews(await viewsOf(chosen));
  const report = async () => {
    const isReported = await attempt.run(async () => {
      if (kind === null) return;
      const known = await viewsOf(chosen);
      // Don't replace an earlier, graver report with a loss.
      const mayReport = ({ loss, sheet }: LossView) =>
        kind !== 'lost' || loss === null || loss.kind === 'lost' || reportedHere.has(sheet.certificate.sha256);
      const reported = known.filter(mayReport).map(({ sheet }) => sheet.certificate.sha256);
      if (reported.length > 0) await reportLosses(reported, kind);
      setReportedHere(
        new Set([
          ...reportedHere,
          ...known.filter(({ loss }) => loss === null).map(({ sheet }) => sheet.certificate.sha256),
        ]),
      );
      await read();
    });
    if (isReported) onStep('authority');
  };
  const tick = (step: LossStep, of: readonly LossView[], done: boolean, reference?: string | null) =>
    attempt.run(async () => {
      const sha256s = of.map(({ sheet }) => sheet.certificate.sha256);
      await ipc('losses.mark', { sha256s, step, done, reference });
      await read();
    });
  const notePhone = (of: readonly LossView[], phone: string | null) =>
    attempt.run(async () => {
      await ipc('losses.setPhone', { sha256s: of.map(({ sheet }) => sheet.certificate.sha256), phone });
      await read();
    });
  const revoked = new Set(chosen.flatMap((each) => each.revoked));
  const progressOf = ({ sheet, loss }: Pick<LossView, 'loss' | 'sheet'>) =>
    revoked.has(sheet.certificate.sha256) ? 'confirmed' : lossProgress(loss ?? { done: [] });
  const unconfirmed = views.filter((view) => progressOf(view) !== 'confirmed').length;
  const names = [...new Set(chosen.map(({ name }) => screenText(name)))].join(t('common.listSeparator'));
  return (
    <>
      {step === 'what' && (
        <p className={text.name}>
          {names}
          <span className={text.muted}>{` · ${t('list.count', { count: chosen.length })}`}</span>
        </p>
      )}
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      {step === 'what' && (
        <IncidentStep
          kind={kind}
          loss={null}
          busy={attempt.busy}
          onChoose={setKind}
          onBack={() => onStep('which')}
          onCancel={onClose}
          onNext={() => void report()}
        />
      )}
      {step === 'authority' && (
        <>
          <p className={text.muted}>{t('losses.many.lead')}</p>
          {byAuthority(views).map((of) => (
            <AuthorityPart
              key={of[0].sheet.certificate.sha256}
              of={of}
              issuer={issuerOf(chosen, of[0])}
              revoked={revoked}
              isBusy={attempt.busy}
              onBank={read}
              onPhone={(phone) => notePhone(of, phone)}
              onTick={(done) => void tick('notified', of, done)}
              onReference={(views, reference) => void tick('notified', views, true, reference)}
              onConfirmed={(views, done) => void tick('confirmed', views, done)}
            />
          ))}
          <DialogActions>
            <div data-start>
              <Button onPress={() => onStep('what')}>{t('common.back')}</Button>
            </div>
            <Button look="primary" onPress={() => onStep('end')} autoFocus>
              {t('common.next')}
            </Button>
          </DialogActions>
        </>
      )}
      {step === 'end' && (
        <>
          <p className={text.muted}>{t('losses.many.end')}</p>
          <ul className={css.items}>
            {views.map(({ sheet, sheet: { certificate }, loss }) => (
              <LossItem
                key={certificate.sha256}
                name={screenText(certificate.displayName)}
                issuer={screenText(sheet.authority?.name ?? issuerOf(chosen, { sheet }))}
                serial={serialBytes(certificate.serial)}
                phone={phoneOf([sheet])}
                progress={progressOf({ sheet, loss })}
                onGo={() => startLoss(certificate.sha256)}
              />
            ))}
          </ul>
          {unconfirmed > 0 && <p className={text.small}>{t('losses.end.note', { count: unconfirmed })}</p>}
          <DialogActions>
            <div data-start>
              <Button onPress={() => onStep('authority')}>{t('common.back')}</Button>
            </div>
            <Button look="primary" onPress={onClose} autoFocus>
              {t('common.done')}
            </Button>
          </DialogActions>
        </>
      )}
    </>
  );
}

interface AuthorityPartProps {
  readonly of: readonly [LossView, ...LossView[]];
  readonly issuer: string;
  readonly revoked: ReadonlySet<string>;
  readonly isBusy: boolean;
  readonly onBank: () => Promise<void>;
  readonly onPhone: (phone: string | null) => Promise<boolean>;
  readonly onTick: (done: boolean) => void;
  readonly onReference: (of: readonly LossView[], reference: string | null) => void;
  readonly onConfirmed: (of: readonly LossView[], isConfirmed: boolean) => void;
}

function AuthorityPart(props: AuthorityPartProps) {
  const { of, issuer, revoked, isBusy, onBank, onPhone, onTick } = props;
  const { t, language } = useText();
  const { authority } = of[0].sheet;
  const [first, ...more] = of;
  const sheets = [first.sheet, ...more.map(({ sheet }) => sheet)] as const;
  const kindOf = ({ loss }: LossView) => loss?.kind ?? 'unknown';
  const isNotified = of.every(({ loss }) => loss?.done.includes('notified'));
  /** SHA-256 of certificates with a number from an earlier report. A new number doesn't replace it. */
  const [numbered] = useState(() => numberedBefore(of));
  const together = of.filter(({ sheet }) => !numbered.has(sheet.certificate.sha256));
  const unrevoked = of.filter(({ sheet }) => !revoked.has(sheet.certificate.sha256));
  const isOneKind = of.every((each) => kindOf(each) === kindOf(first));
  return (
    <div role="group" aria-label={screenText(authority?.name ?? issuer)} className={css.sheet}>
      <Contact sheets={sheets} issuer={issuer} onBank={onBank} onPhone={onPhone} />
      <h3>{t('losses.authority.facts')}</h3>
      {isOneKind && <p className={css.saying}>{spokenReport(sheets, kindOf(first), language)}</p>}
      <dl className={layout.facts}>
        {of.map((each) => (
          <div key={each.sheet.certificate.sha256}>
            <dt>{holderLine(each.sheet)}</dt>
            <dd>
              <span className={css.mono}>{serialBytes(each.sheet.certificate.serial)}</span>
              {each.loss?.reference !== undefined && numbered.has(each.sheet.certificate.sha256) && (
                <p className={text.small}>{t('losses.end.reference', { number: screenText(each.loss.reference) })}</p>
              )}
              {!isOneKind && <p className={css.saying}>{spokenReport([each.sheet], kindOf(each), language)}</p>}
            </dd>
          </div>
        ))}
      </dl>
      <SheetActions sheets={sheets} profileId={null} />
      {authority?.protocol === 'cmp' ? (
        <p className={text.small}>{t('losses.many.online')}</p>
      ) : (
        <>
          <Checkbox isSelected={isNotified} onChange={onTick}>
            {t('losses.authority.notified')}
          </Checkbox>
          {isNotified && (together.length > 0 || unrevoked.length > 0) && (
            <ReportRecord
              losses={together.flatMap(({ loss }) => loss ?? [])}
              isBusy={isBusy}
              onReference={(reference) => props.onReference(together, reference)}
              unrevoked={unrevoked.flatMap(({ loss }) => loss ?? [])}
              onConfirmed={(isConfirmed) => props.onConfirmed(unrevoked, isConfirmed)}
            />
          )}
        </>
      )}
    </div>
  );
}

interface LossItemProps {
  readonly name: string;
  readonly issuer: string;
  readonly serial: string;
  readonly phone: string | undefined;
  readonly progress: ReturnType<typeof lossProgress>;
  readonly onGo: () => void;
}

function LossItem({ name, issuer, serial, phone, progress, onGo }: LossItemProps) {
  const { t } = useText();
  const isDone = progress === 'confirmed';
  const Icon = isDone ? CircleCheck : CircleDashed;
  return (
    <li className={css.item} data-done={isDone}>
      <Icon size={18} aria-hidden />
      <span className={css.grow}>
        <b>{name}</b>
        <span className={text.small}>
          {`${issuer} · ${t(`losses.progress.${progress}`)}`}
          {phone !== undefined && ` · ${t('losses.end.phone', { number: unbrokenText(phone) })}`}
        </span>
      </span>
      <Button size="small" aria-label={t('losses.many.goOnWith', { name, serial })} onPress={onGo}>
        {t('losses.many.goOn')}
      </Button>
    </li>
  );
}

async function viewsOf(chosen: readonly LostCertificate[]): Promise<readonly LossView[]> {
  const views = chosen.map(async ({ sha256, parts }) => await lossViews(sha256, parts, null));
  return (await Promise.all(views)).flat();
}

function issuerOf(chosen: readonly LostCertificate[], { sheet }: Pick<LossView, 'sheet'>): string {
  const row = chosen.find(({ parts }) => parts.includes(sheet.certificate.sha256));
  return row?.issuerName ?? sheet.certificate.issuer;
}

function numberedBefore(of: readonly LossView[]): ReadonlySet<string> {
  if (new Set(of.map(({ loss }) => loss?.reference)).size === 1) return new Set();
  const earlier = of.filter(({ loss }) => loss?.reference !== undefined);
  return new Set(earlier.map(({ sheet }) => sheet.certificate.sha256));
}

function byAuthority(views: readonly LossView[]): (readonly [LossView, ...LossView[]])[] {
  const groups = Map.groupBy(
    views,
    ({
      sheet: {
        authority,
        certificate: { subject, issuer },
      },
    }) => authority?.profileId ?? JSON.stringify([issuer, unitsOf(subject, issuer).at(-1)]),
  );
  return [...groups.values()].map(([first, ...more]) => [first as LossView, ...more]);
}
