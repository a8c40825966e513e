// SPDX-License-Identifier: Apache-2.0
import type { TickedStep } from '../../../../shared/domain/enrolment/guide-steps.ts';
import type { CertificateDetail } from '../../../../shared/schemas/certificates/certificate.ts';
import type { HeldProfile } from '../../../../shared/schemas/enrolment/enrolment.ts';
import type { GuidedEnrolment, StepTimes } from '../../../../shared/schemas/enrolment/web-enrolment.ts';
import type { Text } from '../../../i18n/i18n.ts';
import { isAtBranch } from '../../../state/enrolment/web-enrolments-store.ts';
import type { KeyCheck } from './key-check.ts';

export type GuideKind = 'apply' | 'renew';
export type GuideStep = TickedStep | 'import' | 'back-up';

export interface GuideFacts {
  readonly kind: GuideKind;
  readonly held: HeldProfile | null;
  readonly guided: GuidedEnrolment | null;
  readonly early: StepTimes;
  readonly isOnUsbKey: boolean;
  readonly keyCheck: KeyCheck | null;
  readonly result: Pick<CertificateDetail, 'backup' | 'bankValidOn' | 'hasPrivateKey'> | null;
  /** While false, backups don't count. */
  readonly codeSaved: boolean;
}

export interface GuideLine {
  readonly step: GuideStep;
  readonly isDone: boolean;
  /** ISO 8601, or null if not done or the date is unknown. */
  readonly at: string | null;
  readonly isNow: boolean;
  /** Ticked by the user, so it can be undone. */
  readonly byPerson: boolean;
  readonly isWaiting: boolean;
}

/** An enrolment for a USB key starts with `usb-key` ticked. The bank may still issue a file. */
export function isWithoutFile({ guided, early, isOnUsbKey, result }: GuideFacts): boolean {
  if (result?.hasPrivateKey === true) return false;
  if (guided === null && isOnUsbKey) return true;
  return (guided?.steps ?? early)['usb-key'] !== undefined;
}

export function guideLines(facts: GuideFacts): readonly GuideLine[] {
  const ticked: Readonly<Partial<Record<GuideStep, string>>> = facts.guided?.steps ?? facts.early;
  const steps = stepsOf(facts);
  const states = steps.map((step) => doneAt(step, facts));
  // An imported certificate completes the earlier steps.
  const settled = states[steps.indexOf('import')]?.isDone === true ? steps.indexOf('import') : -1;
  const lines = steps.map((step, index) => ({
    step,
    isDone: index < settled || states[index]?.isDone === true,
    at: states[index]?.at ?? null,
    byPerson: ticked[step] !== undefined,
  }));
  const now = lines.findIndex(({ isDone }) => !isDone);
  const open = lines.findIndex(({ step, isDone }) => !isDone && step !== 'back-up');
  return lines.map((line, index) => ({
    ...line,
    isNow: index === now,
    isWaiting: line.step === 'valid' && open >= 0 && open < index && !line.isDone,
  }));
}

function stepsOf(facts: GuideFacts): readonly GuideStep[] {
  const noFile = isWithoutFile(facts);
  const file = ['download', 'import', 'back-up'] as const;
  if (facts.kind === 'apply') {
    const onSite = isAtBranch(facts.guided) ? [] : (['sign-in', 'find'] as const);
    return ['ready', 'site', ...onSite, 'prove', ...(noFile ? [] : file), 'valid'];
  }
  const onKey = facts.isOnUsbKey ? (['on-key'] as const) : [];
  return ['site', 'sign-in', 'find', ...(noFile ? (['prove', ...onKey, 'valid'] as const) : file)];
}

function doneAt(step: GuideStep, facts: GuideFacts): Pick<GuideLine, 'isDone' | 'at'> {
  const { guided, early, keyCheck, result } = facts;
  const ticked = guided?.steps ?? early;
  const came = guided !== null && guided.certificate !== null ? guided.endedAt : null;
  const at = (time: string | null | undefined) => ({ isDone: typeof time === 'string', at: time ?? null });
  switch (step) {
    case 'on-key':
      if (keyCheck?.state === 'newer') return { isDone: true, at: null };
      return at(keyCheck?.state === 'old' ? null : ticked['on-key']);
    case 'download':
      return at(ticked.download ?? guided?.files[0]?.foundAt ?? came);
    case 'import':
      return at(came);
    case 'back-up':
      return { isDone: result?.backup === 'current', at: null };
    case 'valid':
      return at(result?.bankValidOn ?? ticked.valid);
    default:
      return at(ticked[step]);
  }
}

/** Key in `guide.text`, or null if the title is enough. */
export function guideHint(step: GuideStep, facts: GuideFacts) {
  const { kind, codeSaved } = facts;
  const noFile = isWithoutFile(facts);
  switch (step) {
    case 'sign-in':
      return facts.isOnUsbKey ? 'signInUsbKey' : kind === 'apply' ? 'signIn' : null;
    case 'prove':
      return noFile ? 'proveUsbKey' : 'prove';
    case 'download':
      return isAtBranch(facts.guided) ? null : 'download';
    case 'import':
      return kind === 'apply' ? 'import' : 'importRenew';
    case 'back-up':
      if (doneAt(step, facts).isDone) return null;
      return !codeSaved ? 'codeFirst' : kind === 'apply' ? 'backUpFirst' : 'backUp';
    default:
      return null;
  }
}

const branchSteps = ['site', 'download', 'valid'] as const;

export function stepTitle(
  t: Text['t'],
  { kind, guided }: Pick<GuideFacts, 'kind' | 'guided'>,
  step: GuideStep,
): string {
  const atBranch = isAtBranch(guided) ? branchSteps.find((each) => each === step) : undefined;
  // Ticking this step records the choice, not a call.
  if (atBranch === 'site') return t('guide.branch.choose');
  if (atBranch !== undefined) return t(`guide.branch.${atBranch}`);
  return kind === 'apply' ? t(`guide.applyStep.${step}`) : t(`guide.renewStep.${step}`);
}
