// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { PreflightCheck } from '../../../shared/schemas/enrolment/preflight.ts';
import type { FoundCertificate } from '../../formats/inspect/inspection.ts';
import type { ServerTrust } from '../../net/connect.ts';
import { createHttpClient, type HttpClient } from '../../net/http-client.ts';
import { inspectInChild, type ParseClient } from '../../parser/parse-client.ts';
import { maskIdentityNumbers } from '../../../shared/domain/certificates/identity-numbers.ts';
import { rulesFor, urlOf, type ServerAddress } from '../providers/server/server-address.ts';
import type { KnownTrust } from '../providers/server/server-trust.ts';
import { validatePath } from '../requests/validate-path.ts';
import { askTime, type TimeQuestion } from './ask-time.ts';
import { finding } from './finding.ts';
import { bothTimes, judgeClock } from './judge-clock.ts';
import { knownSoftware } from './known-software.ts';

export interface ServerLook {
  readonly parse: ParseClient;
  readonly address: ServerAddress;
  readonly question: TimeQuestion;
  readonly now: () => Date;
  readonly signal: AbortSignal;
}

/** Uses the system's roots, as a browser does, for `web` profiles without a CA. */
export interface SystemTrust {
  readonly anchors: 'system';
  readonly pins: readonly string[];
}

export type ServerChecks = readonly [PreflightCheck, PreflightCheck];

const notCompared = finding('clock-not-compared');

/**
 * Sends no code and no CSR. Asks for the time unless verification fails (other than by expiry) or software intercepts
 * the connection. `known` is null if the user has not chosen what to trust.
 */
export async function lookAtServer(look: ServerLook, known: KnownTrust | SystemTrust | null): Promise<ServerChecks> {
  const trust = known && { anchors: dersOf(known), pins: known.pins };
  try {
    return await connected(look, trust, async (client, readChain) => {
      // The system's roots may include an intercepting TLS proxy's CA.
      const between = known !== null && isSystem(known) ? intercepted(issuersOf(await readChain())) : null;
      return between === null ? [judgeClock(await timeOver(client, look)), right(known)] : [notCompared, between];
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return known === null ? [notCompared, unreachable(error)] : await whyNot(look, known, error);
  }
}

async function connected<T>(
  { parse, address, signal }: ServerLook,
  trust: ServerTrust | null,
  work: (client: HttpClient, readChain: () => Promise<readonly FoundCertificate[]>) => Promise<T>,
): Promise<T> {
  let shown: readonly Uint8Array[] = [];
  const client = createHttpClient({ ...rulesFor(address, trust), onChain: (chain) => void (shown = chain) });
  try {
    await client.open(new URL(urlOf(address)), signal);
    return await work(client, async () => {
      const read = await Promise.all(shown.map(async (der) => (await inspectInChild(parse, der, null)).certificates));
      return read.flat();
    });
  } finally {
    client.close();
  }
}

async function timeOver(client: HttpClient, { address, question, now, signal }: ServerLook) {
  return await askTime(client, address, question, { now: () => now().getTime(), signal });
}

function dersOf({ anchors }: KnownTrust | SystemTrust): readonly Uint8Array[] | 'system' {
  return anchors === 'system' ? anchors : anchors.map(({ der }) => der);
}

function right(known: KnownTrust | SystemTrust | null): PreflightCheck {
  if (known === null) return finding('server-no-anchor');
  return isSystem(known) ? finding('server-trusted') : finding('server-known', authorityOf(known));
}

function isSystem(known: KnownTrust | SystemTrust): known is SystemTrust {
  return known.anchors === 'system';
}

function authorityOf({ anchors }: KnownTrust): PreflightCheck['details'] {
  return { authority: maskIdentityNumbers(anchors[0]?.fields.subject ?? '') };
}

function unreachable({ code, details }: AppError): PreflightCheck {
  return finding('server-unreachable', { reason: String(details['reason'] ?? code) });
}

async function whyNot(look: ServerLook, known: KnownTrust | SystemTrust, error: AppError): Promise<ServerChecks> {
  if (error.code === 'server-unreachable') return [notCompared, unreachable(error)];
  const chain = await presentedChain(look);
  const [leaf] = chain;
  if (leaf === undefined) return [notCompared, unreachable(error)];
  if (error.code === 'server-certificate-name') {
    return [notCompared, finding('server-other-name', { shown: maskIdentityNumbers(leaf.fields.subject) })];
  }
  if (error.code === 'server-certificate-expired') return await outOfTime(look, known, chain);
  return [notCompared, foreign(chain, known)];
}

function foreign(chain: readonly FoundCertificate[], known: KnownTrust | SystemTrust): PreflightCheck {
  const issuers = issuersOf(chain);
  const between = intercepted(
    issuers,
    chain.map(({ fields }) => fields.subject),
  );
  const nameless = isSystem(known) ? 'server-untrusted' : 'server-other-authority';
  return between ?? finding(nameless, { issuer: lastOf(issuers) });
}

function issuersOf(chain: readonly FoundCertificate[]): string[] {
  return chain.map(({ fields }) => fields.issuer);
}

function lastOf(issuers: readonly string[]): string {
  return maskIdentityNumbers(issuers.at(-1) ?? '');
}

/** `beside` has subject names. Omit it for verified chains: a security vendor's own site also names the vendor. */
function intercepted(issuers: readonly string[], beside: readonly string[] = []): PreflightCheck | null {
  const software = knownSoftware([...issuers, ...beside]);
  if (software === null) return null;
  const found = software.kind === 'security' ? 'server-security-software' : 'server-debugging-proxy';
  return finding(found, { software: software.name, issuer: lastOf(issuers) });
}

/**
 * If the chain is valid at the server's time, the local clock is wrong. That time is unverified, so this is only a
 * hint.
 */
async function outOfTime(
  look: ServerLook,
  known: KnownTrust | SystemTrust,
  chain: readonly FoundCertificate[],
): Promise<ServerChecks> {
  const { parse } = look;
  const reading = await connected(look, null, async (client) => timeOver(client, look));
  const clock = reading === null ? notCompared : judgeClock(reading);
  const [leaf, ...beside] = chain;
  if (leaf === undefined || reading === null || clock.result === 'ok' || isSystem(known)) return [clock, ended(chain)];
  const path = { leaf: leaf.der, beside: beside.map(({ der }) => der), anchors: known.anchors };
  const { valid } = await validatePath(parse, path, new Date(reading.server));
  return valid
    ? [finding('clock-wrong', bothTimes(reading)), finding('server-known', authorityOf(known))]
    : [clock, ended(chain)];
}

function ended(chain: readonly FoundCertificate[]): PreflightCheck {
  const [{ fields } = {}] = chain;
  return finding('server-out-of-time', { from: fields?.notBefore ?? '', until: fields?.notAfter ?? '' });
}

async function presentedChain(look: ServerLook): Promise<readonly FoundCertificate[]> {
  try {
    return await connected(look, null, async (_client, readChain) => readChain());
  } catch (error) {
    if (error instanceof AppError) return [];
    throw error;
  }
}
