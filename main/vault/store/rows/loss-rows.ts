// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import {
  lossKindSchema,
  lossReferenceSchema,
  lossStepSchema,
  type Loss,
  type LossKind,
} from '../../../../shared/schemas/certificates/loss.ts';
import { phoneSchema } from '../../../../shared/schemas/enrolment/profile-text.ts';
import { prepared } from '../prepared.ts';

const doneSchema = z.array(z.unknown());

const doneStepSchema = z.union([
  lossStepSchema,
  z.object({
    step: z.literal('notified'),
    at: z.iso.datetime().optional(),
    reference: lossReferenceSchema.optional(),
    /** The step was unticked. */
    done: z.literal(false).optional(),
  }),
  z.object({ step: z.literal('confirmed'), at: z.iso.datetime() }),
]);

export type LossProgress = Pick<Loss, 'done' | 'notifiedAt' | 'confirmedAt' | 'reference'>;

const columns = `kind, reported_at, done, phone,
  EXISTS (SELECT 1 FROM requests r WHERE r.renews = l.sha256 AND r.state = 'done')
    OR EXISTS (SELECT 1 FROM web_enrolments v WHERE v.renews = l.sha256 AND v.certificate IS NOT NULL) AS followed`;

export function lossRows(database: DatabaseSync, limit = -1): Map<string, Loss> {
  const rows = prepared(database, `SELECT sha256, ${columns} FROM losses l LIMIT ?`).all(limit);
  return new Map(
    rows.flatMap((row) => {
      const loss = lossFromSql(row);
      return loss === null ? [] : [[String(row['sha256']), loss] as const];
    }),
  );
}

export function findLoss(database: DatabaseSync, sha256: string): Loss | null {
  const row = prepared(database, `SELECT ${columns} FROM losses l WHERE sha256 = ?`).get(sha256);
  return row ? lossFromSql(row) : null;
}

export function putLoss(database: DatabaseSync, sha256: string, kind: LossKind, reportedAt: string): void {
  prepared(
    database,
    `INSERT INTO losses (sha256, kind, reported_at) VALUES (?1, ?2, ?3)
      ON CONFLICT (sha256) DO UPDATE SET kind = excluded.kind`,
  ).run(sha256, kind, reportedAt);
}

export function writeLossProgress(
  database: DatabaseSync,
  sha256: string,
  { done, notifiedAt: at, confirmedAt, reference }: LossProgress,
): void {
  const hasFacts = at !== undefined || reference !== undefined;
  const facts = { step: 'notified', at, reference };
  const steps = done.map((step) => {
    if (step === 'confirmed' && confirmedAt !== undefined) return { step, at: confirmedAt };
    return step === 'notified' && hasFacts ? facts : step;
  });
  const kept = hasFacts && !done.includes('notified') ? [{ ...facts, done: false }] : [];
  prepared(database, 'UPDATE losses SET done = ?2 WHERE sha256 = ?1').run(sha256, JSON.stringify([...steps, ...kept]));
}

export function writeLossPhone(database: DatabaseSync, sha256: string, phone: string | null): void {
  prepared(database, 'UPDATE losses SET phone = ?2 WHERE sha256 = ?1').run(sha256, phone);
}

export function deleteLoss(database: DatabaseSync, sha256: string): boolean {
  return Number(prepared(database, 'DELETE FROM losses WHERE sha256 = ?').run(sha256).changes) === 1;
}

export function forgetLosses(database: DatabaseSync, sha256s: string): void {
  prepared(database, 'DELETE FROM losses WHERE sha256 IN (SELECT value FROM json_each(?))').run(sha256s);
}

function lossFromSql(row: Readonly<Record<string, unknown>>): Loss | null {
  const kind = lossKindSchema.safeParse(row['kind']);
  if (!kind.success) return null;
  const progress = progressOf(row['done']);
  const replaced = row['followed'] === 1 || progress.done.includes('replaced');
  const phone = phoneSchema.safeParse(row['phone']).data;
  return { kind: kind.data, reportedAt: String(row['reported_at']), ...progress, phone, replaced };
}

/** Leaves out unknown steps, for example of a newer version. */
function progressOf(text: unknown): LossProgress {
  try {
    const steps = doneSchema
      .parse(JSON.parse(String(text)))
      .flatMap((each) => doneStepSchema.safeParse(each).data ?? []);
    const facts = steps.filter((each) => typeof each === 'object');
    const { at, reference } = facts.find((each) => each.step === 'notified') ?? {};
    const confirmedAt = facts.find((each) => each.step === 'confirmed')?.at;
    const done = steps
      .filter((each) => typeof each === 'string' || each.step === 'confirmed' || each.done !== false)
      .map((each) => (typeof each === 'object' ? each.step : each));
    return { done: [...new Set(done)], notifiedAt: at, confirmedAt, reference };
  } catch {
    return { done: [] };
  }
}
