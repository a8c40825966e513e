// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import type { CertificateDetail } from '../../../../shared/schemas/certificates/certificate.ts';
import type { HeldProfile } from '../../../../shared/schemas/enrolment/enrolment.ts';
import { ipc } from '../../../lib/ipc.ts';
import { useEnrolment } from '../../../state/enrolment/enrolment-store.ts';
import { type Guide, refreshGuide, useGuide } from '../../../state/enrolment/guide-store.ts';
import { useWebEnrolments } from '../../../state/enrolment/web-enrolments-store.ts';
import { useVault } from '../../../state/vault/vault-store.ts';
import type { GuideFacts } from './guide-steps.ts';

export interface OpenGuideFacts extends GuideFacts {
  /** To renew; null: an application, or loading. */
  readonly old: CertificateDetail | null;
  readonly result: CertificateDetail | null;
}

/** Follows the vault: what was imported, backed up and named. */
export function useGuideFacts(guide: Guide): OpenGuideFacts {
  const revision = useVault((state) => state.status?.revision ?? 0);
  const codeSaved = useVault((state) => state.status?.recoverySaved === true);
  const { guided, early } = useGuide();
  const profiles = useEnrolment((state) => state.profiles);
  const webEnrolments = useWebEnrolments((state) => state.webEnrolments);
  const sha256 = guide.kind === 'renew' ? guide.sha256 : null;
  const old = useCertificate(sha256, revision);
  const result = useCertificate(guided?.certificate ?? null, revision);
  const [linked, setLinked] = useState<string | null>(null);
  useEffect(() => void refreshGuide(), [guide.id, revision, webEnrolments]);
  useEffect(() => {
    let current = true;
    setLinked(null);
    if (sha256 === null) return undefined;
    ipc('webEnrolments.authorityOf', { sha256 }).then(
      ({ profileId }) => current && setLinked(profileId),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [sha256, revision]);
  return {
    kind: guide.kind,
    held: bankIn(profiles ?? [], guided, linked),
    guided,
    early,
    isOnUsbKey: old !== null && old.keyOnToken !== null,
    old,
    result,
    codeSaved,
  };
}

function bankIn(
  profiles: readonly HeldProfile[],
  guided: GuideFacts['guided'],
  linked: string | null,
): HeldProfile | null {
  const found = profiles.find(({ id, profile, host }) =>
    guided === null ? id === linked : profile.name === guided.profile.name && host.ascii === guided.profile.host,
  );
  return found ?? null;
}

function useCertificate(sha256: string | null, revision: number): CertificateDetail | null {
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
