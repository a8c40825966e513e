// SPDX-License-Identifier: Apache-2.0
import type { Services } from '../../../services.ts';
import type { Handlers } from '../../handler-types.ts';

type CertificateCalls =
  | 'certificates.page'
  | 'certificates.ids'
  | 'certificates.detail'
  | 'certificates.asn1'
  | 'certificates.annotate'
  | 'certificates.tag';

export function certificateHandlers({ certificates }: Services): Pick<Handlers, CertificateCalls> {
  return {
    'certificates.page': async ({ query, ...stretch }) => certificates.page(query, stretch),
    'certificates.ids': async ({ query }) => certificates.ids(query),
    'certificates.detail': async ({ sha256 }) => certificates.detail(sha256),
    'certificates.asn1': async ({ sha256 }) => certificates.asn1(sha256),
    'certificates.annotate': async ({ sha256, ...change }) => certificates.annotate(sha256, change),
    'certificates.tag': async ({ certificates: sha256s, ...change }) => ({
      changed: await certificates.tag(sha256s, change),
    }),
  };
}
