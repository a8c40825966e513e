// SPDX-License-Identifier: Apache-2.0
import { hash, sign, type KeyObject } from 'node:crypto';
import { writeCertId } from '../../../main/x509/ocsp/cert-id.ts';
import { nonceOid } from '../../../main/x509/ocsp/ocsp-request.ts';
import * as der from '../../../main/x509/der/der-writer.ts';
import { readPublicKeyParts } from '../../../main/x509/signatures/signed-structure.ts';
import { writeName } from '../../../main/x509/names/write-name.ts';
import { algorithmOf, type Extension, type Hash, spkiOf, writeExtension } from './issue.ts';

/** An OCSP response to encode, possibly with wrong fields. */
export interface OcspProfile {
  readonly certificate: Uint8Array;
  readonly issuerKey: KeyObject;
  readonly signer: { readonly name: string | null; readonly key: KeyObject };
  /** An object means revoked. `at` is `YYYYMMDDHHMMSSZ`, `reason` a CRLReason. */
  readonly status: 'good' | 'unknown' | { readonly at: string; readonly reason: number };
  readonly thisUpdate: string;
  readonly nextUpdate: string | null;
  readonly nonce: Uint8Array | null;
  readonly certificates: readonly Uint8Array[];
  readonly extensions: readonly Extension[];
  readonly hash?: Hash;
  readonly version?: number;
}

export const generalizedTime = (text: string): Uint8Array => der.element(0x18, Buffer.from(text, 'latin1'));

function statusOf(status: OcspProfile['status']): Uint8Array {
  if (status === 'good') return der.implicit(0, new Uint8Array());
  if (status === 'unknown') return der.implicit(2, new Uint8Array());
  const reason = der.explicit(0, der.element(0x0a, Uint8Array.of(status.reason)));
  return der.explicit(1, generalizedTime(status.at), reason);
}

/** Encodes an OCSPResponse. If `signer.name` is null, the key hash identifies the signer. */
export function issueOcsp(profile: OcspProfile): Uint8Array {
  const {
    certificate,
    issuerKey,
    signer,
    status,
    thisUpdate,
    nextUpdate,
    nonce,
    certificates,
    extensions,
    hash: digest,
    version,
  } = profile;
  const nonceExtension = { oid: nonceOid, critical: false, value: der.octetString(nonce ?? new Uint8Array()) };
  const all = [...(nonce === null ? [] : [nonceExtension]), ...extensions];
  const data = der.sequence(
    ...(version === undefined ? [] : [der.explicit(0, der.integer(version))]),
    signer.name === null
      ? der.explicit(2, der.octetString(keyIdOfBits(signer.key)))
      : der.explicit(1, writeName(signer.name)),
    generalizedTime(thisUpdate),
    der.sequence(
      der.sequence(
        writeCertId(certificate, spkiOf(issuerKey)),
        statusOf(status),
        generalizedTime(thisUpdate),
        ...(nextUpdate === null ? [] : [der.explicit(0, generalizedTime(nextUpdate))]),
      ),
    ),
    ...(all.length > 0 ? [der.explicit(1, der.sequence(...all.map(writeExtension)))] : []),
  );
  const basic = der.sequence(
    data,
    algorithmOf(signer.key, digest),
    der.bitString(sign(digest ?? 'sha256', data, signer.key)),
    ...(certificates.length > 0 ? [der.explicit(0, der.sequence(...certificates))] : []),
  );
  const octets = der.sequence(der.oid('1.3.6.1.5.5.7.48.1.1'), der.octetString(basic));
  return der.sequence(der.element(0x0a, Uint8Array.of(0)), der.explicit(0, octets));
}

/** SHA-1 of only the key's bits (RFC 6960 §4.2.1). */
function keyIdOfBits(key: KeyObject): Uint8Array {
  return hash('sha1', readPublicKeyParts(spkiOf(key)).key, 'buffer');
}
