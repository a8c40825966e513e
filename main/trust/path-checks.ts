// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { PathCheck } from '../../shared/schemas/trust/trust.ts';
import type { CertificatesService } from '../certificates/certificates-service.ts';
import type { SystemRoot } from '../certificates/system-roots.ts';
import type { ParseClient } from '../parser/parse-client.ts';
import type { CertificateRow } from '../vault/store/rows/certificate-row.ts';
import type { PathCheckRow } from '../vault/store/rows/check-rows.ts';
import type { Vault } from '../vault/vault.ts';
import type { VaultAccess } from '../vault/vault-access.ts';
import { createJudging, type Judging } from './judging.ts';

export interface PathChecksRun {
  readonly signal?: AbortSignal;
  /** `fraction` is 0 to 1. */
  progress?(fraction: number): void;
  /** Called before each batch. A batch blocks the thread. */
  pause?(signal?: AbortSignal): Promise<void>;
}

export interface PathChecks {
  /** Returns null if not validated yet. */
  of(sha256: string): Promise<PathCheck | null>;
  /** Errors: `not-found`, those of `ParseClient.run`. */
  check(sha256: string, run?: PathChecksRun): Promise<PathCheck>;
  /** Validates certificates not validated with the current CAs and anchors in the last day. Returns their number. */
  checkDue(run?: PathChecksRun): Promise<number>;
  checkFew(): Promise<void>;
}

const batchSize = 500;
/** CAs expire even if nothing changes. */
const maxAgeMs = 24 * 60 * 60 * 1000;
const maxFew = 200;
const maxTries = 3;

export interface PathChecksOptions {
  readonly vault: VaultAccess;
  readonly certificates: Pick<CertificatesService, 'rows'>;
  /** A separate client, because a run keeps it busy. */
  readonly parse: ParseClient;
  readonly systemAnchors: () => Promise<Uint8Array[]>;
  /** The runtime's roots, which complete paths without being trusted. */
  readonly systemRoots: () => readonly SystemRoot[];
  readonly now: () => Date;
}

export function createPathChecks(options: PathChecksOptions): PathChecks {
  const { vault, certificates, parse, now } = options;

  async function judgingOf(open: Vault): Promise<Judging> {
    const rows = await certificates.rows();
    const system = await options.systemAnchors();
    // Read before `trusted()`, so that `keepPaths` detects changes in between.
    const confirmed = open.anchors.confirmed();
    return createJudging({
      rows,
      confirmed,
      own: open.anchors.trusted(),
      system,
      roots: options.systemRoots(),
    });
  }

  /** Returns false if the anchors changed in the meantime. */
  async function judgeOnce(open: Vault, judging: Judging, rows: readonly CertificateRow[], signal?: AbortSignal) {
    const asked = rows.flatMap((row) => {
      const der = open.getDer(row.sha256);
      return der === null ? [] : [{ row, der }];
    });
    const checkedAt = now().toISOString();
    const authorities = judging.authoritiesOf(asked.map(({ row }) => row)).flatMap((id) => open.getDer(id) ?? []);
    const { verdicts } = await parse.run(
      'judge',
      {
        certificates: asked.map(({ der }) => der),
        authorities: [...authorities, ...judging.roots],
        anchors: [...judging.anchors],
        at: `${checkedAt.slice(0, 19)}Z`,
      },
      signal,
    );
    const checks = asked.flatMap(({ row }, index): PathCheckRow[] => {
      const verdict = verdicts[index];
      return verdict === undefined ? [] : [{ sha256: row.sha256, ...verdict, basis: judging.basisOf(row), checkedAt }];
    });
    return await open.checks.keepPaths(checks, judging);
  }

  async function judge(open: Vault, judging: Judging, rows: readonly CertificateRow[], signal?: AbortSignal) {
    let present = judging;
    for (let tries = 1; !(await judgeOnce(open, present, rows, signal)) && tries < maxTries; tries += 1) {
      present = await judgingOf(open);
    }
    return present;
  }

  async function judgeAll(open: Vault, judging: Judging, rows: readonly CertificateRow[], run: PathChecksRun) {
    // Sort by issuer, so that most CAs are sent only once.
    const sorted = rows.toSorted((a, b) => (a.issuerHash < b.issuerHash ? -1 : a.issuerHash > b.issuerHash ? 1 : 0));
    let present = judging;
    for (let from = 0; from < sorted.length; from += batchSize) {
      run.progress?.(from / sorted.length);
      await run.pause?.(run.signal);
      present = await judge(open, present, sorted.slice(from, from + batchSize), run.signal);
    }
    parse.forget();
    return sorted.length;
  }

  async function nameOf(open: Vault, sha256: string): Promise<string> {
    const known = open.getRow(sha256) ?? options.systemRoots().find((root) => root.sha256 === sha256);
    if (known) return known.displayName;
    const own = open.anchors.rows().filter((row) => row.sha256 === sha256);
    const [fields] =
      own.length === 0 ? [] : (await parse.run('readFields', { certificates: own.map(({ der }) => der) })).fields;
    return fields?.displayName ?? sha256.slice(0, 16);
  }

  async function shown(
    open: Vault,
    { valid, sound, reasons, warnings, path, checkedAt }: PathCheckRow,
  ): Promise<PathCheck> {
    const names = new Map<string, string>();
    for (const sha256 of [...path, ...[...reasons, ...warnings].map(({ certificate }) => certificate)]) {
      if (!names.has(sha256)) names.set(sha256, await nameOf(open, sha256));
    }
    const name = (sha256: string) => names.get(sha256) ?? '';
    return {
      valid,
      sound,
      reasons: reasons.map((reason) => ({ ...reason, name: name(reason.certificate) })),
      warnings: warnings.map((warning) => ({ ...warning, name: name(warning.certificate) })),
      path: path.map((sha256) => ({ sha256, name: name(sha256) })),
      checkedAt,
    };
  }

  function isDue(judging: Judging, row: CertificateRow, times: ReturnType<Vault['checks']['pathTimes']>): boolean {
    const known = times.get(row.sha256);
    if (known === undefined || known.basis !== judging.basisOf(row)) return true;
    const age = now().getTime() - Date.parse(known.checkedAt);
    return age > maxAgeMs || age < 0;
  }

  return {
    async of(sha256) {
      const open = await vault.require();
      if (open.getRow(sha256) === null) throw new AppError('not-found');
      const check = open.checks.path(sha256);
      return check && (await shown(open, check));
    },
    async check(sha256, run = {}) {
      const open = await vault.require();
      const row = open.getRow(sha256);
      if (row === null) throw new AppError('not-found');
      run.progress?.(0);
      await judge(open, await judgingOf(open), [row], run.signal);
      const check = open.checks.path(sha256);
      if (check === null) throw new AppError('not-found');
      return await shown(open, check);
    },
    async checkDue(run = {}) {
      const open = await vault.current();
      if (open === null) return 0;
      const judging = await judgingOf(open);
      const times = open.checks.pathTimes();
      const due = judging.rows.filter((row) => isDue(judging, row, times));
      return await judgeAll(open, judging, due, run);
    },
    async checkFew() {
      const open = await vault.current();
      const at = now().getTime();
      const fresh = { from: new Date(at - maxAgeMs).toISOString(), to: new Date(at).toISOString() };
      const few = open?.checks.fewToJudge(maxFew, fresh) ?? [];
      if (open === null || few.length === 0) return;
      const judging = await judgingOf(open);
      const wanted = new Set(few);
      const times = open.checks.pathTimes();
      const due = judging.rows.filter((row) => wanted.has(row.sha256) && isDue(judging, row, times));
      await judgeAll(open, judging, due, {});
    },
  };
}
