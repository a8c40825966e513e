// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import { bankOrIssuer } from '../../../../shared/domain/certificates/bank-of.ts';
import type { CertificateDetail } from '../../../../shared/schemas/certificates/certificate.ts';
import type { HeldProfile } from '../../../../shared/schemas/enrolment/enrolment.ts';
import { ipc } from '../../../lib/ipc.ts';
import { useBankOf } from '../../../state/enrolment/banks.ts';
import { useEnrolment } from '../../../state/enrolment/enrolment-store.ts';
import { type Guide, refreshGuide, useGuide } from '../../../state/enrolment/guide-store.ts';
import { useWebEnrolments } from '../../../state/enrolment/web-enrolments-store.ts';
import { useStores } from '../../../state/stores/stores-store.ts';
import { useVault } from '../../../state/vault/vault-store.ts';
import type { TickedStep } from '../../../../shared/domain/enrolment/guide-steps.ts';
import type { GuideFacts, GuideLine } from './guide-steps.ts';
import { useKeyCheck } from './use-key-check.ts';

export interface OpenGuideFacts extends GuideFacts {
  readonly old: CertificateDetail | null;
  readonly isReplacement: boolean;
  /** The certificate that an `apply` guide replaces. */
  readonly lost: CertificateDetail | null;
  readonly bankName: string | null;
  /** Of the bank that the user chose, or of the certificate's institution until then. */
  readonly phone: string | null;
  readonly result: CertificateDetail | null;
  /** Whether a browser has `result` with its key. Null while unknown. */
  readonly isInstalled: boolean | null;
}

export interface GuideBodyProps {
  readonly facts: OpenGuideFacts;
  readonly line: GuideLine;
  readonly onTick: (step: TickedStep, isDone: boolean) => void;
  /** For a certificate that exists only on a phone. Null hides the choice. */
  readonly onPhone: (() => void) | null;
}

export function useGuideFacts(guide: Guide): OpenGuideFacts {
  const revision = useVault((state) => state.status?.revision ?? 0);
  const codeSaved = useVault((state) => state.status?.recoverySaved === true);
  const { guided, early } = useGuide();
  const profiles = useEnrolment((state) => state.profiles);
  const webEnrolments = useWebEnrolments((state) => state.webEnrolments);
  const sha256 = guide.kind === 'renew' ? guide.sha256 : null;
  const old = useCertificate(sha256, revision);
  const lost = useCertificate(guide.kind === 'apply' ? guide.replaces : null, revision);
  const named = old ?? lost;
  const result = useCertificate(guided?.certificate ?? null, revision);
  const bank = useBankOf(guide.kind === 'renew' ? guide.sha256 : guide.replaces);
  const bankHere = guide.kind === 'renew' ? bank.held : null;
  const held = guided === null ? bankHere : bankIn(profiles ?? [], guided);
  // Without a name, `KnownBanks` would propose a bank that the lost certificate isn't from.
  const bankName = named === null ? null : (bankOrIssuer(named.subject, named.issuer) ?? lost?.issuerName ?? null);
  const isOwnBank = guide.kind === 'renew' || (held === null && (guided === null || guided.profile.name === bankName));
  const isOnUsbKey = old !== null && old.keyOnToken !== null;
  const isRenewed = (guided?.steps ?? early).prove !== undefined;
  const keyCheck = useKeyCheck(isOnUsbKey && isRenewed ? old : null);
  useEffect(() => void refreshGuide(), [guide.id, revision, webEnrolments]);
  return {
    kind: guide.kind,
    held,
    guided,
    early,
    isOnUsbKey,
    keyCheck,
    old,
    isReplacement: guide.kind === 'apply' && guide.replaces !== null,
    lost,
    bankName,
    phone: held?.profile.contact?.phone ?? (isOwnBank ? bank.phone : null),
    result,
    isInstalled: useIsInstalled(result?.sha256 ?? null),
    codeSaved,
  };
}

function bankIn(
  profiles: readonly HeldProfile[],
  { profile: of }: NonNullable<GuideFacts['guided']>,
): HeldProfile | null {
  const isOf = ({ profile, host }: HeldProfile) =>
    profile.name === of.name && (of.host === '' ? profile.protocol === 'web' : host.ascii === of.host);
  return profiles.find(isOf) ?? null;
}

function useIsInstalled(sha256: string | null): boolean | null {
  const revision = useStores((state) => state.revision);
  const [found, setFound] = useState<{ readonly of: string; readonly isInstalled: boolean } | null>(null);
  useEffect(() => {
    let current = true;
    if (sha256 === null) return undefined;
    const show = (isInstalled: boolean) => current && setFound({ of: sha256, isInstalled });
    ipc('stores.places', { sha256 }).then(
      ({ places }) => show(places.some(({ storeKind, hasKey }) => storeKind !== 'token' && hasKey === true)),
      () => show(false),
    );
    return () => {
      current = false;
    };
  }, [sha256, revision]);
  return found?.of === sha256 ? found.isInstalled : null;
}

export function useCertificate(sha256: string | null, revision: number): CertificateDetail | null {
  const [detail, setDetail] = useState<CertificateDetail | null>(null);
  useEffect(() => {
    let current = true;
    if (sha256 === null) setDetail(null);
    else {
      ipc('certificates.detail', { sha256 }).then(
        (answer) => current && setDetail(answer),
        () => current && setDetail(null),
      );
    }
    return () => {
      current = false;
    };
  }, [sha256, revision]);
  return detail?.sha256 === sha256 ? detail : null;
}
