// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { FoundCertificate } from '../../../formats/inspect/inspection.ts';
import { inspectInChild, type ParseClient } from '../../../parser/parse-client.ts';
import type { RequestRow } from '../../../vault/store/rows/request-rows.ts';
import type { Vault } from '../../../vault/vault.ts';
import {
  ownCertificate,
  takeForRequest,
  type SettleParts,
  type TakenCertificate,
} from '../../requests/settle-requests.ts';
import { validatePath } from '../../requests/validate-path.ts';
import { urlOf, type ServerAddress } from './server-address.ts';

export interface Judging {
  readonly anchors: readonly FoundCertificate[];
  readonly authorities: readonly FoundCertificate[];
  /** Called only if the path is otherwise invalid. */
  readonly moreAuthorities?: () => Promise<readonly FoundCertificate[]>;
  readonly acceptNames: boolean;
  readonly address: ServerAddress;
  /** Runs last, before the vault changes. Throws to stop. */
  readonly lastCheck: () => Promise<void>;
}

/**
 * Stores only the certificate and its path. Errors: `server-reply-unusable`, `response-mismatch` (no certificate has
 * the key), `reply-refused` (`reason` is a ReplyProblem), those of the callbacks and the vault.
 */
export async function acceptIssued(
  vault: Vault,
  parts: SettleParts,
  row: RequestRow,
  pkcs7: Uint8Array,
  { anchors, authorities, moreAuthorities, acceptNames, address, lastCheck }: Judging,
): Promise<TakenCertificate> {
  const { parse, now } = parts;
  const certificates = await certificatesIn(parse, pkcs7);
  const issued = ownCertificate(vault, row, certificates);
  if (!issued) throw new AppError('response-mismatch', { certificates: certificates.length });
  const pathWith = async (known: readonly FoundCertificate[]) => {
    const beside = new Map(
      [...certificates, ...known, ...anchors]
        .filter((each) => each !== issued)
        .map((each) => [each.fields.sha256, each]),
    );
    const ders = Array.from(beside.values(), ({ der }) => der);
    return { beside, ...(await validatePath(parse, { leaf: issued.der, beside: ders, anchors }, now())) };
  };
  const atHand = await pathWith(authorities);
  const { beside, valid, path } =
    atHand.valid || !moreAuthorities ? atHand : await pathWith([...authorities, ...(await moreAuthorities())]);
  const reply = {
    certificate: issued.fields,
    pool: Array.from(beside.values(), ({ fields }) => fields),
    derOf: (sha256: string) => (sha256 === issued.fields.sha256 ? issued.der : (beside.get(sha256)?.der ?? null)),
    pathIsValid: valid,
  };
  return await takeForRequest(vault, parts, row, reply, {
    acceptNames,
    async bringIn() {
      await lastCheck();
      return await vault.importItems({
        certificates: [issued, ...path.flatMap((sha256) => beside.get(sha256) ?? [])],
        keys: [],
        origin: { via: 'authority', fileName: null, path: null, downloadedFrom: urlOf(address) },
      });
    },
  });
}

export async function certificatesIn(parse: ParseClient, pkcs7: Uint8Array): Promise<readonly FoundCertificate[]> {
  const { certificates, keys } = await inspectInChild(parse, pkcs7, null);
  for (const { pkcs8 } of keys) pkcs8.fill(0);
  if (certificates.length === 0) throw new AppError('server-reply-unusable', { reason: 'pkcs7' });
  return certificates;
}
