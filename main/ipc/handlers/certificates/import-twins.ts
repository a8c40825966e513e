// SPDX-License-Identifier: Apache-2.0
import type { CallInput, CallOutput } from '../../../../shared/ipc/contract.ts';
import { expiringTwin, maskedNumberOf, type TwinFields } from '../../../certificates/expiring-twin.ts';
import type { Services } from '../../../services.ts';

type Parts = Pick<Services, 'certificates' | 'imports'>;
type Preview = CallOutput<'imports.inspect'>;

/** With more holders, the file probably lists other people's certificates. */
const mostHolders = 5;

/** Returns each certificate's masked holder number and the stored certificate that it may replace. */
export async function holdersIn({ certificates, imports }: Parts, preview: Omit<Preview, 'holders'>) {
  if (preview.report.diagnosis.code !== 'opened' || preview.report.vault !== undefined) return [];
  const fresh = ownIn(imports, preview.draftId);
  if (fresh.length > mostHolders) return [];
  const rows = await certificates.rows();
  return fresh.map((each) => {
    const twin = expiringTwin(rows, each, new Date());
    const replaces = twin && {
      sha256: twin.sha256,
      displayName: twin.label ?? twin.displayName,
      notAfter: twin.notAfter,
    };
    return { sha256: each.sha256, number: maskedNumberOf(each.subject), replaces };
  });
}

/** Call before the commit, which ends the draft. */
export function ownIn(imports: Parts['imports'], draftId: string): TwinFields[] {
  const { certificates, keys } = imports.found(draftId);
  const withKey = new Set(keys.flatMap(({ matches }) => matches ?? []));
  return certificates
    .filter(({ fields }) => !fields.isCa)
    .map(({ fields }) => ({ ...fields, hasPrivateKey: withKey.has(fields.sha256) }));
}

/**
 * Records the user's decision for each twin and skips pairs that aren't twins. Links a successor to the old
 * certificate's bank, unless its own bank differs.
 */
export async function recordTwins(
  { certificates, enrolment: { profiles, webEnrolments } }: Pick<Services, 'certificates' | 'enrolment'>,
  fresh: readonly TwinFields[],
  said: NonNullable<CallInput<'imports.commit'>['twins']>,
): Promise<void> {
  for (const { sha256, old, isReplaced } of said) {
    const rows = await certificates.rows();
    const own = fresh.find((each) => each.sha256 === sha256);
    const twin = own === undefined ? null : expiringTwin(rows, own, new Date());
    if (twin?.sha256 !== old) continue;
    await certificates.annotate({ sha256: old, replacedBy: isReplaced ? sha256 : '' });
    if (!isReplaced) continue;
    const bank = await webEnrolments.authorityOf(old);
    const named = (await webEnrolments.authorityOf(sha256)) ?? bank;
    const held = (await profiles.list()).find(
      ({ profile, host }) => profile.name === bank?.name && host.ascii === bank.host,
    );
    // Link explicitly, because the old certificate may be deleted.
    if (held !== undefined && named?.name === bank?.name && named?.host === bank?.host)
      await webEnrolments.link(held, sha256);
  }
}
