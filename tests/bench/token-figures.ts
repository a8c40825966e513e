// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { maxTokenObjectsPage } from '../../shared/domain/token-objects.ts';
import { createForkChild } from '../../main/hosts/node/fork-child.ts';
import type { TokenRun, TokensService } from '../../main/tokens/tokens-service.ts';
import { openTokens } from '../support/tokens/work/open-tokens.ts';
import { loggedIn } from '../support/tokens/work/pkcs11-tool.ts';
import { softHsmUnavailable, type SoftHsmTarget } from '../support/tokens/modules/softhsm.ts';
import { whatIsMissing } from '../support/tokens/modules/what-is-missing.ts';
import { benchToken } from './bench-token.ts';
import { median } from './figures.ts';

/** Times are in milliseconds. */
export interface TokenListing {
  readonly certificates: number;
  /** From the request to the first rows. */
  readonly firstRows: readonly number[];
  /** From the request to the last row. */
  readonly whole: readonly number[];
  /** Total run time of `pkcs11-tool --list-objects --login`. */
  readonly pkcs11Tool: readonly number[];
}

export interface TokenFigures {
  /** Each size is ten times the previous. */
  readonly listings: readonly TokenListing[];
}

export interface TokenOptions {
  readonly root: string;
  readonly data: string;
  readonly work: string;
  readonly quick: boolean;
  readonly say: (line: string) => void;
}

/** The size that `limits.whole` (milliseconds) and `limits.pkcs11Tool` apply to. */
const judged = 1000;
const warmUps = 3;
const limits = { whole: 150, pkcs11Tool: 1 / 2, tenfold: 12 } as const;
const run: TokenRun = { signal: new AbortController().signal, progress: () => undefined };

/** Times listing a token's objects as the window does after a login, and with OpenSC's pkcs11-tool. */
export async function measureTokens(options: TokenOptions): Promise<TokenFigures | { readonly skipped: string }> {
  const { data, quick, say } = options;
  const missing = softHsmUnavailable() ?? whatIsMissing({ tools: ['pkcs11-tool'] });
  if (missing !== null) return { skipped: `objects of a token: ${missing} (Debian packages softhsm2, opensc)` };
  const listings: TokenListing[] = [];
  for (const certificates of quick ? [100, judged] : [100, judged, 10_000]) {
    say(`objects of a token: ${certificates} certificates on SoftHSM`);
    const target = await benchToken(data, certificates);
    const listing = await measureListing(target, certificates, options);
    listings.push(listing);
    const [first, whole, tool] = [listing.firstRows, listing.whole, listing.pkcs11Tool].map(median);
    say(`  first rows ${first?.toFixed(0)} ms, whole ${whole?.toFixed(0)} ms, pkcs11-tool ${tool?.toFixed(0)} ms`);
  }
  return { listings };
}

async function measureListing(
  target: SoftHsmTarget,
  certificates: number,
  { root, work, quick }: TokenOptions,
): Promise<TokenListing> {
  const folder = mkdtempSync(join(work, 'token-'));
  const before = process.env['SOFTHSM2_CONF'];
  Object.assign(process.env, target.environment);
  const service = await openTokens([target], { folder, startChild: createForkChild(join(root, 'dist')) });
  try {
    const tokenId = await unlocked(service.tokens, target);
    // Lets the module read its files and the JIT compile our code.
    for (let round = 0; round < warmUps; round++) await listed(service.tokens, tokenId, certificates);
    const [firstRows, whole, pkcs11Tool] = [new Array<number>(), new Array<number>(), new Array<number>()];
    for (let round = 0; round < (quick ? 3 : 5); round++) {
      const ours = await listed(service.tokens, tokenId, certificates);
      firstRows.push(ours.first);
      whole.push(ours.whole);
      pkcs11Tool.push(listedByTool(target, certificates));
    }
    return { certificates, firstRows, whole, pkcs11Tool };
  } finally {
    service.close();
    if (before === undefined) delete process.env['SOFTHSM2_CONF'];
    else process.env['SOFTHSM2_CONF'] = before;
    rmSync(folder, { recursive: true, force: true });
  }
}

async function unlocked(tokens: TokensService, target: SoftHsmTarget): Promise<string> {
  const { tokens: connected } = await tokens.list({ refresh: true }, run);
  const token = connected.find(({ label }) => label === target.label);
  if (!token) throw new Error(`no token ${target.label}`);
  await tokens.unlock({ tokenId: token.id, pin: target.pin, confirmedLastTry: true }, run);
  return token.id;
}

/** Reads pages as they arrive, like the window. Throws unless every certificate was read. */
async function listed(tokens: TokensService, tokenId: string, certificates: number) {
  const started = performance.now();
  let first: number | null = null;
  let rows = 0;
  let read = 0;
  for (;;) {
    const page = { tokenId, fresh: rows === 0, offset: rows, limit: maxTokenObjectsPage };
    const { objects, complete, read: soFar } = await tokens.objects(page, run);
    first ??= performance.now() - started;
    rows += objects.length;
    read += objects.filter(({ certificate }) => certificate !== null).length;
    if (complete && rows >= soFar) break;
  }
  const whole = performance.now() - started;
  if (read !== certificates) throw new Error(`${read} certificates listed of ${certificates}`);
  return { first, whole };
}

/** Returns milliseconds. Throws unless every certificate is listed, so that a failure doesn't count as fast. */
function listedByTool(target: SoftHsmTarget, certificates: number): number {
  const env = { ...process.env, ...target.environment, PIN: target.pin };
  const words = ['--module', target.modulePath, ...loggedIn(target), '--list-objects'];
  const started = performance.now();
  const { status, stdout } = spawnSync('pkcs11-tool', words, { env, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  const ms = performance.now() - started;
  const found = stdout.split('Certificate Object').length - 1;
  if (status !== 0 || found !== certificates) throw new Error(`pkcs11-tool: exit ${status}, ${found} certificates`);
  return ms;
}

export function tokenRows({ listings }: TokenFigures): [string, number | null, number][] {
  const rows: [string, number | null, number][] = [];
  for (const [index, listing] of listings.entries()) {
    const before = listings[index - 1];
    const { certificates, whole, pkcs11Tool } = listing;
    if (certificates === judged) {
      rows.push(['objects of a token, ms', median(whole), limits.whole]);
      rows.push(['objects of a token, time / pkcs11-tool', median(whole) / median(pkcs11Tool), limits.pkcs11Tool]);
    }
    if (before) {
      const ratio = median(whole) / median(before.whole);
      rows.push([`objects of a token, ${certificates} / ${before.certificates}`, ratio, limits.tenfold]);
    }
  }
  return rows;
}

export function tokenLines({ listings }: TokenFigures): string[] {
  return listings.map(({ certificates, firstRows, whole, pkcs11Tool }) => {
    const [first, all, tool] = [firstRows, whole, pkcs11Tool].map((times) => median(times).toFixed(0));
    return `${certificates} certificates on SoftHSM after a login (median of ${whole.length}): first rows ${first} ms, all ${all} ms, pkcs11-tool --list-objects --login ${tool} ms`;
  });
}
