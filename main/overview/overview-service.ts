// SPDX-License-Identifier: Apache-2.0
import { institutionToNotify } from '../../shared/domain/certificates/bank-of.ts';
import { someOpensWithCode } from '../../shared/domain/backup/opens-with-code.ts';
import { maxOverviewCards } from '../../shared/domain/certificates/certificate-states.ts';
import { needsReplacement } from '../../shared/domain/certificates/needs-replacement.ts';
import type { CertificateQuery, ListFilter } from '../../shared/schemas/certificates/certificate-query.ts';
import type { CertificateSummary } from '../../shared/schemas/certificates/certificate.ts';
import type { Overview } from '../../shared/schemas/overview.ts';
import { areBackupsOnlyHere } from '../backup/backup-place.ts';
import { wholeList } from '../certificates/certificate-list.ts';
import type { CertificatesService } from '../certificates/certificates-service.ts';
import type { EnrolmentService } from '../enrolment/enrolment-service.ts';
import { remindedItems, type RemindedItem } from '../reminders/reminded-items.ts';
import type { RemindersService } from '../reminders/reminders-service.ts';
import type { VaultAccess } from '../vault/vault-access.ts';
import type { Vault } from '../vault/vault.ts';
import type { WatchedService } from '../watched/watched-service.ts';
import { maxNamed, overviewTasks, type TaskFacts } from './overview-tasks.ts';

export interface OverviewService {
  read(): Promise<Overview>;
}

const shownOfMany = 5;

export function createOverviewService(parts: {
  readonly vault: VaultAccess;
  readonly certificates: CertificatesService;
  readonly watched: WatchedService;
  readonly reminders: Pick<RemindersService, 'due'>;
  readonly enrolment: Pick<EnrolmentService, 'requests'> & {
    readonly webEnrolments: Pick<EnrolmentService['webEnrolments'], 'waiting'>;
  };
  readonly now: () => Date;
}): OverviewService {
  const { vault, certificates, watched, reminders, enrolment, now } = parts;

  async function summariesOf(items: readonly RemindedItem[]): Promise<CertificateSummary[]> {
    const ids = items.flatMap(({ sha256 }) => sha256 ?? []);
    return await Promise.all(ids.map(async (sha256) => certificates.identity(sha256)));
  }

  async function withoutKey(count: number): Promise<TaskFacts['keyless']> {
    if (count === 0) return { count, rows: [] };
    const query: CertificateQuery = { ...wholeList, filter: 'key-missing' };
    const { rows } = await certificates.page({ query, offset: 0, limit: maxNamed, facets: false });
    return { count, rows };
  }

  async function lossesIn(open: Vault): Promise<TaskFacts['losses']> {
    const found = [...open.losses.list()].filter(([sha256]) => open.getRow(sha256) !== null);
    return await Promise.all(
      found.map(async ([sha256, loss]) => {
        const summary = await certificates.summary(sha256);
        const { status, displayName: name } = summary;
        const mayBeUsed = needsReplacement(summary) && status !== 'revoked' && status !== 'expired';
        return { sha256, name, loss, institution: mayBeUsed ? institutionToNotify(summary) : null };
      }),
    );
  }

  return {
    async read() {
      const found = await certificates.counts();
      const at = now();
      const open = await vault.current();
      const items = await remindedItems(parts);
      const first = items.findIndex(({ notAfter }) => Date.parse(notAfter) >= at.getTime());
      const running = first < 0 ? [] : items.slice(first);
      const over = items
        .slice(0, items.length - running.length)
        .filter(({ isReplaced }) => !isReplaced)
        .toReversed();
      const counts = found === null ? noCounts : countsOf(found.filters);
      const isRevoked = counts.revoked > 0;
      const revoked = isRevoked
        ? await certificates.list({ search: '', status: 'revoked', includeAuthorities: false })
        : [];
      const keyless = await withoutKey(found?.filters['key-missing'] ?? 0);
      const status = await vault.status();
      const backupCounts = await certificates.backupCounts();
      const backups = open?.backups.list() ?? [];
      const tasks = overviewTasks(
        {
          codeMissing: status.keys > 0 && !status.recoverySaved,
          // Losses have their own task.
          deadlines: running.filter(({ isLost }) => !isLost),
          expired: over.filter(({ isLost }) => !isLost),
          revoked,
          keyless,
          losses: open === null ? [] : await lossesIn(open),
          backupCounts,
          backups,
          onlyHere: await areBackupsOnlyHere(vault.folder, open?.backups.openable() ?? []),
          opensWithCode: !status.recoverySaved || someOpensWithCode(status.protectors, backups),
          requests: await enrolment.requests(),
          webEnrolments: await enrolment.webEnrolments.waiting(),
        },
        at,
      );
      const inVault = ({ sha256 }: RemindedItem): boolean => sha256 !== null;
      const [active, past] = [running.filter(inVault), over.filter(inVault)];
      const own = active.length + revoked.length + past.length;
      const isMany = own > maxOverviewCards;
      const { next, nextName } = await reminders.due();
      return {
        tasks,
        certificates: isMany
          ? await summariesOf(active.slice(0, shownOfMany))
          : [...(await summariesOf(active)), ...revoked, ...(await summariesOf(past))],
        own,
        counts,
        watched: (await watched.list()).filter(({ sha256 }) => sha256 === null).slice(0, maxOverviewCards),
        backups: backupCounts,
        nextReminder: next === null || nextName === null ? null : { at: next, name: nextName },
        changesAt: found?.changesAt ?? null,
      };
    },
  };
}

function countsOf(filters: Readonly<Record<ListFilter, number>>): Overview['counts'] {
  const { valid, expiring, expired, revoked, superseded, 'not-yet-valid': notYetValid } = filters;
  return { valid, expiring, expired, 'not-yet-valid': notYetValid, revoked, superseded };
}

const noCounts: Overview['counts'] = {
  valid: 0,
  expiring: 0,
  expired: 0,
  'not-yet-valid': 0,
  revoked: 0,
  superseded: 0,
};
