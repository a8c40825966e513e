// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { buildChain, indexIssuers } from '../../../x509/certificate/chain.ts';
import type { FoundCertificate } from '../../../formats/inspect/inspection.ts';
import type { TokenCommandCalls } from '../../tokens-service.ts';
import { importIdentity } from './import-identity.ts';
import type { ObjectReport, TokenSession } from '../../module-port.ts';
import { isSkf, type TokenWork } from '../token-work.ts';
import type { TokensParts } from '../tokens-parts.ts';
import { besideKeys, type OutgoingCertificate, writeCertificates } from './write-objects.ts';

export async function importDraft(
  parts: Pick<TokensParts, 'foreign' | 'imports'>,
  work: TokenWork,
  { tokenId, draftId, label, ...pins }: Parameters<TokenCommandCalls['importDraft']>[0],
): ReturnType<TokenCommandCalls['importDraft']> {
  const wrapped = parts.imports.wrapped(draftId);
  if (wrapped !== null)
    return importReply(work, tokenId, pins, label, async ({ session, container }) =>
      session.importWrapped(container, wrapped),
    );
  const { certificates, keys } = parts.imports.found(draftId);
  const paired = keys.filter(({ matches }) => matches !== null);
  if (paired.length > 1) {
    throw new AppError('ambiguous-id', { candidates: paired.map(({ matches }) => matches ?? '') });
  }
  const [key] = paired;
  const [alone] = keys.filter(({ madeBy }) => madeBy === 'authority');
  if (alone !== undefined && certificates.length === 0) {
    const place = { keyId: '', subject: new Uint8Array(0), pivSlot: null };
    return importReply(work, tokenId, pins, label, async ({ session, container }) =>
      session.importKey({ ...place, label: container, pkcs8: alone.pkcs8 }),
    );
  }
  const leaf = key && certificates.find(({ fields }) => fields.sha256 === key.matches);
  if (!key || !leaf) return writeAlone(parts, work, tokenId, pins, certificates, label);
  const issuers = issuersIn(leaf, certificates);
  const certificate = { ...outgoing(leaf), label: label ?? leaf.friendlyName };
  const identity = {
    certificate,
    issuers: issuers.map(outgoing),
    pkcs8: key.pkcs8,
    label: certificate.label ?? leaf.fields.displayName,
  };
  const { key: written, withIssuers } = await importIdentity(parts, work, tokenId, pins, identity);
  return {
    objectId: written.id,
    sealed: written.exportable === null ? null : !written.exportable,
    certificates: [leaf, ...(withIssuers ? issuers : [])].map(({ fields }) => fields.sha256),
  };
}

/** Imports an encryption pair from a CA, without its certificate. */
async function importReply(
  work: TokenWork,
  tokenId: string,
  pins: Parameters<TokenWork['change']>[1],
  container: string | null,
  send: (to: { readonly session: TokenSession; readonly container: string }) => Promise<ObjectReport>,
): ReturnType<TokenCommandCalls['importDraft']> {
  // Check before the PIN is sent.
  if (!(await work.look(tokenId, async (_session, { chosen }) => isSkf(chosen)))) throw new AppError('not-available');
  if (container === null) throw new AppError('invalid-input', { field: 'label' });
  const { written } = await work.change(tokenId, pins, { write: async (session) => send({ session, container }) });
  return { objectId: written.id, sealed: null, certificates: [] };
}

async function writeAlone(
  parts: Pick<TokensParts, 'foreign'>,
  work: TokenWork,
  tokenId: string,
  pins: Parameters<TokenWork['change']>[1],
  certificates: readonly FoundCertificate[],
  label: string | null,
): ReturnType<TokenCommandCalls['importDraft']> {
  if (certificates.length === 0) throw new AppError('not-found');
  const [first, ...others] = certificates.map(outgoing);
  const all = first ? [{ ...first, label: label ?? first.label }, ...others] : [];
  const { written } = await work.change(tokenId, pins, {
    write: async (session, device) => {
      const places = await besideKeys(session, device, all);
      const reports = await writeCertificates(parts, session, places.certificates);
      return places.certificates.filter((_each, index) => reports[index] !== null).map(({ fields }) => fields.sha256);
    },
  });
  return { objectId: null, sealed: null, certificates: written };
}

function issuersIn(leaf: FoundCertificate, all: readonly FoundCertificate[]): FoundCertificate[] {
  const byHash = new Map(all.map((each) => [each.fields.sha256, each]));
  const chain = buildChain(leaf.fields, indexIssuers(all.map(({ fields }) => fields)));
  return chain.certificates.slice(1).flatMap(({ sha256 }) => {
    const found = byHash.get(sha256);
    return found && !found.fields.selfIssued ? [found] : [];
  });
}

function outgoing({ der, fields, friendlyName }: FoundCertificate): OutgoingCertificate {
  return { der, fields, label: friendlyName };
}
