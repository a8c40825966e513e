// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { CaProfile } from '../../../../shared/schemas/enrolment/ca-profile.ts';
import type { FoundCertificate } from '../../../formats/inspect/inspection.ts';
import { readCertificateFile } from '../../../imports/read-file.ts';
import { createHttpClient } from '../../../net/http-client.ts';
import { inspectInChild, type ParseClient } from '../../../parser/parse-client.ts';
import { looksSelfSigned } from '../../../x509/certificate/chain.ts';
import { maskIdentityNumbers } from '../../../../shared/domain/certificates/identity-numbers.ts';
import { readBase64Body } from './base64-body.ts';
import { hostHeader, maxReplyBytes, rulesFor, urlOf, type ServerAddress } from './server-address.ts';

export interface GivenTrust {
  readonly anchorFile: string | null;
  /** SHA-256 of a CA's certificate or SubjectPublicKeyInfo, lower-case hex. */
  readonly pin: string | null;
}

export interface KnownTrust {
  readonly anchors: readonly FoundCertificate[];
  readonly pins: readonly string[];
}

const maxAnchorBytes = 1024 * 1024;
const bootstrapMs = 30_000;

/**
 * Tries in order: the file, the profile's anchor, accepted CAs (unless `pin` is given), a CA that matches a pin. Never
 * trusts on first use. Errors: `anchor-needed` (`host`, `authorities`: SHA-256 and subject), `server-untrusted` (pin
 * not found), `not-a-certificate-file`, those of reading and connecting.
 */
export async function resolveTrust(
  parse: ParseClient,
  profile: CaProfile,
  { anchorFile, pin }: GivenTrust,
  accepted: readonly Uint8Array[],
  address: ServerAddress,
): Promise<KnownTrust> {
  const pins = pin === null ? (profile.pins ?? []) : [pin];
  if (anchorFile !== null) return { anchors: await certificatesOfFile(parse, anchorFile), pins };
  if (profile.anchor) return { anchors: await certificatesIn(parse, Buffer.from(profile.anchor, 'utf8')), pins };
  if (pin === null && accepted.length > 0) {
    const read = await Promise.all(accepted.map(async (der) => certificatesIn(parse, der)));
    return { anchors: read.flat(), pins };
  }
  if (pins.length === 0) {
    const authorities = await shownAuthorities(parse, address);
    throw new AppError('anchor-needed', {
      host: hostHeader(address),
      authorities: authorities.map(({ fields: { sha256, subject } }) => `${sha256} ${maskIdentityNumbers(subject)}`),
    });
  }
  const shown = await bootstrap(parse, address, AbortSignal.timeout(bootstrapMs));
  const anchors = shown.filter(
    ({ fields }) => fields.isCa && (pins.includes(fields.sha256) || pins.includes(fields.spkiSha256)),
  );
  if (anchors.length === 0) throw new AppError('server-untrusted', { reason: 'pin' });
  return { anchors, pins: [] };
}

const maxShown = 5;

export async function shownAuthorities(
  parse: ParseClient,
  address: ServerAddress,
  signal: AbortSignal | null = null,
): Promise<readonly FoundCertificate[]> {
  const timeout = AbortSignal.timeout(bootstrapMs);
  const found = await bootstrap(parse, address, signal === null ? timeout : AbortSignal.any([signal, timeout]));
  const authorities = found.filter(({ fields }) => fields.isCa);
  const roots = authorities.filter(({ fields }) => looksSelfSigned(fields));
  return (roots.length > 0 ? roots : authorities).slice(0, maxShown);
}

/** Errors: `not-a-certificate-file`, those of `readCertificateFile`. */
export async function certificatesOfFile(parse: ParseClient, file: string): Promise<readonly FoundCertificate[]> {
  return await certificatesIn(parse, await readCertificateFile(file, { maxBytes: maxAnchorBytes, pipes: true }));
}

async function certificatesIn(parse: ParseClient, bytes: Uint8Array): Promise<readonly FoundCertificate[]> {
  const { certificates, keys } = await inspectInChild(parse, bytes, null);
  for (const { pkcs8 } of keys) pkcs8.fill(0);
  if (certificates.length === 0) throw new AppError('not-a-certificate-file');
  return certificates;
}

/** The result is unverified (RFC 7030 §4.1.1): use it only for display or pin comparison. */
async function bootstrap(parse: ParseClient, address: ServerAddress, signal: AbortSignal): Promise<FoundCertificate[]> {
  let chain: readonly Uint8Array[] = [];
  const client = createHttpClient({ ...rulesFor(address, null), onChain: (shown) => void (chain = shown) });
  const found = new Map<string, FoundCertificate>();
  const take = ({ certificates }: { readonly certificates: readonly FoundCertificate[] }): void => {
    for (const each of certificates) found.set(each.fields.sha256, each);
  };
  try {
    const url = new URL(urlOf(address, `${address.path}/cacerts`));
    await client.open(url, signal);
    for (const der of chain) take(await inspectInChild(parse, der, null));
    if (!address.hasCacerts) return [...found.values()];
    const answer = await client.send(url, { method: 'GET', headers: { Accept: '*/*' }, signal });
    const body = await answer.read(maxReplyBytes);
    if (answer.status === 200) take(await inspectInChild(parse, readBase64Body(body), null));
    return [...found.values()];
  } finally {
    client.close();
  }
}
